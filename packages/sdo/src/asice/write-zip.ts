import { buffer } from "node:stream/consumers";
import { ZipFile } from "yazl";

/** A file in a ZIP; `stored`: as it is, not compressed. */
export interface ZipEntry {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly stored?: boolean;
}

/** A ZIP of these entries in their order, without extra fields: the same for the same entries and time. */
export async function writeZip(entries: readonly ZipEntry[], at: Date): Promise<Uint8Array> {
  const zip = new ZipFile();
  for (const { name, bytes, stored = false } of entries) {
    const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    zip.addBuffer(content, name, { mtime: at, mode: 0o100644, compress: !stored, forceDosTimestamp: true });
  }
  zip.end();
  return buffer(zip.outputStream);
}
