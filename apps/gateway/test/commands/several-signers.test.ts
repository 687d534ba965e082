import type { SealReport } from "@eid-gateway/sdo";
import { describe, expect, it } from "vitest";
import type { ContainerAnswer } from "../../src/commands/verify/containers/container-answer.js";
import { collectContainerContent } from "../../src/commands/verify/containers/container-content.js";
import { describeContainer } from "../../src/commands/verify/containers/container-in-words.js";
import { partsOfSeal } from "../../src/commands/verify/containers/ltv-sdo.js";

const PASSED = { outcome: "valid", indication: "TOTAL-PASSED" } as const;
const AT = "2022-05-01T12:00:00.000Z";
function sealOf(subject: string, ...times: readonly string[]): SealReport {
  const timestamps = times.map((time) => ({ ...PASSED, kind: "signature" as const, time, findings: [] }));
  const sealer = { subject } as SealReport["sealer"] & object;
  return { ...PASSED, level: "B", at: AT, sealer, chain: [], findings: [], timestamps };
}
const [seal, other] = [sealOf("CN=Ella"), sealOf("CN=Bo", AT)];
const answer: ContainerAnswer = {
  kind: "container",
  report: { ...PASSED, container: "pades", seal, others: [other] },
  answers: [],
  signatures: [],
  documents: [],
  parts: [...partsOfSeal(seal), ...partsOfSeal(other, "signature 2")],
};

describe("a PDF that two have signed in turn", () => {
  it("is told of with both, in their order, each with its time-stamps", () => {
    const lines = describeContainer("a.pdf", answer);
    expect(lines.slice(1, 4)).toEqual([
      "  sealed by   CN=Ella",
      "  then by     CN=Bo",
      `  time-stamp  ${AT} (signature)`,
    ]);
  });

  it("is reported on with both", () => {
    const { signer } = collectContainerContent("a.pdf", answer, "en").body!;
    expect(signer.map(([, who]) => who)).toEqual(["CN=Ella", "CN=Bo"]);
  });

  it("has findings that say whose they are", () => {
    expect(answer.parts.map(({ name }) => name)).toEqual(["seal", "signature 2", "signature 2 time-stamp 1"]);
  });
});
