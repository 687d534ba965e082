import type { PackageContents } from "../src/index.js";
import { textPdf } from "./pdfs/sample-pdfs.js";

/** One PDF, one signer of all there is, one LTV-SDO's worth of bytes, unless told otherwise. */
export function contentsOf(given: Partial<PackageContents> = {}): PackageContents {
  const documents = given.documents?.map((_, index) => index) ?? [0];
  return {
    documents: [{ title: "Tenancy agreement", mediaType: "application/pdf", bytes: textPdf({ pages: 2 }) }],
    signatures: [{ documents, name: "Ella Testesen", method: "NemID key card", at: new Date("2022-05-01T11:58:12Z") }],
    evidence: [{ fileName: "ltv-sdo-1.xml", bytes: Buffer.from("<LtvSdo/>"), description: "Ella Testesen" }],
    front: { language: "en" },
    sealedBy: "Example Hub A/S",
    ...given,
  };
}
