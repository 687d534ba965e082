import { type Command, EXIT, readArgs, refuseUsage } from "./command.js";
import { neutralize } from "./verify/neutralize.js";
import { readBounded } from "./verify/read-file.js";
import { writeJsonLine } from "./verify/write-json-line.js";
import { judgeFile } from "./verify-xmldsig/judge-file.js";
import { type KeyChoice, readCertificateFile } from "./verify-xmldsig/key-choice.js";
import { exitCodeOf, inJson, inWords } from "./verify-xmldsig/tell-file.js";

const HELP = `Usage: eid-gateway verify-xmldsig FILE [--certificate PEM | --embedded] [--id-attribute NAME]... [--json]

Verifies every XML signature in a file (SAML responses and assertions, SDOs), and says what each covers: RSA with SHA-2,
inclusive or exclusive canonical form, references into the same document, the enveloped-signature transform.

  --certificate PEM      the signer's certificate; the signatures must be made with its key. Its chain, validity and
                         revocation are not looked at: see verify-chain
  --embedded             take the key from the file itself. Shows whether the file is intact, never who signed it:
                         "integrity" is answered, "trusted" is false, "valid" is null
  --id-attribute NAME    an attribute that is an Id, besides Id, ID, id, xml:id, AssertionID, ResponseID and RequestID
  --json                 one line of JSON

Refused: DOCTYPE, comments, CDATA, equal Ids, XPath and XSLT, references to other documents, SHA-1, HMAC, short keys.

Exit code 0: every signature holds (with --embedded: the file is intact, whoever made it so). 1: one does not, or is refused. 2: no XML, or
without a signature. 3: cannot tell, for want of a key. 64: wrong usage, or a file that cannot be read.`;

const OPTIONS = {
  certificate: { type: "string" },
  embedded: { type: "boolean" },
  "id-attribute": { type: "string", multiple: true },
  json: { type: "boolean" },
} as const;

export const verifyXmldsig: Command = async (args) => {
  const parsed = readArgs(args, OPTIONS, HELP);
  if (typeof parsed === "number") return parsed;
  const { values, positionals } = parsed;
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) return refuseUsage("Name one file to verify.", HELP);
  const idAttributes = values["id-attribute"] ?? [];
  if (!idAttributes.every((name) => /^[A-Za-z_][A-Za-z0-9_.-]*$/.test(name))) {
    return refuseUsage("--id-attribute: write the name of an attribute, without a prefix", HELP);
  }
  let choice: KeyChoice;
  try {
    choice = chooseKey(values.certificate, values.embedded ?? false);
  } catch (error) {
    return refuseUsage((error as Error).message, HELP);
  }
  const bytes = readInput(file, values.json ?? false);
  if (bytes === undefined) return EXIT.wrongUsage;
  const judged = judgeFile(bytes, idAttributes, choice);
  console.log(values.json ? writeJsonLine(inJson(file, judged, choice)) : inWords(file, judged, choice));
  return exitCodeOf(judged);
};

/** @throws Error saying what is wrong with the options */
function chooseKey(certificate: string | undefined, isEmbedded: boolean): KeyChoice {
  if (certificate !== undefined && isEmbedded) throw new Error("--certificate and --embedded exclude each other.");
  if (certificate !== undefined) return { kind: "given", certificate: readCertificateFile(certificate) };
  return { kind: isEmbedded ? "embedded" : "none" };
}

/** Undefined, and told, when it cannot be read. */
function readInput(file: string, isJson: boolean): Uint8Array | undefined {
  const read = readBounded(file);
  if ("bytes" in read) return read.bytes;
  const problem = `it cannot be read (${read.problem})`;
  const json = { file, valid: null, integrity: null, trusted: false, reason: "unreadable", problem, signatures: [] };
  console.log(isJson ? writeJsonLine(json) : neutralize(`${file}: CANNOT READ (unreadable): ${problem}`));
  return undefined;
}
