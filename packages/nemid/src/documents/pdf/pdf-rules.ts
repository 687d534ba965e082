/** PDF as NemID's key card client takes it. */
import type { Finding } from "../findings.js";
import { inspectFonts } from "./font-rules.js";
import { inspectNames } from "./name-rules.js";
import { readPdf } from "./read-pdf.js";

export async function inspectPdf(bytes: Uint8Array): Promise<readonly Finding[]> {
  const read = await readPdf(bytes);
  return "objects" in read ? [...inspectNames(read), ...inspectFonts(read)] : read;
}
