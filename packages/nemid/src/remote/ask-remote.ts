/** One question to a service of another party's, over TLS in which both sides show certificates. */
import type { Credential } from "@eid-gateway/core";
import { readLimited } from "./read-limited.js";

const timeoutMs = 10_000;

export interface RemoteQuestion {
  readonly url: string;
  readonly credential: Credential; // ours, as the other side knows us
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly maxBytes: number; // of the answer
}
export interface RemoteAnswer {
  readonly status: number;
  readonly mediaType: string; // without its parameters
  readonly bytes: Uint8Array;
}

/** Reads no more than `maxBytes` and follows no redirect. @throws whatever goes wrong on the way; none of it holds the answer */
export async function askRemote({ url, credential, headers, body, maxBytes }: RemoteQuestion): Promise<RemoteAnswer> {
  const response = await credential.fetch(url, {
    method: "POST",
    headers,
    body,
    redirect: "error",
    signal: AbortSignal.timeout(timeoutMs),
  });
  const mediaType = response.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
  return { status: response.status, mediaType, bytes: await readLimited(response, maxBytes) };
}
