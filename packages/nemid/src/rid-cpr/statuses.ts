/** What the RID/CPR service answers, and what we make of it. A status that is not here is nonsense. */
import { fail, type NemidErrorCode } from "../errors/errors.js";

type Outcome = "ok" | "no number" | { readonly code: NemidErrorCode; readonly remedy: string };

const refusals = {
  lookup: { code: "nemid:cprsetup", remedy: "the agreement is for match only: set `ridCpr: match`" },
  service: {
    code: "nemid:cprsetup",
    remedy: "the VOCES is not entitled to this SPID: compare both with the agreement",
  },
  address: { code: "nemid:cprsetup", remedy: "the address is not that of the RID/CPR service's OIO variant" },
  bug: { code: "nemid:cprsetup", remedy: "our request was not understood: report it as a bug" },
} as const;

const ridCprStatuses: ReadonlyMap<string, Outcome> = new Map<string, Outcome>([
  ["Ok", "ok"],
  ["NoRidInCertificate", "no number"], // nobody by that RID in its register: few employees are
  ["NotAuthorizedForCprLookup", refusals.lookup],
  ["BruteForceAttemptDetected", { code: "nemid:cprblocked", remedy: "too many wrong numbers; it passes by itself" }],
  ["NotAuthorizedForServiceLookup", refusals.service],
  ["NotRidServiceRequest", refusals.address],
  ["XmlParseError", refusals.bug],
  ["XmlVersionNotSupported", refusals.bug],
  ["MissingArgumentError", refusals.bug],
  [
    "RidDoesNotMatchBase64Certificate",
    { code: "nemid:cprmismatch", remedy: "RID and certificate are not the same employee's" },
  ],
  [
    "MissingClientCert",
    { code: "nemid:cprsetup", remedy: "the service saw no client certificate: is a proxy between?" },
  ],
  ["InternalError", { code: "nemid:cprunavailable", remedy: "the service has a fault of its own" }],
]);

/** `false`: the service has no number for this employee. @throws EidError for every status that is a refusal */
export function judgeRidStatus(status: string): boolean {
  const outcome = ridCprStatuses.get(status);
  // Letters and digits alone, by the reader: what an unknown status says may stand in the message.
  if (outcome === undefined)
    throw fail("nemid:cprunavailable", `the RID/CPR service answered the unknown status ${status}`);
  if (outcome === "ok" || outcome === "no number") return outcome === "ok";
  throw fail(outcome.code, `the RID/CPR service answered ${status}: ${outcome.remedy}`);
}
