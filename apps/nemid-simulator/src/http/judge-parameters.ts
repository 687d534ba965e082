import { checkCodeFileParameters } from "../codefile/check-parameters.js";
import { areForCodeFile } from "../codefile/conversation.js";
import { readText } from "../codefile/read-text.js";
import { checkParameters } from "../keycard/check-parameters.js";
import type { Mode } from "../keycard/client-request.js";
import type { Verdict } from "../pages/parameters-page.js";
import { readParameters } from "../parameters/read-parameters.js";
import type { Simulator } from "../simulator.js";

/** What the client that CLIENTFLOW names says of parameters. @param from where they are to come from; empty: as their ORIGIN says */
export function judgeParameters(
  { merchants, describing }: Simulator,
  parameters: string,
  from: string,
  mode: Mode,
): Verdict | "accepted" {
  const isCodeFile = areForCodeFile(parameters);
  const origin = from || saidOrigin(parameters, isCodeFile);
  const check = { origin, mode, now: describing.now(), findEnrolment: merchants.findEnrolment };
  const result = isCodeFile ? checkCodeFileParameters(parameters, check) : checkParameters(parameters, check);
  return "code" in result ? result : "accepted";
}

function saidOrigin(parameters: string, isBase64: boolean): string {
  const read = readParameters(parameters);
  const origin = (typeof read === "string" ? undefined : read.get("ORIGIN")) ?? "";
  return isBase64 ? (readText(origin) ?? "") : origin;
}
