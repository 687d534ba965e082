import type { IssuedCertificate } from "../certificates/issued-certificate.js";
import { readValue, replaceValue, swap } from "../messages/message-surgery.js";
import type { MessageKind, Scene } from "./attack.js";

/** What the attacker brings along. */
export interface AttackMeans {
  readonly kind: MessageKind;
  /** Somebody else's certificate and key. */
  readonly stranger: IssuedCertificate;
  /** What shall be believed; for a log-in the challenge, else the document. Default: `evil`. */
  readonly evil?: string | Uint8Array;
}

const TARGETS: Record<MessageKind, { readonly id: string; readonly property?: string }> = {
  logon: { id: "ToBeSigned", property: "challenge" },
  text: { id: "ToBeSigned", property: "signtext" },
  html: { id: "ToBeSigned", property: "signtext" },
  xml: { id: "ToBeSigned", property: "signtext" },
  "pdf-property": { id: "ToBeSigned", property: "signtext" },
  "pdf-object": { id: "signText" },
  attachment: { id: "attachment-1" },
};

/** Finds in a message what its kind says is worth forging. Throws when the message is not of that kind. */
export function setScene(message: Uint8Array, { kind, stranger, evil = "evil" }: AttackMeans): Scene {
  const document = Buffer.from(message).toString("utf8");
  const { id, property } = TARGETS[kind];
  const honest = new RegExp(`<ds:Object [^>]*Id="${id}"[\\s\\S]*?</ds:Object>`).exec(document)?.[0] ?? "";
  const value = property === undefined ? contentOf(honest) : readValue(honest, property);
  if (value === "") throw new Error(`the message has nothing that a message of kind ${kind} has`);
  return { document, honest, value, stranger, evil: forge(honest, value, property, Buffer.from(evil)) };
}

const contentOf = (object: string): string => />([^<>]*)<\/ds:Object>$/.exec(object)?.[1] ?? "";

function forge(honest: string, value: string, property: string | undefined, evil: Buffer): string {
  const base64 = evil.toString("base64");
  if (property === undefined) return swap(honest, `${value}</ds:Object>`, `\n${base64}\n</ds:Object>`);
  const plain = new RegExp(`Name>${property}</[^>]*><[^>]*Encoding="xml"`).test(honest);
  return replaceValue(honest, property, () => (plain ? evil.toString("utf8") : base64));
}

/** The document with the honest object's value written otherwise. */
export const rewriteValue = ({ document, honest, value }: Scene, change: (value: string) => string): string =>
  swap(document, honest, swap(honest, `>${value}<`, `>${change(value)}<`));
