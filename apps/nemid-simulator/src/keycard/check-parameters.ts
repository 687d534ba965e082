/**
 * What the client and the operator's server demand of the parameters, and the code each refusal is told by.
 *
 * The rules stand in the order they are tried; the first that is broken decides. The client's own come first (APP),
 * then the server's (SRV). Sources: Implementation Guidelines 3.1 to 3.3 and appendix B, the error code document.
 * Where the two APP codes overlap in the documents, retired names get APP007 and everything else APP001.
 */
import { verify, X509Certificate } from "node:crypto";
import type { Enrolment } from "../register/enrolment.js";
import type { Asked, ClientRequest, Mode } from "./client-request.js";
import { digestOf, normalizeParameters } from "./normalize-parameters.js";
import { isRetired, KNOWN, MANDATORY } from "./parameter-names.js";
import { type Parameters, readParameters } from "./read-parameters.js";
import { decodeBase64, readTimestamp } from "./read-timestamp.js";
import { readSignProperties } from "./sign-properties.js";
import { findSignTextFault, isSigning } from "./sign-text.js";
import { toClientRequest } from "./to-client-request.js";

export interface ParameterCheck {
  readonly origin: string;
  readonly mode: Mode;
  readonly now: number;
  findEnrolment(certificate: X509Certificate): Enrolment;
}

/** A refusal: the code the service provider gets, and for the operator's log what was wrong. Never holds a value. */
export interface ParameterFault {
  readonly code: string;
  readonly why: string;
}

type FindFault = (asked: Asked, check: ParameterCheck) => string | false | undefined;

const RULES: readonly (readonly [code: string, findFault: FindFault])[] = [
  ["APP007", ({ names }) => some(names.filter(isRetired), "retired")],
  [
    "APP001",
    ({ names }) =>
      some(
        names.filter((name) => !KNOWN.has(name.toUpperCase())),
        "not a parameter of this client",
      ),
  ],
  [
    "APP001",
    ({ get }) =>
      some(
        MANDATORY.filter((name) => !get(name)),
        "missing",
      ),
  ],
  ["APP001", ({ get }) => !/^OCES(LOGIN|SIGN)2$/i.test(get("CLIENTFLOW")!) && "CLIENTFLOW is not supported"],
  ["APP001", ({ get }) => !/^(DA|EN|KL)$/i.test(get("LANGUAGE") ?? "DA") && "LANGUAGE is not supported"],
  [
    "APP001",
    ({ get }) => !/^(TEXT|HTML|XML|PDF)$/i.test(get("SIGNTEXT_FORMAT") ?? "TEXT") && "SIGNTEXT_FORMAT is not supported",
  ],
  ["APP001", ({ get }) => !decodeBase64(get("SP_CERT")!) && "SP_CERT is not base64 in one line"],
  ["APP001", ({ get }) => !readTimestamp(get("TIMESTAMP")!) && "TIMESTAMP has no known spelling"],
  ["APP001", ({ get }) => findSignPropertiesFault(get("SIGN_PROPERTIES"))],
  ["APP001", ({ get, origin }) => (get("ORIGIN") ?? origin) !== origin && "ORIGIN is not where the message came from"],
  ["APP001", ({ get, normalized }) => get("PARAMS_DIGEST") !== digestOf(normalized) && "PARAMS_DIGEST does not fit"],
  [
    "APP008",
    ({ get, mode }) =>
      mode === "lmt" && is(get("CREDENTIAL_UPDATE"), "ALIAS") && "limited mode cannot change the alias",
  ],
  [
    "APP008",
    (asked) =>
      !isSigning(asked) &&
      some(
        asked.names.filter((name) => /^SIGNTEXT/i.test(name)),
        "not for log-in",
      ),
  ],
  [
    "APP008",
    ({ get }) =>
      get("SIGNTEXT") !== undefined &&
      get("SIGNTEXT_URI") !== undefined &&
      "SIGNTEXT and SIGNTEXT_URI exclude each other",
  ],
  [
    "APP001",
    (asked) => isSigning(asked) && !asked.get("SIGNTEXT") && !asked.get("SIGNTEXT_URI") && "there is no text to sign",
  ],
  ["APP002", (asked) => isSigning(asked) && findSignTextFault(asked)],
  ["SRV001", (asked) => !isSignedBy(asked) && "DIGEST_SIGNATURE is not by the key of SP_CERT"],
  [
    "SRV005",
    (asked, check) => enrolment(asked, check).is === "unknown" && "SP_CERT is not of a service provider known here",
  ],
  ["SRV010", (asked, check) => findEnrolmentFault(enrolment(asked, check))],
  [
    "SRV003",
    ({ get, now }) =>
      Math.abs(readTimestamp(get("TIMESTAMP")!)!.at - now) > WINDOW_MS && "TIMESTAMP is more than 3 minutes off",
  ],
  ["SRV011", ({ get }) => isTooLong(get("TRANSACTION_CONTEXT")) && "TRANSACTION_CONTEXT has more than 100 characters"],
];

const WINDOW_MS = 3 * 60_000;
const CONTEXT_LENGTH = 100;

/** Reads and checks the text of a `parameters` message. Gives what the client is to do, or the first fault. */
export function checkParameters(text: string, check: ParameterCheck): ClientRequest | ParameterFault {
  const parameters = readParameters(text);
  if (typeof parameters === "string") return { code: "APP001", why: parameters };
  const asked = ask(parameters, check);
  for (const [code, findFault] of RULES) {
    const why = findFault(asked, check);
    if (why) return { code, why };
  }
  return toClientRequest(asked, enrolment(asked, check));
}

export function isFault(result: ClientRequest | ParameterFault): result is ParameterFault {
  return "code" in result;
}

function ask(parameters: Parameters, { origin, mode, now }: ParameterCheck): Asked {
  const names = parameters.sent.map(([name]) => name);
  const certificate = readCertificate(parameters.get("SP_CERT") ?? "");
  return { get: parameters.get, names, normalized: normalizeParameters(parameters), origin, mode, now, certificate };
}

function readCertificate(base64: string): X509Certificate | undefined {
  try {
    return new X509Certificate(Buffer.from(base64, "base64"));
  } catch {
    return undefined; // SRV001: nothing can be verified with it
  }
}

function isSignedBy({ certificate, normalized, get }: Asked): boolean {
  const signature = decodeBase64(get("DIGEST_SIGNATURE")!);
  const isRsa = certificate?.publicKey.asymmetricKeyType === "rsa";
  return isRsa && signature !== undefined && verify("sha256", normalized, certificate.publicKey, signature);
}

function enrolment({ certificate }: Asked, check: ParameterCheck): Enrolment {
  return check.findEnrolment(certificate!); // SRV001 came before
}

function findEnrolmentFault(found: Enrolment): string | undefined {
  return found.is === "not-enrolled" ? found.why : undefined;
}

function findSignPropertiesFault(text: string | undefined): string | undefined {
  const read = text ? readSignProperties(text) : undefined;
  return typeof read === "string" ? `SIGN_PROPERTIES: ${read}` : undefined;
}

function isTooLong(context: string | undefined): boolean {
  return [...Buffer.from(context ?? "", "base64").toString("utf8")].length > CONTEXT_LENGTH;
}

function some(names: readonly string[], what: string): string | undefined {
  return names.length === 0 ? undefined : `${what}: ${names.map(printable).join(", ")}`;
}

/** Names come from outside and go to the log. */
function printable(name: string): string {
  return name.replace(/[^\w.#]/g, "?").slice(0, 40);
}

function is(value: string | undefined, wanted: string): boolean {
  return value?.toUpperCase() === wanted;
}
