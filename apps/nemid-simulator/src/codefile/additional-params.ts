/**
 * ADDITIONAL_PARAMS: base64 of `name=value;name=value`, the value base64 once more in some of them.
 *
 * `subjectdnfilter` and `issuerdnfilter` say whose key files the service provider wants: each is a part of the
 * certificate's subject or issuer name, and blank lets any pass. The others are about what is to be signed.
 */
import { type AskedAttachment, readAttachments } from "./read-attachments.js";
import { readText } from "./read-text.js";

/** Which certificates may sign. */
export interface HolderFilter {
  readonly subject: string; // has to be in the subject's name
  readonly issuers: readonly string[]; // one of these has to be in the issuer's name
}

export interface AdditionalParams {
  readonly filter: HolderFilter;
  /** Names of those that belong to a document to be signed. */
  readonly ofDocument: readonly string[];
  readonly uri?: string | undefined; // of a PDF to be signed
  readonly hash?: string | undefined; // base64 of its SHA-256
  readonly attachments: readonly AskedAttachment[];
}

const FILTERS = ["subjectdnfilter", "issuerdnfilter"];
const OF_DOCUMENT = ["signtext.uri", "signtext.uri.hash.value", "signtext.uri.hash.algorithm", "attachments"];
const DEFAULT_ISSUER = "TRUST2408";

/** The CAs of the test environment, whose place the simulator's take. */
const TEST_CAS = "TRUST2408 Systemtest";
const SIMULATOR_CAS = "TRUST2408 Simulator";

/** Reads the parameter, or says what is wrong with it. Left out, it asks for nothing in particular. */
export function readAdditionalParams(base64: string | undefined): AdditionalParams | string {
  const text = base64 ? readText(base64) : "";
  if (text === undefined) return "is not base64 of a text";
  const values = new Map<string, string>();
  for (const pair of text.split(";").filter((part) => part !== "")) {
    const [, name, value] = /^([^=]+)=(.*)$/s.exec(pair) ?? [];
    if (name === undefined || value === undefined) return "a pair has no =";
    if (![...FILTERS, ...OF_DOCUMENT].includes(name)) return "a name is not known";
    if (values.has(name)) return `${name} comes twice`;
    values.set(name, value);
  }
  const filter = readFilter(values);
  if (typeof filter === "string") return filter;
  const document = readDocumentPart(values);
  return typeof document === "string" ? document : { filter, ...document };
}

function readDocumentPart(values: ReadonlyMap<string, string>): Omit<AdditionalParams, "filter"> | string {
  if ((values.get("signtext.uri.hash.algorithm") ?? "sha-256") !== "sha-256")
    return "signtext.uri.hash.algorithm is not sha-256";
  const list = readBlankable(values.get("attachments"));
  if (list === undefined) return "attachments is not base64";
  const attachments = list === "" ? [] : readAttachments(list);
  if (typeof attachments === "string") return `attachments: ${attachments}`;
  const ofDocument = OF_DOCUMENT.filter((name) => values.has(name));
  return { ofDocument, uri: values.get("signtext.uri"), hash: values.get("signtext.uri.hash.value"), attachments };
}

function readFilter(values: ReadonlyMap<string, string>): HolderFilter | string {
  const [subject, issuer] = FILTERS.map((name) => readBlankable(values.get(name)));
  if (subject === undefined) return "subjectdnfilter is not base64";
  if (issuer === undefined) return "issuerdnfilter is not base64";
  const wanted = issuer || DEFAULT_ISSUER;
  return { subject, issuers: wanted === TEST_CAS ? [TEST_CAS, SIMULATOR_CAS] : [wanted] };
}

function readBlankable(base64: string | undefined): string | undefined {
  return base64 ? readText(base64)?.trim() : "";
}
