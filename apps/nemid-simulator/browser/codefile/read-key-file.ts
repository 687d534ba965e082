/** Finds the PKCS#12 in what the person chose: a file of its own, or inside an HTML page. */
import { KeyFileError } from "./task.js";

const MEGABYTE = 1024 * 1024;
export const LARGEST_BYTES = 50 * MEGABYTE;

const DER_SEQUENCE = 0x30;

/**
 * Base64 of a PKCS#12 wherever it stands in the page, over any number of lines: a sequence of two length bytes, or of a
 * length told at its end, that begins with the integer 3. Certificates and prose do not begin so.
 */
const EMBEDDED = /MI(?:[A-Za-z0-9+/]{3}[AQgw]IBA|ACAQM)[A-Za-z0-9+/\s]{100,}/;

/** @throws KeyFileError */
export async function readKeyFile(file: Pick<File, "size" | "arrayBuffer">): Promise<Uint8Array<ArrayBuffer>> {
  if (file.size > LARGEST_BYTES) throw new KeyFileError("too-large"); // before a byte of it is read
  const bytes = await file.arrayBuffer().catch((cause: unknown) => {
    throw new KeyFileError("unreadable", { cause });
  });
  return findPkcs12(new Uint8Array(bytes));
}

function findPkcs12(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (bytes[0] === DER_SEQUENCE) return bytes;
  const page = readPage(bytes);
  if (page === undefined) throw new KeyFileError("not-a-key-file");
  const embedded = EMBEDDED.exec(page)?.[0];
  if (embedded === undefined) throw new KeyFileError("no-key-file-in-page");
  return decodeBase64(embedded.replace(/\s/g, ""));
}

function readPage(bytes: Uint8Array): string | undefined {
  const text = new TextDecoder().decode(bytes);
  return /^\s*(<\?xml[^>]*>\s*)?<(!doctype html|html|head|body|!--)/i.test(text) ? text : undefined;
}

/** What is over at the end of a page that was cut off is left out: the sequence inside then tells that it is not whole. */
function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const whole = text.slice(0, text.length - (text.length % 4 === 1 ? 1 : 0));
  return Uint8Array.from(atob(whole), (character) => character.charCodeAt(0));
}
