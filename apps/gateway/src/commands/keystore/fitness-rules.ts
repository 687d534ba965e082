/** The rules by which a key file is fit for a merchant: each says what it found, whatever the others say. */
import type { X509Certificate } from "node:crypto";
import { type Certificate, type Environment, OcesError, readCertificate, readOcesSubject } from "@eid-gateway/oces";
import { isIssuedBy, isValidAt } from "./key-file-chain.js";

export interface FitnessFinding {
  readonly rule:
    | "kind"
    | "key-usage"
    | "key-size"
    | "algorithm"
    | "validity"
    | "expiry"
    | "chain"
    | "anchor"
    | "contents";
  readonly level: "passed" | "warning" | "failed";
  readonly text: string;
}

/** A new certificate takes about as long to be ordered, installed and registered. */
const WARN_DAYS = 60;
const MIN_BITS = 2048;

export function judgeHolder(certificate: X509Certificate): FitnessFinding[] {
  let read: Certificate;
  try {
    read = readCertificate(certificate.raw);
    const { kind, environment } = readOcesSubject(read);
    const isMerchants = kind === "VOCES" || kind === "FOCES";
    const text = `It is a ${kind} certificate of the ${environment} environment`;
    return [
      {
        rule: "kind",
        level: isMerchants ? "passed" : "failed",
        text: isMerchants ? text : `${text}; a merchant's is VOCES or FOCES`,
      },
      judgeUsage(read),
    ];
  } catch (error) {
    if (!(error instanceof OcesError)) throw error;
    return [{ rule: "kind", level: "failed", text: `It is no OCES certificate (${error.code}): ${error.message}` }];
  }
}

function judgeUsage({ keyUsage }: Certificate): FitnessFinding {
  const signs = keyUsage?.has("digitalSignature") ?? false;
  if (signs) return { rule: "key-usage", level: "passed", text: "Its key may sign" };
  return { rule: "key-usage", level: "failed", text: "Its key may not sign: digitalSignature is not among its usages" };
}

export function judgeKeySize(bits: number): FitnessFinding {
  const isLong = bits >= MIN_BITS;
  const text = bits === 0 ? "The key is no RSA key" : `The key is RSA with ${bits} bits`;
  return {
    rule: "key-size",
    level: isLong ? "passed" : "failed",
    text: isLong ? text : `${text}; ${MIN_BITS} are needed`,
  };
}

export function judgeValidity(certificate: X509Certificate, now: Date): FitnessFinding {
  const isValid = isValidAt(certificate, now);
  const text = `Valid from ${isoDate(certificate.validFrom)} to ${isoDate(certificate.validTo)}`;
  return { rule: "validity", level: isValid ? "passed" : "failed", text: isValid ? text : `${text}: not today` };
}

export function judgeExpiry(daysLeft: number): FitnessFinding {
  if (daysLeft < 0) return { rule: "expiry", level: "failed", text: "It has expired" };
  const level = daysLeft < WARN_DAYS ? "warning" : "passed";
  return { rule: "expiry", level, text: `${daysLeft} days left${level === "warning" ? ": order the next one" : ""}` };
}

export function judgeChain(
  holder: X509Certificate,
  chain: readonly X509Certificate[],
  others: readonly X509Certificate[],
  now: Date,
): FitnessFinding[] {
  const strays = others.length - chain.length;
  const stray = { rule: "contents", level: "warning", text: `${strays} certificates are not of its chain` } as const;
  const ended = chain.find((each) => !isValidAt(each, now));
  const late = { rule: "chain", level: "failed", text: "A certificate of its chain is not valid today" } as const;
  return [completeness(chain.at(-1) ?? holder, chain.length), ...(ended ? [late] : []), ...(strays > 0 ? [stray] : [])];
}

function completeness(last: X509Certificate, length: number): FitnessFinding {
  if (length === 0) return { rule: "chain", level: "failed", text: "The certificate of its issuer is not in the file" };
  if (isIssuedBy(last, last)) return { rule: "chain", level: "passed", text: "The chain is complete, up to its root" };
  return { rule: "chain", level: "warning", text: "The chain ends below its root, which the other side must have" };
}

export function judgeAnchor(anchor: Environment | null): FitnessFinding {
  if (anchor)
    return { rule: "anchor", level: "passed", text: `Its root is the OCES root of the ${anchor} environment` };
  return { rule: "anchor", level: "warning", text: "Its root is not in the file, or none of OCES" };
}

/** From OpenSSL's way of writing it, "May 13 13:00:00 2026 GMT". */
export function isoDate(written: string): string {
  return new Date(written).toISOString();
}
