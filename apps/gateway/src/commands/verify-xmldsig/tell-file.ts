/** What was found in a file, in words and as JSON. */
import type { X509Certificate } from "node:crypto";
import type { CoveredPart } from "@eid-gateway/xmldsig";
import { EXIT } from "../command.js";
import { neutralize } from "../verify/neutralize.js";
import type { JudgedFile, JudgedSignature, SignatureState } from "./judge-file.js";
import type { KeyChoice } from "./key-choice.js";

const STATES = { holds: "holds", broken: "DOES NOT HOLD", refused: "REFUSED", undecided: "NOT JUDGED" } as const;
const NOTES = {
  given:
    "Judged with the key of the given certificate; whether that was valid or revoked is another question (verify-chain).",
  embedded:
    "The key came with the file, and anybody can make one: this shows whether the file was changed since it was signed, not who signed it. It is not trusted.",
  none: "No key was given: name the signer's certificate with --certificate, or ask with --embedded whether the file is intact.",
} as const;

/** Of all signatures in a file: one that does not hold speaks for the file. */
function stateOf({ signatures }: JudgedFile & { kind: "judged" }): SignatureState {
  const worstFirst = ["broken", "refused", "undecided"] as const;
  return worstFirst.find((state) => signatures.some((signature) => signature.state === state)) ?? "holds";
}

export function exitCodeOf(judged: JudgedFile): number {
  if (judged.kind !== "judged") return judged.kind === "refused" ? EXIT.invalid : EXIT.notAMessage;
  const codes = { holds: EXIT.ok, broken: EXIT.invalid, refused: EXIT.invalid, undecided: EXIT.cannotTell };
  return codes[stateOf(judged)];
}

export function inWords(file: string, judged: JudgedFile, choice: KeyChoice): string {
  if (judged.kind !== "judged") {
    const verdict = judged.kind === "refused" ? "NOT VALID" : "NOT SIGNED XML";
    return neutralize(`${file}: ${verdict} (${judged.code}): ${judged.text}`);
  }
  const isWhole = judged.signatures.some(({ covers }) => covers.some(({ isWholeDocument }) => isWholeDocument));
  return [
    `${file}: ${headline(stateOf(judged), choice)}`,
    ...judged.signatures.flatMap(describe),
    ...(isWhole ? [] : ["  No signature covers the whole document: what is not listed here anybody may have written."]),
    `  ${NOTES[choice.kind]}`,
  ]
    .map(neutralize) // names of files, elements and holders come from outside
    .join("\n");
}

function headline(state: SignatureState, { kind }: KeyChoice): string {
  if (state === "undecided") return "CANNOT TELL";
  if (state !== "holds") return "NOT VALID";
  return kind === "embedded" ? "INTACT, NOT TRUSTED" : "VALID";
}

function describe({ path, state, reason, text, signer, covers }: JudgedSignature): string[] {
  return [
    `  signature ${path}: ${STATES[state]}${reason ? ` (${reason}): ${text}` : ""}`,
    ...(signer ? [`    key of   ${nameOf(signer)}, sha256:${fingerprintOf(signer)}`] : []),
    ...covers.map((part) => `    covers   ${describePart(part)}`),
  ];
}

/** With the namespace: an element of that name may be of another vocabulary. */
function describePart({ id, path, namespace, isWholeDocument, bytes, sha256, digestMatches }: CoveredPart): string {
  const named = `${path}${id === undefined ? "" : ` (#${id})`} of ${namespace || "no namespace"}`;
  const what = `${named}${isWholeDocument ? ", the whole document" : ""}`;
  return `${what}: ${bytes} bytes, sha256:${hex(sha256)}${digestMatches ? "" : ", CHANGED"}`;
}

/** `valid` is null where nobody has said whose key counts; `integrity` where there was no key at all. */
export function inJson(file: string, judged: JudgedFile, choice: KeyChoice): unknown {
  const trusted = choice.kind === "given";
  if (judged.kind !== "judged") {
    const valid = judged.kind === "refused" ? false : null;
    return { file, valid, integrity: valid, trusted: false, reason: judged.code, problem: judged.text, signatures: [] };
  }
  const state = stateOf(judged);
  const integrity = state === "undecided" ? null : state === "holds";
  const reason = judged.signatures.find((signature) => signature.state === state)?.reason;
  return {
    file,
    valid: integrity === true && !trusted ? null : integrity,
    integrity,
    trusted,
    ...(reason && { reason }),
    note: NOTES[choice.kind],
    signatures: judged.signatures.map(toJson),
  };
}

function toJson({ path, state, reason, signer, covers }: JudgedSignature): unknown {
  return {
    path,
    state,
    ...(reason && { reason }),
    signer: signer ? { subject: nameOf(signer), sha256: fingerprintOf(signer) } : null,
    covers: covers.map(({ sha256, ...part }) => ({ ...part, id: part.id ?? null, sha256: hex(sha256) })),
  };
}

/** On one line. */
function nameOf({ subject }: X509Certificate): string {
  return (subject ?? "a nameless holder").replaceAll("\n", ", ");
}

function fingerprintOf({ fingerprint256 }: X509Certificate): string {
  return fingerprint256.replaceAll(":", "").toLowerCase();
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
