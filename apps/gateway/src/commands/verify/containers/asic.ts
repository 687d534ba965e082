import { answerAsic, judgeAsic, type LtvSdoReport, readAsic } from "@eid-gateway/sdo";
import type { ContainerReader } from "./container-answer.js";
import { partsOf, partsOfSeal, signaturesOf } from "./ltv-sdo.js";

export const answerAsicFile: ContainerReader = async (bytes, question) => {
  const container = await readAsic(bytes);
  const report = await judgeAsic({ ...question, asic: container });
  const contents = Object.entries(report.contents);
  const sdos = contents.filter((one): one is [string, LtvSdoReport] => "seal" in one[1]);
  return {
    kind: "container",
    report,
    answers: answerAsic(report),
    signatures: sdos.flatMap(([, content]) => signaturesOf(content)),
    documents: container.files.map(({ name, mediaType, bytes: content }, index) => ({
      name,
      mediaType,
      sha256: report.files[index]!.sha256,
      bytes: content,
    })),
    parts: [
      ...partsOfSeal(report.seal),
      { name: "container", findings: report.findings },
      ...contents.flatMap(([name, content]) =>
        "seal" in content ? partsOf(content, name) : [{ name, findings: content.findings }],
      ),
    ],
  };
};
