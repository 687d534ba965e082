import type { Finding, MessageReport } from "@eid-gateway/oces";
import { answerLtvSdo, hasBytes, judgeLtvSdo, type LtvSdoReport, readLtvSdo, type SealReport } from "@eid-gateway/sdo";
import type { ContainerAnswer, ContainerDocument, ContainerReader } from "./container-answer.js";

export const answerLtvSdoFile: ContainerReader = async (bytes, question) => {
  const sdo = readLtvSdo(bytes);
  const report = await judgeLtvSdo({ ...question, sdo });
  const documents = sdo.content?.documents ?? [];
  return {
    kind: "container",
    report,
    answers: answerLtvSdo(report),
    signatures: signaturesOf(report),
    documents: (report.documents ?? []).map(({ id, mediaType, sha256 }, index): ContainerDocument => {
      const document = documents[index]!;
      return { name: id, mediaType, sha256, ...(hasBytes(document) && { bytes: document.bytes }) };
    }),
    parts: partsOf(report),
  };
};

export function signaturesOf({ proof }: Pick<LtvSdoReport, "proof">): readonly MessageReport[] {
  return proof && "dialect" in proof ? [proof] : [];
}

/** @param name of the file in a container, when there are several */
export function partsOf({ seal, proof, agreement }: LtvSdoReport, name = ""): ContainerAnswer["parts"] {
  const inside: readonly (readonly [string, readonly Finding[]])[] = [
    ...(proof ? [["signature", proof.findings] as const] : []),
    ...(agreement ? [["agreement", agreement.findings] as const] : []),
  ];
  return [...partsOfSeal(seal), ...inside.map(([part, findings]) => ({ name: part, findings }))].map((part) => ({
    ...part,
    name: [name, part.name].filter(Boolean).join(" "),
  }));
}

/** @param name of the seal, when there are several */
export function partsOfSeal({ findings, timestamps }: SealReport, name = "seal"): ContainerAnswer["parts"] {
  const prefix = name === "seal" ? "" : `${name} `;
  return [
    { name, findings },
    ...timestamps.map((timestamp, index) => ({
      name: `${prefix}time-stamp ${index + 1}`,
      findings: timestamp.findings,
    })),
  ];
}
