/** The document of a signing among the parameters: which of them go together, for either client. */
import { findRemoteFault } from "../sign-text/remote-document.js";
import type { RemoteDocument, SignText, SignTextFormat } from "../sign-text/sign-text.js";
import { decodeBase64 } from "./read-timestamp.js";
import { type Rule, some } from "./rules.js";
import { isXmlText } from "./sign-properties.js";

/** What was sent, as sent; left out what was not. */
export interface AskedDocument {
  readonly isSigning: boolean;
  /** Names of parameters that only a signing has. */
  readonly names: readonly string[];
  readonly format: SignTextFormat;
  readonly signText?: string | undefined; // base64
  readonly monospace: boolean;
  readonly stylesheet?: string | undefined; // base64
  readonly stylesheetId?: string | undefined;
  readonly uri?: string | undefined;
  readonly hash?: string | undefined; // base64
}

const RULES: readonly Rule<AskedDocument>[] = [
  ["APP008", ({ isSigning, names }) => !isSigning && some(names, "not for log-in")],
  [
    "APP008",
    ({ signText, uri }) => isSent(signText) && isSent(uri) && "a sign text and the address of one exclude each other",
  ],
  ["APP001", ({ isSigning, signText, uri }) => isSigning && !signText && !uri && "there is no text to sign"],
  ["APP008", ({ uri, format }) => isSent(uri) && format !== "pdf" && "the address of a sign text is for PDF"],
  ["APP008", ({ uri, hash }) => isSent(hash) && !isSent(uri) && "the hash is for a sign text with an address"],
  ["APP001", (asked) => isSent(asked.uri) && findRemoteFault(readRemote(asked))],
  [
    "APP001",
    ({ isSigning, format, stylesheet }) =>
      isSigning && format === "xml" && !stylesheet && "SIGNTEXT_TRANSFORMATION is missing",
  ],
  [
    "APP008",
    (asked) =>
      asked.format !== "xml" && isSent(asked.stylesheet ?? asked.stylesheetId) && "a transformation is for XML",
  ],
  [
    "APP001",
    ({ stylesheetId = "" }) => !isXmlText(stylesheetId) && "SIGNTEXT_TRANSFORMATION_ID has characters XML cannot hold",
  ],
  ["APP002", ({ signText }) => !isBase64(signText) && "SIGNTEXT is not base64 in one line"],
  ["APP002", ({ stylesheet }) => !isBase64(stylesheet) && "SIGNTEXT_TRANSFORMATION is not base64 in one line"],
];

/** The rules above, among those of a client. @param documentOf how that client says it */
export function documentRules<Asked>(documentOf: (asked: Asked) => AskedDocument): readonly Rule<Asked>[] {
  return RULES.map(([code, findFault]): Rule<Asked> => [code, (asked) => findFault(documentOf(asked))]);
}

/** The document that broke no rule: at hand, or to be fetched. */
export function readDocument(asked: AskedDocument): SignText | RemoteDocument {
  const { format, signText, monospace, stylesheet, stylesheetId } = asked;
  if (signText === undefined) return readRemote(asked);
  return {
    ...{ format, monospace, bytes: decodeBase64(signText)! },
    ...(stylesheet && { stylesheet: decodeBase64(stylesheet)! }),
    ...(stylesheetId && { stylesheetId }),
  };
}

function readRemote({ uri = "", hash = "" }: AskedDocument): RemoteDocument {
  return { uri, hash };
}

function isSent(value: string | undefined): value is string {
  return value !== undefined;
}

/** What was not sent is not wrong here. */
function isBase64(value: string | undefined): boolean {
  return value === undefined || decodeBase64(value) !== undefined;
}
