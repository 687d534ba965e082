/** Every attack of the test CA's list on every kind of message, in both dialects: refused, or not a word of it read otherwise. */
import { judgeMessage, OcesError, type RevocationSource, readMessage, type Trust } from "@eid-gateway/oces";
import {
  attackMessage,
  attacksOn,
  type IssuedCertificate,
  loginProperties,
  type MessageKind,
  type SigningContent,
  signingProperties,
  signMessage,
} from "@eid-gateway/oces-testing";
import { XmlError } from "@eid-gateway/xmldsig";
import { beforeAll, describe, expect, it } from "vitest";
import { createCa, listsOf, NOW, trustIn } from "./ca.js";

const STATEMENT = { requestIssuer: "Demo Shop", challenge: "4839204711", timeStamp: "2022-05-01 14:00:00+0200" };
const PDF = Buffer.from("%PDF-1.4\n%%EOF\n");
const SIGNED: Record<Exclude<MessageKind, "logon">, SigningContent> = {
  text: { kind: "text", text: "I owe nobody anything." },
  html: { kind: "html", html: "<html><body><p>I owe nobody anything.</p></body></html>" },
  xml: { kind: "xml", xml: "<debt>0</debt>", stylesheet: "<stylesheet/>" },
  "pdf-object": { kind: "pdf", pdf: PDF, as: "object", title: "Debt" },
  "pdf-property": { kind: "pdf", pdf: PDF, as: "property" },
  attachment: {
    kind: "text",
    text: "See the attachment.",
    attachments: [{ mimeType: "text/plain", bytes: Buffer.from("Nothing."), title: "Debt" }],
  },
};
const KINDS = ["logon", ...Object.keys(SIGNED)] as readonly MessageKind[];

let person: IssuedCertificate;
let stranger: IssuedCertificate;
let trust: Trust;
let revocation: RevocationSource;
beforeAll(async () => {
  const ca = await createCa();
  [person, stranger] = [await ca.issuePoces(), await ca.issuePoces({ name: "Ea Evil" })];
  trust = trustIn(ca);
  revocation = listsOf(ca);
});

/** All that a verifier says of a message that it believes; undefined when it believes nothing. */
async function believed(bytes: Uint8Array) {
  try {
    const message = readMessage(bytes);
    const { outcome, signer, properties, signedSha256, document } = await judgeMessage({
      message,
      at: NOW,
      trust,
      revocation,
    });
    if (outcome !== "valid") return undefined;
    return { signer, properties, signedSha256, document, attachments: message.attachments };
  } catch (error) {
    if (error instanceof OcesError || error instanceof XmlError) return undefined;
    throw error;
  }
}

describe.each(KINDS.flatMap((kind) => (["keycard", "codefile"] as const).map((dialect) => ({ kind, dialect }))))(
  "an attack on a message of kind $kind ($dialect)",
  ({ kind, dialect }) => {
    let honest: Uint8Array;
    let said: Awaited<ReturnType<typeof believed>>;
    beforeAll(async () => {
      const identity = person;
      honest =
        kind === "logon"
          ? signMessage({ identity, dialect, properties: loginProperties(STATEMENT, dialect) })
          : signMessage({
              identity,
              dialect,
              properties: signingProperties(STATEMENT, dialect),
              signing: SIGNED[kind],
            });
      said = await believed(honest);
    });

    it("is on a message that is believed without it", () => {
      expect(said).toMatchObject({ signer: { kind: "POCES" } });
    });

    it.each(attacksOn(kind))("$family: $name", async ({ name, harmless }) => {
      const after = await believed(attackMessage(name, honest, { kind, stranger }));
      if (harmless && after !== undefined) expect(after).toEqual(said);
      else expect(after).toBeUndefined();
    });
  },
);
