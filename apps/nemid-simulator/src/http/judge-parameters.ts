import { checkCodeFileParameters } from "../codefile/check-parameters.js";
import { areForCodeFile } from "../codefile/conversation.js";
import { readText } from "../codefile/read-text.js";
import { checkParameters } from "../keycard/check-parameters.js";
import type { Mode } from "../keycard/client-request.js";
import type { Verdict } from "../pages/parameters-page.js";
import { readParameters } from "../parameters/read-parameters.js";
import type { Prepared } from "../sign-text/reading-desk.js";
import { isRemote } from "../sign-text/sign-text.js";
import type { Simulator } from "../simulator.js";

/** What the client that CLIENTFLOW names says of parameters. @param from where they are to come from; empty: as their ORIGIN says */
export async function judgeParameters(
  { merchants, describing, desk }: Simulator,
  parameters: string,
  from: string,
  mode: Mode,
): Promise<Verdict | "accepted"> {
  const isCodeFile = areForCodeFile(parameters);
  const origin = from || saidOrigin(parameters, isCodeFile);
  const check = { origin, mode, now: describing.now(), findEnrolment: merchants.findEnrolment };
  const result = isCodeFile ? checkCodeFileParameters(parameters, check) : checkParameters(parameters, check);
  if ("code" in result) return result;
  const { document, language } = result;
  return document && !isRemote(document) ? judgeDocument(await desk.prepare(document, language)) : "accepted";
}

/** A document with an address is not fetched for this. */
function judgeDocument(prepared: Prepared): Verdict | "accepted" {
  if ("readable" in prepared) return "accepted";
  const [first, ...others] = prepared.findings;
  const more = others.length > 0 ? ` (and ${others.length} findings more)` : "";
  const named = [first?.place, first?.name].filter(Boolean).join(", ");
  return { code: "APP002", why: `the document cannot be shown: ${first?.says}${named && ` (${named})`}${more}` };
}

function saidOrigin(parameters: string, isBase64: boolean): string {
  const read = readParameters(parameters);
  const origin = (typeof read === "string" ? undefined : read.get("ORIGIN")) ?? "";
  return isBase64 ? (readText(origin) ?? "") : origin;
}
