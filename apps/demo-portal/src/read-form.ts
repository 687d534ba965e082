import type { IncomingMessage } from "node:http";

/** More than any answer of the gateway's. */
const maxBytes = 512 * 1024;

export class FormRefused extends Error {
  override readonly name = "FormRefused";
}

/** The fields of a posted form. @throws FormRefused when it is something else, or too large */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  if (!/^application\/x-www-form-urlencoded\b/i.test(request.headers["content-type"] ?? ""))
    throw new FormRefused("not a form");
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= maxBytes) chunks.push(chunk); // the rest is read and dropped, so that the sender gets to hear the answer
  }
  if (bytes > maxBytes) throw new FormRefused("too large");
  return new URLSearchParams(Buffer.concat(chunks).toString("utf8"));
}
