/** What holds for a sealed PDF besides its certificates: one function per rule. */
import { failed, passed, type Said, undetermined } from "@eid-gateway/oces";
import { PdfFile } from "../../pdf/file/pdf-file.js";
import { PdfError } from "../../pdf/pdf-error.js";
import { findChanges } from "./find-changes.js";
import type { Pades, PadesSignature } from "./pades.js";

/** One seal, and it comes first: what is signed by several in turn is no package, and changes under the first of them. */
export function hasOneSeal({ signatures }: Pades): Said {
  const seals = signatures.filter(({ kind }) => kind === "signature");
  if (seals.length === 0) return failed("no-signer", "There is no seal, but time-stamps alone.");
  if (seals.length > 1)
    return undetermined("changed-after-sealing", `There are ${seals.length} signatures that are no time-stamps.`);
  return signatures[0] === seals[0]
    ? passed("There is one seal, and it is the oldest signature.")
    : failed("changed-after-sealing", "Something was signed before the seal.");
}

/** Everything but the signature itself is covered. */
export function coverTheirRevisions({ signatures }: Pades): readonly Said[] {
  const problems = signatures.flatMap((signature) => {
    const problem = findRangeProblem(signature);
    return problem === undefined ? [] : [failed("not-intact", `${nameOf(signature)}: ${problem}.`)];
  });
  return problems.length > 0
    ? problems
    : [passed("Every signature covers its revision of the file, from the first byte to the last.")];
}

function findRangeProblem({ rangeProblem, signed }: PadesSignature): string | undefined {
  if (rangeProblem !== undefined) return rangeProblem;
  return signed && "problem" in signed ? signed.problem : undefined;
}

/** A signature that no field leads to is seen by some readers and not by others. */
export function standInFields({ signatures }: Pades): Said {
  return signatures.every(({ field }) => field !== "")
    ? passed("Every signature stands in a field of the form.")
    : failed("not-intact", "A signature stands in no field of the form.");
}

export function endsWhereItEnds({ file }: Pades): Said {
  const rest = file.bytes.length - file.end;
  return rest === 0
    ? passed("Nothing follows the end of the file.")
    : failed("changed-after-sealing", `${rest} bytes follow the end of the last revision.`);
}

/** From the seal over each time-stamp to the file as it is: nothing was added but proof. */
export function onlyProofWasAdded({ file, signatures }: Pades): readonly Said[] {
  const views = signatures.flatMap(({ signed }) => (signed instanceof PdfFile ? [signed] : []));
  const [sealed] = views;
  if (!sealed || views.length < signatures.length) return []; // said already
  const steps = [...views.slice(1), file].map((after, index) => ({ sealed, before: views[index]!, after }));
  const problems = new Set(steps.flatMap(findChangesOf));
  return problems.size > 0
    ? [...problems].map((problem) => failed("changed-after-sealing", `After the sealing ${problem}.`))
    : [passed("Nothing was added after the sealing but proof that the seal is good.")];
}

function findChangesOf(step: Parameters<typeof findChanges>[0]): readonly string[] {
  try {
    return findChanges(step);
  } catch (error) {
    if (error instanceof PdfError) return [`a revision was added that cannot be read (${error.code})`];
    throw error;
  }
}

function nameOf({ field, object }: PadesSignature): string {
  return field === "" ? `The signature in object ${object}` : `The signature "${field}"`;
}
