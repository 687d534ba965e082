/**
 * What the client and the operator's server demand of the parameters, and the code each refusal is told by.
 *
 * The rules stand in the order they are tried; the first that is broken decides. The client's own come first (APP),
 * then the server's (SRV). Sources: Implementation Guidelines 3.1 to 3.3 and appendix B, the error code document.
 * Where the two APP codes overlap in the documents, retired names get APP007 and everything else APP001.
 */
import { documentRules } from "../parameters/asked-document.js";
import { readParameters } from "../parameters/read-parameters.js";
import { findFirstFault, type ParameterFault, type Rule, some } from "../parameters/rules.js";
import {
  askAbout,
  BY_ENROLLED_PROVIDER,
  DIGESTED,
  type ParameterCheck as SharedCheck,
  WHOLE,
} from "../parameters/signed-parameters.js";
import type { Asked, ClientRequest, Mode } from "./client-request.js";
import { documentOf } from "./document-parameters.js";
import { isRetired, KNOWN, MANDATORY } from "./parameter-names.js";
import { toClientRequest } from "./to-client-request.js";

export interface ParameterCheck extends SharedCheck {
  readonly mode: Mode;
}

const RULES: readonly Rule<Asked>[] = [
  ["APP007", ({ names }) => some(names.filter(isRetired), "retired")],
  ["APP001", ({ names }) => some(names.filter(isUnknown), "not a parameter of this client")],
  ["APP001", (asked) => some(findMissing(asked), "missing")],
  ["APP001", ({ get }) => !/^OCES(LOGIN|SIGN)2$/i.test(get("CLIENTFLOW")!) && "CLIENTFLOW is not supported"],
  ["APP001", ({ get }) => !/^(DA|EN|KL)$/i.test(get("LANGUAGE") ?? "DA") && "LANGUAGE is not supported"],
  [
    "APP001",
    ({ get }) => !/^(TEXT|HTML|XML|PDF)$/i.test(get("SIGNTEXT_FORMAT") ?? "TEXT") && "SIGNTEXT_FORMAT is not supported",
  ],
  ...WHOLE,
  ["APP001", ({ get, origin }) => (get("ORIGIN") ?? origin) !== origin && "ORIGIN is not where the message came from"],
  DIGESTED,
  [
    "APP008",
    ({ get, mode }) =>
      mode === "lmt" && is(get("CREDENTIAL_UPDATE"), "ALIAS") && "limited mode cannot change the alias",
  ],
  ...documentRules(documentOf),
  ...BY_ENROLLED_PROVIDER,
  ["SRV011", ({ get }) => isTooLong(get("TRANSACTION_CONTEXT")) && "TRANSACTION_CONTEXT has more than 100 characters"],
];

const CONTEXT_LENGTH = 100;

/** Reads and checks the text of a `parameters` message. Gives what the client is to do, or the first fault. */
export function checkParameters(text: string, check: ParameterCheck): ClientRequest | ParameterFault {
  const parameters = readParameters(text);
  if (typeof parameters === "string") return { code: "APP001", why: parameters };
  const asked = { ...askAbout(parameters, check), mode: check.mode };
  return findFirstFault(RULES, asked) ?? toClientRequest(asked);
}

export function isFault(result: ClientRequest | ParameterFault): result is ParameterFault {
  return "code" in result;
}

function findMissing({ get }: Asked): string[] {
  return MANDATORY.filter((name) => !get(name));
}

function isUnknown(name: string): boolean {
  return !KNOWN.has(name.toUpperCase());
}

function isTooLong(context: string | undefined): boolean {
  return [...Buffer.from(context ?? "", "base64").toString("utf8")].length > CONTEXT_LENGTH;
}

function is(value: string | undefined, wanted: string): boolean {
  return value?.toUpperCase() === wanted;
}
