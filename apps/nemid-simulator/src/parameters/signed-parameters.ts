/** What both clients demand of the signature on the parameters: whole, by a provider that is enrolled, and fresh. */
import { verify, X509Certificate } from "node:crypto";
import type { Enrolment } from "../register/enrolment.js";
import { digestOf, normalizeParameters } from "./normalize-parameters.js";
import type { Parameters } from "./read-parameters.js";
import { decodeBase64, readTimestamp } from "./read-timestamp.js";
import type { Rule } from "./rules.js";
import { readSignProperties } from "./sign-properties.js";

/** Where the parameters came from, and whose they may be. */
export interface ParameterCheck {
  readonly origin: string;
  readonly now: number; // milliseconds since 1970
  findEnrolment(certificate: X509Certificate): Enrolment;
}

/** What the rules look at. */
export interface SignedParameters {
  readonly get: (name: string) => string | undefined;
  readonly names: readonly string[]; // as sent
  readonly normalized: Buffer;
  readonly origin: string;
  readonly now: number;
  readonly certificate: X509Certificate | undefined; // SP_CERT; undefined when it is none
  readonly enrolment: Enrolment;
}

export function askAbout(parameters: Parameters, { origin, now, findEnrolment }: ParameterCheck): SignedParameters {
  const names = parameters.sent.map(([name]) => name);
  const certificate = readCertificate(parameters.get("SP_CERT") ?? "");
  const enrolment = certificate ? findEnrolment(certificate) : ({ is: "unknown" } as const);
  const normalized = normalizeParameters(parameters);
  return { get: parameters.get, names, normalized, origin, now, certificate, enrolment };
}

/** The client's own look at what it was sent, before the operator's server sees it. */
export const WHOLE: readonly Rule<SignedParameters>[] = [
  ["APP001", ({ get }) => !decodeBase64(get("SP_CERT")!) && "SP_CERT is not base64 in one line"],
  ["APP001", ({ get }) => !readTimestamp(get("TIMESTAMP")!) && "TIMESTAMP has no known spelling"],
  ["APP001", ({ get }) => findSignPropertiesFault(get("SIGN_PROPERTIES"))],
];

export const DIGESTED: Rule<SignedParameters> = [
  "APP001",
  ({ get, normalized }) => get("PARAMS_DIGEST") !== digestOf(normalized) && "PARAMS_DIGEST does not fit",
];

/** The operator's server. */
export const BY_ENROLLED_PROVIDER: readonly Rule<SignedParameters>[] = [
  ["SRV001", (asked) => !isSigned(asked) && "DIGEST_SIGNATURE is not by the key of SP_CERT"],
  ["SRV005", ({ enrolment }) => enrolment.is === "unknown" && "SP_CERT is not of a service provider known here"],
  ["SRV010", ({ enrolment }) => enrolment.is === "not-enrolled" && enrolment.why],
  [
    "SRV003",
    ({ get, now }) =>
      Math.abs(readTimestamp(get("TIMESTAMP")!)!.at - now) > WINDOW_MS && "TIMESTAMP is more than 3 minutes off",
  ],
];

const WINDOW_MS = 3 * 60_000;

function readCertificate(base64: string): X509Certificate | undefined {
  try {
    return new X509Certificate(Buffer.from(base64, "base64"));
  } catch {
    return undefined; // SRV001: nothing can be verified with it
  }
}

function isSigned({ certificate, normalized, get }: SignedParameters): boolean {
  const signature = decodeBase64(get("DIGEST_SIGNATURE")!);
  const isRsa = certificate?.publicKey.asymmetricKeyType === "rsa";
  return isRsa && signature !== undefined && verify("sha256", normalized, certificate.publicKey, signature);
}

function findSignPropertiesFault(text: string | undefined): string | undefined {
  const read = text ? readSignProperties(text) : undefined;
  return typeof read === "string" ? `SIGN_PROPERTIES: ${read}` : undefined;
}
