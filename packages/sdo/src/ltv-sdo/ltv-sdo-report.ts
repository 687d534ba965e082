/** The verifier's answer about one LTV-SDO, in plain JSON. It holds personal data: keep it sealed. */
import type { MessageReport, Verdict } from "@eid-gateway/oces";
import type { Decision } from "../decision.js";
import { sha256 } from "../digest.js";
import type { SealReport } from "../xades/seal-report.js";
import { hasBytes, type LtvSdoContent } from "./content.js";

export type LtvSdoReport = Decision & {
  readonly container: "ltv-sdo";
  readonly seal: SealReport;
  /** What follows is absent when nobody vouches for it. */
  readonly kind?: "native" | "authentication";
  readonly order?: string;
  readonly task?: string;
  readonly documents?: readonly ReportedLtvDocument[];
  readonly signer?: { readonly name: string; readonly uniqueId: string; readonly method: string };
  readonly events?: number;
  /** Of the eID's own signature, at the time that the seal proves; a mere verdict when it is no message. */
  readonly proof?: MessageReport | Verdict;
  /** Whether the parts say the same. */
  readonly agreement?: Verdict;
};

export type ReportedLtvDocument = {
  readonly id: string;
  readonly mediaType: string;
  readonly sha256: string; // lower-case hex
  readonly bytes?: number; // absent: only its digest is in it
  readonly description?: string;
};

export function reportContent(content: LtvSdoContent): Partial<LtvSdoReport> {
  const { proof, order, task, documents, signer, events } = content;
  return {
    kind: proof.kind,
    order,
    task,
    documents: documents.map((document) => {
      const { id, mediaType } = document;
      const digest = Buffer.from(hasBytes(document) ? sha256(document.bytes) : document.sha256).toString("hex");
      if (!hasBytes(document)) return { id, mediaType, sha256: digest };
      const { bytes, description } = document;
      return { id, mediaType, sha256: digest, bytes: bytes.length, ...(description !== undefined && { description }) };
    }),
    signer: { name: signer.name, uniqueId: signer.uniqueId, method: signer.method },
    events: events.length,
  };
}
