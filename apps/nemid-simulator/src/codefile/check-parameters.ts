/**
 * What the code file client and the operator's server demand of the parameters, and the code each refusal is told by.
 *
 * As with the key card the rules stand in the order they are tried, the client's own first. The differences: names and
 * values are case-sensitive, more of them travel as base64, and the provider says its own name.
 */
import { documentRules, readDocument } from "../parameters/asked-document.js";
import { readParameters } from "../parameters/read-parameters.js";
import { readTimestamp } from "../parameters/read-timestamp.js";
import { findFirstFault, type ParameterFault, type Rule, some } from "../parameters/rules.js";
import { readSignProperties } from "../parameters/sign-properties.js";
import {
  askAbout,
  BY_ENROLLED_PROVIDER,
  DIGESTED,
  type ParameterCheck,
  type SignedParameters,
  WHOLE,
} from "../parameters/signed-parameters.js";
import { type AdditionalParams, readAdditionalParams } from "./additional-params.js";
import type { CodeFileRequest } from "./client-request.js";
import { documentOf, isSigning } from "./document-parameters.js";
import { KNOWN, MANDATORY } from "./parameter-names.js";
import { readText } from "./read-text.js";

interface Asked extends SignedParameters {
  readonly additional: AdditionalParams | string;
}

const FORMATS = ["text", "html", "xml", "pdf"];

const RULES: readonly Rule<Asked>[] = [
  [
    "APP001",
    ({ names }) =>
      some(
        names.filter((name) => !KNOWN.has(name)),
        "not a parameter of this client",
      ),
  ],
  ["APP001", (asked) => some(findMissing(asked), "missing")],
  ["APP001", ({ get }) => !/^(login|sign)$/.test(get("CLIENTFLOW")!) && "CLIENTFLOW is not supported"],
  ["APP001", ({ get }) => !/^(da|en)$/.test(get("LANGUAGE") ?? "da") && "LANGUAGE is not supported"],
  ["APP001", ({ get }) => !FORMATS.includes(get("SIGNTEXT_FORMAT") ?? "text") && "SIGNTEXT_FORMAT is not supported"],
  ...WHOLE,
  ["APP001", ({ get }) => !readTimestamp(get("TIMESTAMP")!)?.base64 && "TIMESTAMP is not base64"],
  ["APP001", ({ get }) => !isName(readText(get("REQUESTISSUER")!)) && "REQUESTISSUER is not base64 of a name"],
  ["APP001", ({ additional }) => typeof additional === "string" && `ADDITIONAL_PARAMS: ${additional}`],
  ["APP001", ({ get, origin }) => readText(get("ORIGIN")!) !== origin && "ORIGIN is not where the message came from"],
  DIGESTED,
  ...documentRules((asked: Asked) => documentOf(asked, readAdditional(asked))),
  ...BY_ENROLLED_PROVIDER,
];

const NAME_LENGTH = 200;

/** Reads and checks the text of a `parameters` message. Gives what the client is to do, or the first fault. */
export function checkCodeFileParameters(text: string, check: ParameterCheck): CodeFileRequest | ParameterFault {
  const parameters = readParameters(text);
  if (typeof parameters === "string") return { code: "APP001", why: parameters };
  const asked = {
    ...askAbout(parameters, check),
    additional: readAdditionalParams(parameters.get("ADDITIONAL_PARAMS")),
  };
  return findFirstFault(RULES, asked) ?? toCodeFileRequest(asked);
}

/** After the rules: throws when called with parameters that break one. */
function toCodeFileRequest(asked: Asked): CodeFileRequest {
  const { get, enrolment, additional } = asked;
  const signProperties = get("SIGN_PROPERTIES") ? readSignProperties(get("SIGN_PROPERTIES")!) : new Map();
  if (enrolment.is !== "enrolled" || typeof additional === "string" || typeof signProperties === "string")
    throw new Error("parameters were not checked");
  return {
    action: isSigning(asked) ? "sign" : "logon",
    merchant: enrolment.merchant,
    requestIssuer: readText(get("REQUESTISSUER")!)!,
    language: get("LANGUAGE") === "en" ? "en" : "da",
    signProperties,
    ...(isSigning(asked) && { document: readDocument(documentOf(asked, additional)) }),
    attachments: additional.attachments,
    filter: additional.filter,
  };
}

function findMissing({ get }: Asked): string[] {
  return MANDATORY.filter((name) => !get(name));
}

/** Called only after the rule that refuses what cannot be read. */
function readAdditional({ additional }: Asked): AdditionalParams {
  if (typeof additional === "string") throw new Error("ADDITIONAL_PARAMS was not checked");
  return additional;
}

function isName(text: string | undefined): boolean {
  return text !== undefined && text.length <= NAME_LENGTH && /\S/.test(text) && !/\p{Cc}/u.test(text);
}
