/** What holds for a sealed PDF besides its certificates: one function per rule. */
import { failed, passed, type Said, undetermined } from "@eid-gateway/oces";
import { PdfFile } from "../../pdf/file/pdf-file.js";
import { PdfError } from "../../pdf/pdf-error.js";
import { findOtherReadings } from "../../pdf/readings/find-other-readings.js";
import { findChanges } from "./find-changes.js";
import type { Pades, PadesSignature } from "./pades.js";

/** The oldest signature is no time-stamp: somebody vouches for the document before others do for the time. */
export function beginWithASigner({ signatures }: Pades): Said {
  const seals = signatures.filter(isSeal);
  if (seals.length === 0) return failed("no-signer", "There is no seal, but time-stamps alone.");
  if (signatures[0] !== seals[0]) return failed("changed-after-sealing", "Something was signed before the seal.");
  return seals.length === 1
    ? passed("There is one seal, and it is the oldest signature.")
    : passed(`${seals.length} have signed in turn.`);
}

/** Who signs earlier may have forbidden that others do (DocMDP, FieldMDP). */
export function permitFurtherSigners({ signatures }: Pades): Said {
  const seals = signatures.filter(isSeal);
  const pairs = seals.flatMap((earlier, at) => seals.slice(at + 1).map(({ field }) => ({ earlier, field })));
  const permissions = pairs.map(({ earlier, field }) => ({ earlier, permits: earlier.permits(field) }));
  const forbidding = permissions.find(({ permits }) => permits === false);
  const unclear = permissions.find(({ permits }) => permits === undefined);
  if (forbidding)
    return failed("changed-after-sealing", `${nameOf(forbidding.earlier)} permits no such signature after it.`);
  if (unclear)
    return undetermined(
      "changed-after-sealing",
      `${nameOf(unclear.earlier)} restricts what may be done later in a way that is not known here.`,
    );
  return passed("No signature was made that an earlier one forbids.");
}

/** What a later signature looks like may cover what an earlier one is over: nobody but a person can tell. */
export function areUnseenOnceSigned({ signatures }: Pades): Said {
  const seen = signatures
    .filter(isSeal)
    .slice(1)
    .find(({ isSeen }) => isSeen);
  return seen
    ? undetermined(
        "changed-after-sealing",
        `${nameOf(seen)} is seen on a page, and may cover what was signed before it.`,
      )
    : passed("No signature that was made later is seen on a page.");
}

/** A reader that goes by something else than the cross-references must not show another document. */
export function hasOneReading({ file }: Pades): readonly Said[] {
  const others = attempt(() => findOtherReadings(file));
  return others.length > 0
    ? others.map((text) => failed("not-intact", `Readers may show two things: ${text}.`))
    : [passed("Every reader finds the same in it.")];
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

/** From the first signature over each of those after it to the file as it is: nothing was added but signatures and proof. */
export function onlyProofWasAdded({ file, signatures }: Pades): readonly Said[] {
  const views = signatures.flatMap(({ signed }) => (signed instanceof PdfFile ? [signed] : []));
  const [sealed] = views;
  if (!sealed || views.length < signatures.length) return []; // said already
  const problems = new Map<string, PadesSignature>();
  for (const [index, after] of [...views.slice(1), file].entries()) {
    const changes = attempt(() => findChanges({ sealed, before: views[index]!, after }));
    for (const change of changes) if (!problems.has(change)) problems.set(change, signatures[index]!);
  }
  return problems.size > 0
    ? [...problems].map(([change, last]) => failed("changed-after-sealing", `After ${nameOf(last, "the")} ${change}.`))
    : [passed("Nothing was added after the sealing but further signatures, and proof that they are good.")];
}

function attempt(find: () => readonly string[]): readonly string[] {
  try {
    return find();
  } catch (error) {
    if (error instanceof PdfError) return [`something was added that cannot be read (${error.code})`];
    throw error;
  }
}

function isSeal({ kind }: PadesSignature): boolean {
  return kind === "signature";
}

function nameOf({ field, object }: PadesSignature, the = "The"): string {
  return field === "" ? `${the} signature in object ${object}` : `${the} signature "${field}"`;
}
