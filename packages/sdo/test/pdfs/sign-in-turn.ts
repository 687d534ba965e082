/** A PDF that several sign in turn, each over all that was there: written by hand, but for the CMS. */
import { createHash } from "node:crypto";
import { append, sizeOf, textOf } from "./append-revision.js";
import { assemblePdf, latin1, type ObjectTexts } from "./assemble-pdf.js";
import { pageObjects } from "./sample-pdfs.js";

/** CMS over that, by its SHA-256 or by itself. */
export type Signer = (digest: Uint8Array, covered: Uint8Array) => Promise<Uint8Array>;

export interface Turn {
  readonly field?: string; // further entries of the field; by default it is not seen
  readonly rect?: string;
  readonly signature?: string; // further entries of the signature dictionary
  readonly kind?: string;
  /** The number of an empty field that is there, to be signed in. */
  readonly fills?: number;
  /** What else the revision does. */
  readonly more?: (bytes: Buffer, next: number) => ObjectTexts;
  /** Entries of the cross-references, in place of what is true. */
  readonly entries?: (bytes: Buffer) => ObjectTexts;
}

const ROOM = 16_000;
export const PAGE = 1000;

/** With a form, which may have empty fields: objects of those numbers. */
export function formToSign(fields: ObjectTexts = {}, catalog = ""): Buffer {
  const references = Object.keys(fields).map((object) => `${object} 0 R`);
  const objects = pageObjects({
    catalog: `/AcroForm 20 0 R ${catalog}`,
    page: `/Annots [${references.join(" ")}] `,
    objects: { 10: "<< /Title (A) >>", 20: `<< /Fields [${references.join(" ")}] /SigFlags 3 >>`, ...fields },
  });
  return assemblePdf(objects, { trailer: "/Info 10 0 R " }).bytes;
}

export async function signInTurn(bytes: Buffer, sign: Signer, turn: Turn = {}): Promise<Buffer> {
  const { rect = "[0 0 0 0]", field = "", fills, more = () => ({}), entries = () => ({}) } = turn;
  const value = sizeOf(bytes);
  const dictionary = signatureText(turn);
  const added = `<< /Type /Annot /Subtype /Widget /FT /Sig /T (s${value}) /V ${value} 0 R /P ${PAGE} 0 R /F 132 /Rect ${rect} ${field}>>`;
  const form = fills === undefined ? placeField(bytes, value + 1, added) : fillField(bytes, fills, value, field);
  const objects = { ...form, [value]: dictionary, ...more(bytes, value + 2) };
  return fill(append(bytes, objects, { entries: entries(bytes) }), sign);
}

function signatureText({ signature = "", kind = "ETSI.CAdES.detached" }: Turn): string {
  const range = "/ByteRange [0 0000000000 0000000000 0000000000]";
  return `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /${kind} ${range} /Contents <${"0".repeat(ROOM)}> ${signature}>>`;
}

function placeField(bytes: Buffer, object: number, field: string): ObjectTexts {
  const add = (holder: number, list: string) =>
    textOf(bytes, holder).replace(new RegExp(`/${list} \\[([^\\]]*)\\]`), `/${list} [$1 ${object} 0 R]`);
  return { 20: add(20, "Fields"), [PAGE]: add(PAGE, "Annots"), [object]: field };
}

function fillField(bytes: Buffer, object: number, value: number, more: string): ObjectTexts {
  return { [object]: textOf(bytes, object).replace(/>>$/, ` /V ${value} 0 R ${more}>>`) };
}

/** The newest signature dictionary: its range first, then the signature over all but the string that will hold it. */
async function fill(bytes: Buffer, sign: Signer): Promise<Buffer> {
  const start = bytes.lastIndexOf(`<${"0".repeat(ROOM)}>`);
  const end = start + ROOM + 2;
  const numbers = [start, end, bytes.length - end].map((each) => String(each).padStart(10, "0"));
  const range = bytes.lastIndexOf("/ByteRange [0 0000000000");
  bytes.write(`/ByteRange [0 ${numbers.join(" ")}]`, range, "latin1");
  const covered = Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]);
  const digest = createHash("sha256").update(covered).digest();
  const cms = Buffer.from(await sign(digest, covered)).toString("hex");
  return Buffer.concat([bytes.subarray(0, start + 1), latin1(cms.padEnd(ROOM, "0")), bytes.subarray(end - 1)]);
}
