import { codeFileClient, keycardClient } from "@eid-gateway/nemid";
import { createTrust, judgeMessage, offlineRevocation, readMessage } from "@eid-gateway/oces";
import { describe, expect, it } from "vitest";
import { codeOf, now, openSigning, operator, signedIn } from "./bench.js";
import { documents, formats } from "./documents.js";

const { ca } = operator;
const anna = await ca.issuePoces({ name: "Anna Test" });
const bo = await ca.issueMoces({ name: "Bo Ansat" });
const clients = { keycard: keycardClient, codefile: codeFileClient };
const everyWay = formats.flatMap((format) =>
  (["keycard", "codefile"] as const).map((client) => [format, client] as const),
);

describe("a document that was signed", () => {
  it.each(everyWay)("as %s with the %s client is told by its digest, as read back", async (format, client) => {
    const document = documents[format];
    const { signer, sha256 } = signedIn(
      await openSigning({ client: clients[client], request: { document } }).sign(anna),
    );
    expect(sha256).toBe(document.sha256);
    expect(signer).toMatchObject({ subject: anna.subject.serialNumber, name: "Anna Test", kind: "person" });
    const { document: signed } = readMessage(signer.evidence.bytes);
    expect(Buffer.from(signed?.bytes ?? "")).toEqual(await document.read());
  });

  it("comes with the native message, byte for byte as the client posted it", async () => {
    const bench = openSigning({ request: { document: documents.PDF } });
    const step = await bench.start();
    const fields = operator.post(step, anna);
    const { evidence } = signedIn(await bench.resume(step, fields)).signer;
    expect(Buffer.from(evidence.bytes).toString("base64")).toBe(fields.response);
    expect(evidence.format).toBe("nemid");
  });

  it("comes with all that is needed to judge it again when nobody answers any more", async () => {
    const { evidence } = signedIn(await openSigning().sign(anna)).signer;
    const { certificates, crls, ocsps } = evidence.validation ?? { certificates: [], crls: [], ocsps: [] };
    expect(certificates.map((der) => Buffer.from(der).toString("hex"))).toEqual(
      [anna.certificate, ca.issuing.certificate, ca.root.certificate].map((der) => Buffer.from(der).toString("hex")),
    );
    const report = await judgeMessage({
      message: readMessage(evidence.bytes),
      at: now,
      trust: createTrust({ anchors: [ca.root.pem], environment: "test" }),
      revocation: offlineRevocation({ crls, ocsp: ocsps }),
      requireCaRevocation: true,
    });
    expect([report.outcome, ocsps.length]).toEqual(["valid", 1]);
  });

  it("is bound to what the gateway wanted put under the person's key, the consent among it", async () => {
    const binding = "qz0SxTWHn8bE6ry6xQ0dQw";
    const bench = openSigning({ request: { binding } });
    expect(signedIn(await bench.sign(anna)).signer.evidence.binding).toBe(binding);
    expect(signedIn(await openSigning().sign(anna)).signer.evidence.binding).toBeUndefined();
    expect(await codeOf(openSigning({ request: { binding: "a;b=c" } }).start())).toBe("nemid:setup misconfigured");
  });

  it("may be an employee's or a person's, as the customer says", async () => {
    expect(signedIn(await openSigning().sign(bo)).signer).toMatchObject({ kind: "employee" });
    expect(await codeOf(openSigning({ config: { accepts: ["POCES"] } }).sign(bo))).toBe("nemid:wrongcerttype refused");
    expect(await codeOf(openSigning({ config: { accepts: ["MOCES"] } }).sign(anna))).toBe(
      "nemid:wrongcerttype refused",
    );
  });

  it("tells who used the wrong NemID which is right, without sending them to a log-in", async () => {
    const failure = await openSigning({ config: { accepts: ["POCES"] } })
      .sign(bo)
      .catch((error) => error);
    expect(failure.sentence.key).toBe("wrongcerttype.person.sign");
  });

  it("may be a PDF that stands in the message as a property, as one reading of the protocol has it", async () => {
    const bench = openSigning({ request: { document: documents.PDF } });
    const pdf = Buffer.from(await documents.PDF.read());
    expect(signedIn(await bench.sign(anna, { signing: { kind: "pdf", pdf, as: "property" } })).sha256).toBe(
      documents.PDF.sha256,
    );
  });

  it("is told with the signer's CPR number when that is wanted, and the agreement allows it", async () => {
    const cpr = "6101901000";
    const needs = { nationalId: true, organization: false };
    const bench = openSigning({ cpr: "match", numbers: { [anna.subject.pid ?? ""]: cpr }, request: { needs } });
    const asked = await bench.sign(anna);
    if (asked.kind !== "show") throw new Error("nobody was asked");
    expect(asked.screen.blocks[0]).toMatchObject({ kind: "text", text: { key: "cpr.why.sign" } });
    expect(signedIn(await bench.resume(asked, { cpr })).signer.nationalId?.reveal()).toBe(cpr);
    const unasked = openSigning({ cpr: "match", numbers: { [anna.subject.pid ?? ""]: cpr } });
    expect(signedIn(await unasked.sign(anna)).signer.nationalId).toBeUndefined();
  });
});
