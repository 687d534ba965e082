import { readCertificate } from "@eid-gateway/oces";
import { addUnsignedTimestamp } from "../cms/add-unsigned-timestamp.js";
import { readSignedData } from "../cms/read-signed-data.js";
import { writeSignedData } from "../cms/write-signed-data.js";
import { digestBy, sha256 } from "../digest.js";
import { appendRevision } from "../pdf/writing/append-revision.js";
import { GrowingFile } from "../pdf/writing/growing-file.js";
import { collectSealProof, collectTimestampProof, type Sealing } from "../sealing.js";
import { mergeValidation } from "../validation.js";
import { type AssembledPackage, assemblePackage } from "./assemble-package.js";
import type { PackageContents } from "./package-contents.js";
import { appendTimestamp, TOKEN_ROOM } from "./sealing/append-timestamp.js";
import { fillSignature, readContents } from "./sealing/fill-signature.js";
import { sealDictionary } from "./sealing/signature-fields.js";
import { appendValidation } from "./sealing/validation-revision.js";

/** How a package is sealed. With time-stamps and validation it is of baseline LTA, unless it is to be LT. */
export interface PadesSealing extends Sealing {
  /** Whether the whole, proofs and all, is time-stamped at last. Default: yes. */
  readonly archiveTimestamp?: boolean;
}

/** Signed attributes, signature and structure, besides the certificates. */
const CMS_ROOM = 4 * 1024;

/**
 * One PDF of signed documents: a front page, their pages, the evidence attached, the whole sealed (PAdES, EN 319 142-1).
 * The same contents, clock, key and time-stamps make the same bytes.
 *
 * @example
 * const pdf = await buildPades(
 *   { documents, signatures, evidence, front: { language: "da" }, sealedBy: "Example Hub A/S" },
 *   { key, clock, timestamps: timestampService({ url, fetch, clock }), validation: { trust, revocation } },
 * );
 * @throws PdfError when a document is a PDF that cannot be read, or is encrypted; SdoError for the seal and its proofs
 */
export async function buildPades(contents: PackageContents, sealing: PadesSealing): Promise<Uint8Array> {
  const at = sealing.clock.now();
  const file = new GrowingFile();
  const sealed = await seal(file, await assemblePackage({ ...contents, at }), contents.sealedBy, at, sealing);
  const { timestamps, validation, archiveTimestamp = true } = sealing;
  if (!timestamps || !validation) return file.bytes;
  const { signature, timestamps: tokens } = readSignedData(sealed.cms).signer;
  const { time, proof } = await collectTimestampProof(tokens[0]!, digestBy(signature), validation);
  const sealProof = await collectSealProof(sealing.key, time, validation);
  appendValidation(file, sealed.contents, mergeValidation(sealProof, proof));
  if (archiveTimestamp) await appendTimestamp(file, { ...sealing, timestamps, validation });
  return file.bytes;
}

interface Sealed {
  readonly cms: Uint8Array;
  readonly contents: Uint8Array;
}

async function seal(
  file: GrowingFile,
  { objects, seal, trailer }: AssembledPackage,
  by: string,
  at: Date,
  sealing: PadesSealing,
): Promise<Sealed> {
  objects.set(seal, sealDictionary({ room: roomFor(sealing), at, by }));
  const place = appendRevision(file, { objects: objects.values, trailer, size: objects.size }).get(seal.object)!;
  let cms: Uint8Array = new Uint8Array();
  await fillSignature(file.bytes, place, async (digest) => {
    cms = await sign(digest, sealing);
    return cms;
  });
  return { cms, contents: readContents(file.bytes, place) };
}

async function sign(digest: Uint8Array, { key, timestamps }: PadesSealing): Promise<Uint8Array> {
  const cms = await writeSignedData({ digest, key });
  if (!timestamps) return cms;
  return addUnsignedTimestamp(cms, await timestamps.stamp(sha256(readSignedData(cms).signer.signature)));
}

function roomFor({ key, timestamps }: PadesSealing): number {
  readCertificate(key.certificate); // before anything is drawn up around it
  const certificates = [key.certificate, ...key.chain].reduce((sum, { length }) => sum + length, 0);
  return CMS_ROOM + certificates + (timestamps ? TOKEN_ROOM : 0);
}
