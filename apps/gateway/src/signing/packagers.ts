/** What a packaging task can make of an order's results: one PDF to read, with the evidence of every signature attached. */
import { X509Certificate } from "node:crypto";
import {
  buildPades,
  LTV_SDO_MEDIA_TYPE,
  type PackagedDocument,
  type PackagedEvidence,
  type PackagedSignature,
  readLtvSdo,
  type Sealing,
} from "@eid-gateway/sdo";
import type { Order, PackagePart, Packager } from "@eid-gateway/signing";
import { eachOnce } from "./each-once.js";

export const PADES_MEDIA_TYPE = "application/x-pades";

export function packagersWith(sealing: Sealing): Readonly<Record<string, Packager>> {
  return {
    pades: async (order, parts) => ({ mediaType: PADES_MEDIA_TYPE, bytes: await toPades(order, parts, sealing) }),
  };
}

function toPades(order: Order, parts: readonly PackagePart[], sealing: Sealing): Promise<Uint8Array> {
  return buildPades(
    {
      documents: documentsOf(parts),
      signatures: parts.map(signatureOf),
      evidence: parts.map(evidenceOf),
      front: {
        language: order.language === "da" ? "da" : "en",
        ...(order.clientReference !== undefined && { reference: order.clientReference }),
        footer: true,
      },
      sealedBy: nameOf(sealing),
    },
    sealing,
  );
}

function documentsOf(parts: readonly PackagePart[]): readonly PackagedDocument[] {
  const documents = parts.map(({ description: title, original: { mediaType, bytes } }): PackagedDocument => {
    return { title, mediaType: mediaType.split(";")[0]!.trim() as PackagedDocument["mediaType"], bytes };
  });
  return eachOnce(documents);
}

/** As the gateway has sealed it. */
function signatureOf({ evidence, documentId }: PackagePart): PackagedSignature {
  const { content } = readLtvSdo(evidence.bytes);
  const signing = content?.events.findLast(({ event, data }) => event === "document-signed" && data === documentId);
  if (!content || !signing) throw new Error("the gateway's own evidence cannot be read");
  const { signer } = content;
  return {
    name: signer.name,
    method: signer.method,
    at: signing.time,
    identifier: signer.uniqueId,
  };
}

function evidenceOf({ evidence, taskId, documentId }: PackagePart): PackagedEvidence {
  return { fileName: `${taskId}-${documentId}.xml`, bytes: evidence.bytes, mediaType: LTV_SDO_MEDIA_TYPE };
}

/** Whom the seal is of, in words. */
export function nameOf({ key }: Sealing): string {
  const { subject } = new X509Certificate(key.certificate);
  const found = /(?:^|\n|\+)(?:O|CN)=([^\n]+)/.exec(subject)?.[1];
  return found ?? "eid-gateway";
}
