import { sha256 } from "../digest.js";
import { SdoError } from "../sdo-error.js";
import type { Sealing } from "../sealing.js";
import { sealReferences } from "../xades/seal-references.js";
import { ASIC, ASIC_MEDIA_TYPE, type AsicFile, isFileName, MANIFEST, MIMETYPE, SIGNATURES } from "./asic-file.js";
import { writeManifest } from "./manifest.js";
import { writeZip } from "./write-zip.js";
import { ZIP_LIMITS } from "./zip-limits.js";

/** Each file is a reference of the seal, and a reader takes sixteen: see xmldsig. */
const MAX_FILES = 15;

/**
 * An ASiC-E container of these files under one XAdES seal.
 *
 * @throws SdoError "bad-content", "too-large", and those of sealing
 */
export async function buildAsic(files: readonly AsicFile[], sealing: Sealing): Promise<Uint8Array> {
  expectFiles(files);
  const references = files.map(({ name, mediaType, bytes }) => ({ uri: name, mediaType, digest: sha256(bytes) }));
  const seal = await sealReferences(references, sealing);
  const signatures = `<?xml version="1.0" encoding="UTF-8"?>\n<asic:XAdESSignatures xmlns:asic="${ASIC}">${seal}</asic:XAdESSignatures>`;
  const entries = [
    { name: MIMETYPE, bytes: Buffer.from(ASIC_MEDIA_TYPE), stored: true },
    ...files,
    { name: MANIFEST, bytes: Buffer.from(writeManifest(files)) },
    { name: SIGNATURES, bytes: Buffer.from(signatures) },
  ];
  return writeZip(entries, sealing.clock.now());
}

function expectFiles(files: readonly AsicFile[]): void {
  const names = files.map(({ name }) => name.toLowerCase());
  if (files.length === 0) throw new SdoError("bad-content", "A container needs a file");
  if (files.length > MAX_FILES) throw new SdoError("too-large", `A container holds at most ${MAX_FILES} files`);
  if (new Set(names).size < names.length) throw new SdoError("bad-content", "Two files have one name");
  if (!files.every(({ name }) => isFileName(name)))
    throw new SdoError("bad-content", "A file's name is not a plain one");
  const size = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
  if (size > ZIP_LIMITS.bytes / 2)
    throw new SdoError("too-large", `The files have more than ${ZIP_LIMITS.bytes / 2} bytes`);
}
