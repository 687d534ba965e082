/** A document to sign, as a method gets it: with the digest of its bytes. */
import { createHash } from "node:crypto";
import type { DocumentToSign } from "@eid-gateway/core";

export interface FakeDocument {
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  readonly title?: string;
  readonly stylesheet?: string;
}

export function fakeDocument({ mediaType, bytes, title = "Agreement", stylesheet }: FakeDocument): DocumentToSign {
  return {
    title,
    mediaType,
    sha256: createHash("sha256").update(bytes).digest("base64url"),
    ...(stylesheet !== undefined && { stylesheet }),
    read: async () => bytes,
  };
}
