/** Signatures as a hub packages them, made with what a verification desk has: everything in them is of its one moment. */
import { sign } from "node:crypto";
import { createTrust, offlineRevocation } from "@eid-gateway/oces";
import {
  answerTimestampRequest,
  type IssuedCertificate,
  issueTimestamper,
  signingProperties,
  signMessage,
} from "@eid-gateway/oces-testing";
import { buildLtvSdo, type Sealing, timestampService } from "@eid-gateway/sdo";
import { SIGNED_AT, type VerificationDesk } from "./verification-desk.js";

export const CONTRACT = Buffer.from("I owe Ella 100 kr.\n");

/** A company of the desk's CA as the hub, and an authority whose certificate lasts until 2036. */
export async function createSealing({ ca }: VerificationDesk): Promise<Required<Sealing>> {
  const clock = { now: () => new Date(SIGNED_AT) };
  const hub = await ca.issueVoces({ companyName: "Hub A/S" });
  const tsa = await issueTimestamper(ca, { notAfter: new Date("2036-01-01") });
  return {
    key: { ...hub, sign: async (bytes) => sign("sha256", bytes, hub.privateKey) },
    clock,
    timestamps: timestampService({ url: "http://tsa.test", fetch: answerAs(tsa), clock }),
    validation: {
      trust: createTrust({ anchors: [ca.root.pem] }),
      revocation: offlineRevocation({ crls: [ca.crl(), ca.crl({ issuer: ca.root })] }),
    },
  };
}

function answerAs(tsa: IssuedCertificate): typeof globalThis.fetch {
  return async (_url, init) => {
    const request = new Uint8Array(await new Response(init?.body).arrayBuffer());
    const body = answerTimestampRequest(request, { tsa, at: new Date(SIGNED_AT) });
    return new Response(new Uint8Array(body), { headers: { "content-type": "application/timestamp-reply" } });
  };
}

/** A contract that a new person signed. */
export async function sealContract({ ca }: VerificationDesk, sealing: Sealing): Promise<Uint8Array> {
  const identity = await ca.issuePoces({ name: "Ella Testesen" });
  const properties = signingProperties({
    requestIssuer: "Hub",
    challenge: "8412",
    timeStamp: "2022-05-01 14:00:00+0200",
  });
  const message = signMessage({ identity, properties, signing: { kind: "text", text: CONTRACT.toString() } });
  return buildLtvSdo(
    {
      order: "order-1",
      task: "task-1",
      documents: [{ id: "contract", mediaType: "text/plain", bytes: CONTRACT }],
      signer: { name: "Ella Testesen", uniqueId: identity.subject.pid ?? "", method: "nemid-sign" },
      proof: { kind: "native", document: "contract", message },
      consent: { text: "I have read the document and agree.", language: "en" },
      events: [{ event: "document-signed", time: new Date(SIGNED_AT) }],
      validation: { certificates: identity.chain, crls: [ca.crl(), ca.crl({ issuer: ca.root })], ocsps: [] },
    },
    sealing,
  );
}
