import { createHash } from "node:crypto";
import { PdfScanner } from "../../pdf/syntax/pdf-scanner.js";
import type { PdfString } from "../../pdf/syntax/pdf-value.js";
import { SdoError } from "../../sdo-error.js";

/**
 * Fills an empty signature dictionary in place: ByteRange around Contents, from the first byte of the file to its last, and into
 * Contents what `sign` makes of the digest of all the rest.
 *
 * @param place where the dictionary begins
 * @throws SdoError "too-large" when there is too little room
 */
export async function fillSignature(
  bytes: Buffer,
  place: number,
  sign: (sha256: Uint8Array) => Promise<Uint8Array>,
): Promise<void> {
  const entries = new PdfScanner(bytes, place).readPlacedDictionary();
  const [range, contents] = [entries.get("ByteRange")!, entries.get("Contents")!];
  const text = `[0 ${contents.start} ${contents.end} ${bytes.length - contents.end}]`;
  bytes.write(text.padEnd(range.end - range.start), range.start, "latin1");
  const hash = createHash("sha256").update(bytes.subarray(0, contents.start)).update(bytes.subarray(contents.end));
  const signature = Buffer.from(await sign(hash.digest())).toString("hex");
  if (signature.length > contents.end - contents.start - 2)
    throw new SdoError("too-large", "A signature is larger than the room that was left for it");
  bytes.write(signature, contents.start + 1, "latin1");
}

/** The whole value of Contents, filling and all. */
export function readContents(bytes: Uint8Array, place: number): Uint8Array {
  const { value } = new PdfScanner(bytes, place).readPlacedDictionary().get("Contents")!;
  return (value as PdfString).bytes;
}
