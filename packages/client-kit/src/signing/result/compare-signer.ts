import type { SigningSecurityCode } from "../signing-errors.js";
import type { ResultQuestion, VerifiedSigner } from "./verification.js";

/** @returns what is wrong; `undefined` when every one of them is whom you expected */
export function compareSigners(
  signers: readonly VerifiedSigner[],
  expected: ResultQuestion["signer"],
): SigningSecurityCode | undefined {
  if (expected === "anybody") return undefined;
  const { nationalId, uniqueId, name } = expected;
  if (nationalId === undefined && uniqueId === undefined && name === undefined)
    throw new TypeError('Say of the signer what has to fit, or "anybody"');
  for (const signer of signers) {
    if (name !== undefined && signer.name !== name) return "other-signer";
    if (uniqueId !== undefined && bare(signer.uniqueId) !== bare(uniqueId)) return "other-signer";
    if (nationalId === undefined) continue;
    if (signer.nationalId === undefined) return "signer-not-told";
    if (digitsOf(signer.nationalId) !== digitsOf(nationalId)) return "other-signer";
  }
  return signers.length > 0 ? undefined : "other-signer";
}

/** Certificates write PID:9208-2002-2-..., people leave the prefix out. */
function bare(uniqueId: string): string {
  return uniqueId.trim().replace(/^PID:/i, "");
}

function digitsOf(nationalId: string): string {
  return nationalId.replaceAll(/[\s-]/g, "");
}
