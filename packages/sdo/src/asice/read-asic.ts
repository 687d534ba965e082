import { SdoError } from "../sdo-error.js";
import { readSeal } from "../xades/read-seal.js";
import type { Seal } from "../xades/seal.js";
import { ASIC_MEDIA_TYPE, type AsicFile, isFileName, MANIFEST, MIMETYPE, SIGNATURES } from "./asic-file.js";
import { readManifest } from "./manifest.js";
import { readZip } from "./read-zip.js";
import type { ZipEntry } from "./write-zip.js";

export interface Asic {
  /** Every file, each of them under the seal; whether that holds is told by judgeAsic. */
  readonly files: readonly AsicFile[];
  readonly seal: Seal;
}

/** Of the one shape in which `buildAsic` writes: what others write may be as good, and is not read. @throws SdoError, XmlError */
export async function readAsic(bytes: Uint8Array): Promise<Asic> {
  const entries = await readZip(bytes);
  const [first, ...rest] = entries;
  const isAsic = first?.name === MIMETYPE && first.stored && Buffer.from(first.bytes).toString() === ASIC_MEDIA_TYPE;
  if (!isAsic) throw bad("its first file is not the media type of ASiC-E, stored as it is");
  const manifest = readManifest(find(rest, MANIFEST).bytes);
  const files = rest
    .filter(({ name }) => name !== MANIFEST && name !== SIGNATURES)
    .map((entry) => describe(entry, manifest));
  if (files.length !== manifest.size) throw bad("its manifest lists other files than it holds");
  const byName = new Map(files.map((file) => [file.name, file.bytes]));
  const seal = readSeal(find(rest, SIGNATURES).bytes, {
    path: "/XAdESSignatures[1]/Signature[1]",
    detached: (uri) => byName.get(uri),
  });
  expectCoverage(files, seal);
  return { files, seal };
}

function describe({ name, bytes }: ZipEntry, manifest: ReadonlyMap<string, string>): AsicFile {
  const mediaType = manifest.get(name);
  if (!isFileName(name) || mediaType === undefined)
    throw bad("it holds a file that its manifest does not list, or of a strange name");
  return { name, mediaType, bytes };
}

/** A file that no reference is to could be put in by anybody; so could a media type that is not signed. */
function expectCoverage(files: readonly AsicFile[], seal: Seal): void {
  const covered = seal.covered.map(({ uri }) => uri);
  const isWhole = files.every(({ name }) => covered.includes(name)) && covered.length === files.length;
  if (!isWhole) throw bad("its seal is not over each file once, and nothing else");
  const { opened } = seal;
  const isTold =
    !opened || files.every(({ name, mediaType }) => opened.mediaTypes[covered.indexOf(name)] === mediaType);
  if (!isTold) throw bad("its manifest names other media types than its seal");
}

function find(entries: readonly ZipEntry[], name: string): ZipEntry {
  const entry = entries.find((one) => one.name === name);
  if (!entry) throw bad(`there is no ${name}`);
  return entry;
}

function bad(why: string): SdoError {
  return new SdoError("bad-asic", `Not an ASiC-E container as it is written here: ${why}`);
}
