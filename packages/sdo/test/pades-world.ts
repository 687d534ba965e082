/** Sealed packages, and how they are judged: with what is archived in them alone, by the test CA's root. */
import {
  buildPades,
  judgePades,
  type PackageContents,
  type PadesQuestion,
  type PadesSealing,
  readPades,
} from "../src/index.js";
import { NOW, trustIn } from "./ca.js";
import { complaints } from "./levels.js";
import { contentsOf } from "./package-contents.js";
import type { World } from "./world.js";

export type Level = "B" | "T" | "LT" | "LTA";

export function sealingAt(world: World, level: Level = "LTA", at = NOW): PadesSealing {
  const { key, clock, timestamps, validation } = world.sealing(at);
  if (level === "B") return { key, clock };
  return { key, clock, timestamps, ...(level !== "T" && { validation }), archiveTimestamp: level === "LTA" };
}

export function sealed(
  world: World,
  level: Level = "LTA",
  contents: Partial<PackageContents> = {},
): Promise<Uint8Array> {
  return buildPades(contentsOf(contents), sealingAt(world, level));
}

/** The outcome, and each complaint once, by the part it is about. */
export async function judge(world: World, bytes: Uint8Array, more: Partial<PadesQuestion> = {}) {
  const trust = trustIn(world.ca);
  const report = await judgePades({ pades: readPades(bytes), sealTrust: trust, trust, now: NOW, ...more });
  const all = [
    ...complaints(report.structure.findings).map((one) => `structure ${one}`),
    ...complaints(report.seal.findings).map((one) => `seal ${one}`),
    ...report.others.flatMap(({ findings }) => complaints(findings).map((one) => `other ${one}`)),
    ...report.seal.timestamps.flatMap(({ findings }) => complaints(findings).map((one) => `time ${one}`)),
  ];
  return { ...report, complaints: [...new Set(all)] };
}
