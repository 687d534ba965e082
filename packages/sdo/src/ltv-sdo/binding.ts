/**
 * The binding: one digest over what somebody agrees to, put under their key by the challenge of a log-in. Anybody who has the parts
 * can compute it again.
 *
 *   binding   = base64url(SHA-256(parts)), each part as its length in four bytes, big-endian, and its bytes
 *   parts     = "eid-gateway signing binding 1", order, task, consent text, language, then for each document id, media type, SHA-256
 *   challenge = <random>.<binding>
 *
 * Lengths keep parts from running into one another, the first part keeps this digest from being taken for one of something else.
 */
import { createHash } from "node:crypto";
import { sha256 } from "../digest.js";
import { type Consent, hasBytes, type LtvDocument } from "./content.js";

const DOMAIN = "eid-gateway signing binding 1";

export interface BoundParts {
  readonly order: string;
  readonly task: string;
  readonly consent: Consent;
  /** In the order in which they are shown. `sha256`: 32 bytes. */
  readonly documents: readonly { readonly id: string; readonly mediaType: string; readonly sha256: Uint8Array }[];
}

/** @returns base64url of 32 bytes: 43 characters, none of which NemID's parameters give a meaning */
export function bindingOf({ order, task, consent, documents }: BoundParts): string {
  const hash = createHash("sha256");
  const texts = [DOMAIN, order, task, consent.text, consent.language];
  const bound = documents.flatMap(({ id, mediaType, sha256: digest }) => [text(id), text(mediaType), digest]);
  for (const part of [...texts.map(text), ...bound]) hash.update(lengthOf(part)).update(part);
  return hash.digest("base64url");
}

/** What a document puts into a binding. */
export function boundPart(document: LtvDocument): BoundParts["documents"][number] {
  const { id, mediaType } = document;
  return { id, mediaType, sha256: hasBytes(document) ? sha256(document.bytes) : document.sha256 };
}

/** Whether a challenge is random text and that binding. The random text is what makes it answerable once only. */
export function endsInBinding(challenge: string, binding: string): boolean {
  const at = challenge.lastIndexOf(".");
  return at >= 16 && challenge.slice(at + 1) === binding;
}

function text(value: string): Uint8Array {
  return Buffer.from(value, "utf8");
}

function lengthOf(part: Uint8Array): Uint8Array {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(part.length);
  return length;
}
