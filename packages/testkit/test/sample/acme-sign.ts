/**
 * A signing method of a stranger's: the person's device shows the document and signs its digest, with the flow's binding in the
 * challenge. It keeps the contract, and can be made to break one rule at a time.
 */
import { createHash, createHmac, randomBytes } from "node:crypto";
import {
  type AnyEidMethod,
  type DocumentToSign,
  defineErrors,
  defineMethod,
  defineTexts,
  type Input,
  type OpenMethod,
  type SignedDocument,
  type SignRequest,
} from "@eid-gateway/core";
import { z } from "zod";
import type { SigningFlaw } from "./signing-flaws.js";

const { errors, fail } = defineErrors({
  "acme:document": "misconfigured",
  "acme:signature": "invalid-response",
  "acme:late": "expired",
  "acme:replayed": "invalid-response",
});
const text = defineTexts({
  en: {
    title: "Sign with Acme",
    code: "Show this to your device",
    signature: "What it says",
    next: "Next",
    "acme:document": "The document cannot be signed.",
    "acme:signature": "The signature could not be accepted.",
    "acme:late": "The signature came too late.",
    "acme:replayed": "The signature was used before.",
  },
});

/** What the device signs, and how. */
const deviceKey = "in the device";
export function signOnDevice(said: {
  readonly id: string;
  readonly challenge: string;
  readonly sha256: string;
}): string {
  const body = Buffer.from(JSON.stringify(said)).toString("base64url");
  return `${body}.${createHmac("sha256", deviceKey).update(body).digest("base64url")}`;
}

type State = { readonly challenge: string; readonly until: string };

export function acmeSign(flaw?: SigningFlaw): AnyEidMethod {
  const has = (other: SigningFlaw) => flaw === other;
  return defineMethod({
    id: "acme-sign",
    family: "acme",
    intent: "sign",
    country: "NO",
    displayName: { en: "Acme" },
    configSchema: z.strictObject({ colour: z.enum(["red", "blue"]).default("red") }),
    texts: text.tables,
    errors,
    attributes: {},
    binds: true,
    open({ services: { clock, log, store } }): OpenMethod<"sign", State> {
      return {
        async start(request) {
          if (!has("a digest that nobody computes")) await digestOf(request.document);
          if (has("a consent in the log")) log.info(request.statement);
          const challenge = [randomBytes(16).toString("hex"), request.binding].filter(Boolean).join(".");
          const until = new Date(clock.now().getTime() + 600_000).toISOString();
          const code = { kind: "qr", data: `${challenge} ${request.document.sha256}`, alt: text("code") } as const;
          const field = { kind: "field", name: "signature", label: text("signature"), type: "text" } as const;
          const actions = [{ value: "next", label: text("next") }];
          const screen = { name: "acme/sign", title: text("title"), blocks: [code, field], actions };
          return { kind: "show", state: { challenge, until }, screen };
        },
        async resume(request, { challenge, until }, input) {
          const said = readSignature(input);
          if (said.challenge !== challenge) throw fail("acme:signature", "another flow's");
          if (clock.now() > new Date(until)) throw fail("acme:late", "too late");
          if ((await store.count(challenge, new Date(until))) > 1) throw fail("acme:replayed", "used before");
          const due = await digestOf(request.document);
          if (said.sha256 !== due && !has("an exchanged document that is signed"))
            throw fail("acme:signature", "another document");
          return { kind: "done", outcome: outcomeOf(said, request, flaw) };
        },
        ...(!has("no inspection") && { inspect: (document) => inspect(document, flaw) }),
        abandon: async () => {
          if (has("an end that fails")) throw new Error("the device does not answer");
        },
      };
    },
  });
}

type Said = { readonly id: string; readonly challenge: string; readonly sha256: string };

function outcomeOf({ id, challenge, sha256 }: Said, request: SignRequest, flaw?: SigningFlaw): SignedDocument {
  const binding = challenge.split(".")[1];
  const evidence = {
    format: "acme",
    bytes: Buffer.from(challenge),
    report: {},
    ...(binding !== undefined && flaw !== "a binding that is lost" && { binding }),
  };
  const signer = { subject: id, kind: "person", name: id, amr: ["acme"], attributes: {}, evidence } as const;
  if (flaw === "the digest in another spelling")
    return { signer, sha256: Buffer.from(sha256, "base64url").toString("hex") };
  return { signer, sha256: flaw === "an exchanged document that is signed" ? request.document.sha256 : sha256 };
}

async function digestOf({ sha256, read }: DocumentToSign): Promise<string> {
  const found = createHash("sha256")
    .update(await read())
    .digest("base64url");
  if (found !== sha256) throw fail("acme:document", "its bytes are another's");
  return found;
}

async function inspect(document: DocumentToSign, flaw: SigningFlaw | undefined) {
  if (flaw === "an inspection that finds nothing") return [];
  if (flaw === "an inspection that refuses all") return [{ message: "no" }];
  const bytes = await document.read();
  if (flaw === "an inspection that crashes" && bytes[0] === 0xa5) throw new TypeError("what is this?");
  const isText = document.mediaType === "text/plain" && bytes.length > 0 && !bytes.includes(0x07);
  return isText ? [] : [{ message: flaw === "a refusal without a word" ? "" : "only plain text, without bells" }];
}

function readSignature(input: Input): Said {
  const [body = "", mac] = (input.kind === "answer" ? (input.fields.signature ?? "") : "").split(".");
  if (createHmac("sha256", deviceKey).update(body).digest("base64url") !== mac || body === "")
    throw fail("acme:signature", "no signature");
  return JSON.parse(Buffer.from(body, "base64url").toString()) as Said;
}
