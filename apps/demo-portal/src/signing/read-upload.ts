import type { IncomingMessage } from "node:http";
import { FormRefused } from "../read-form.js";

/** A document, and the little that comes along with it. */
export const MAX_FILE_BYTES = 2 * 1024 * 1024;
const MAX_FORM_BYTES = MAX_FILE_BYTES + 128 * 1024;

/** A form with a file, read into memory. @returns "too-large" when it holds more than a document may @throws FormRefused for anything else */
export async function readUpload(request: IncomingMessage): Promise<FormData | "too-large"> {
  const type = request.headers["content-type"] ?? "";
  if (!/^multipart\/form-data\b/i.test(type)) throw new FormRefused("not a form with a file");
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= MAX_FORM_BYTES) chunks.push(chunk); // the rest is read and dropped, so that the sender gets to hear the answer
  }
  if (bytes > MAX_FORM_BYTES) return "too-large";
  try {
    return await new Response(Buffer.concat(chunks), { headers: { "content-type": type } }).formData();
  } catch {
    throw new FormRefused("not a form with a file");
  }
}
