import { createHash } from "node:crypto";
import { decodeBase64 } from "../parameters/read-timestamp.js";
import type { RemoteDocument } from "./sign-text.js";

/** Whether these are the bytes that the service provider meant. */
export function isAsPromised({ hash }: Pick<RemoteDocument, "hash">, bytes: Uint8Array): boolean {
  return createHash("sha256").update(bytes).digest("base64") === hash;
}

/** Why a document cannot be fetched as asked, or undefined. */
export function findRemoteFault({ uri, hash }: RemoteDocument): string | undefined {
  if (!isWebAddress(uri)) return "the address of the document is not http or https";
  return decodeBase64(hash)?.length === 32 ? undefined : "the hash of the document is not base64 of a SHA-256";
}

function isWebAddress(uri: string): boolean {
  return /^https?:\/\//i.test(uri) && URL.canParse(uri);
}

/** Fetches a document for a client without a browser; undefined when it cannot be had. */
export type FetchDocument = (uri: string) => Promise<Uint8Array | undefined>;

const LARGEST = 10 * 1024 * 1024;
const PATIENCE_MS = 10_000;

/** As the browser does: without cookies, and whoever redirects is followed. Whether the page allows other origins is the browser's affair. */
export const fetchDocument: FetchDocument = async (uri) => {
  try {
    const response = await fetch(uri, { credentials: "omit", signal: AbortSignal.timeout(PATIENCE_MS) });
    return response.ok && response.body ? await readUpTo(LARGEST, response.body) : undefined;
  } catch {
    return undefined;
  }
};

async function readUpTo(limit: number, body: AsyncIterable<Uint8Array>): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > limit) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
