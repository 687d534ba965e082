/** What an LTV-SDO holds, as files that need no software of ours to be opened. */

import { hasBytes, LTV_SDO_MEDIA_TYPE, type OriginalDocument } from "../ltv-sdo/content.js";
import { readLtvSdo } from "../ltv-sdo/read-ltv-sdo.js";
import { SdoError } from "../sdo-error.js";
import type { Sealing } from "../sealing.js";
import type { AsicFile } from "./asic-file.js";
import { buildAsic } from "./build-asic.js";

const ENDINGS: Readonly<Record<string, string>> = {
  "application/pdf": "pdf",
  "text/plain": "txt",
  "text/html": "html",
  "text/xml": "xml",
  "application/xml": "xml",
};

/**
 * One container of one or several LTV-SDOs: each document once, the proofs as the eID made them, and the LTV-SDOs themselves.
 *
 * @throws SdoError "bad-content" for an LTV-SDO whose seal does not hold, and those of buildAsic
 */
export async function exportAsic(sdos: readonly Uint8Array[], sealing: Sealing): Promise<Uint8Array> {
  const contents = sdos.map((bytes) => {
    const { content } = readLtvSdo(bytes);
    if (!content) throw new SdoError("bad-content", "The seal of an LTV-SDO does not hold: it is not packed up");
    return { bytes, content };
  });
  const documents = contents.flatMap(({ content }) => content.documents.filter(hasBytes));
  return buildAsic([...nameDocuments(documents), ...contents.flatMap(nameEvidence)], sealing);
}

function nameEvidence(
  { bytes, content }: { bytes: Uint8Array; content: { proof: { kind: string; message: Uint8Array } } },
  index: number,
): readonly AsicFile[] {
  const number = index + 1;
  const proof = content.proof.kind === "native" ? "native" : "login";
  return [
    { name: `evidence/signature-${number}-${proof}.xml`, mediaType: "application/xml", bytes: content.proof.message },
    { name: `evidence/signature-${number}-ltv-sdo.xml`, mediaType: LTV_SDO_MEDIA_TYPE, bytes },
  ];
}

/** By id; two that differ under one id (of two orders) get a number each. */
function nameDocuments(documents: readonly OriginalDocument[]): readonly AsicFile[] {
  const files: AsicFile[] = [];
  for (const { id, mediaType, bytes } of documents) {
    if (files.some((file) => Buffer.from(file.bytes).equals(bytes) && file.mediaType === mediaType)) continue;
    const ending = ENDINGS[mediaType.split(";")[0]!.trim().toLowerCase()] ?? "bin";
    const plain = id.replace(/[^A-Za-z0-9-]+/g, "-").replace(/^-+/, "") || "document";
    const taken = (name: string) => files.some((file) => file.name.toLowerCase() === name.toLowerCase());
    let name = `documents/${plain}.${ending}`;
    for (let count = 2; taken(name); count++) name = `documents/${plain}-${count}.${ending}`;
    files.push({ name, mediaType, bytes });
  }
  return files;
}
