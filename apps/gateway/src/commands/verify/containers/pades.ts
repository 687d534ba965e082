import { answerPades, hasBytes, judgePades, listSealedFiles, readLtvSdo, readPades } from "@eid-gateway/sdo";
import type { ContainerAnswer, ContainerDocument, ContainerReader } from "./container-answer.js";
import { partsOf, partsOfSeal, signaturesOf } from "./ltv-sdo.js";

/** Its pages are for reading: what was signed are the documents in the evidence that is attached. */
export const answerPadesFile: ContainerReader = async (bytes, question) => {
  const pades = readPades(bytes);
  const report = await judgePades({ ...question, pades });
  const files = listSealedFiles(pades);
  const { structure, seal, others, attachments } = report;
  const sdos = attachments.flatMap(({ fileName, evidence }) =>
    evidence && "seal" in evidence ? [{ fileName, evidence }] : [],
  );
  return {
    kind: "container",
    report,
    answers: answerPades(report),
    signatures: sdos.flatMap(({ evidence }) => signaturesOf(evidence)),
    // Of a file that was changed nobody can tell what was in it.
    documents:
      structure.outcome === "valid" ? attachments.flatMap((one, index) => documentsIn(one, files[index]!.bytes)) : [],
    parts: [
      { name: "file", findings: [...structure.findings, ...report.findings] },
      ...partsOfSeal(seal),
      ...others.flatMap((other, index) => partsOfSeal(other, `signature ${index + 2}`)),
      ...attachments.flatMap(({ fileName, evidence }): ContainerAnswer["parts"] => {
        if (!evidence) return [];
        return "seal" in evidence ? partsOf(evidence, fileName) : [{ name: fileName, findings: evidence.findings }];
      }),
    ],
  };
};

type Attachment = Awaited<ReturnType<typeof judgePades>>["attachments"][number];

/** The attached file, and the documents in it when it is an LTV-SDO that somebody vouches for. */
function documentsIn(
  { fileName, mediaType, sha256, evidence }: Attachment,
  bytes: Uint8Array,
): readonly ContainerDocument[] {
  const itself = { name: fileName, mediaType, sha256, bytes };
  if (!evidence || !("seal" in evidence)) return [itself];
  const contents = readLtvSdo(bytes).content?.documents ?? [];
  return [
    itself,
    ...(evidence.documents ?? []).map(({ id, mediaType: type, sha256: digest }, index): ContainerDocument => {
      const document = contents[index]!;
      return {
        name: `${fileName}: ${id}`,
        mediaType: type,
        sha256: digest,
        ...(hasBytes(document) && { bytes: document.bytes }),
      };
    }),
  ];
}
