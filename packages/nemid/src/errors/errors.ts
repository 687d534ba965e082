/** Every code a NemID method throws, with its category, and the sentence for each. */
import { type Category, defineErrors, type EidError, type ErrorDetails } from "@eid-gateway/core";
import { type ClientCodeName, categoryOf, clientCodes } from "./client-codes.js";
import { clientSentences } from "./client-sentences.js";

type ClientErrorCode = `nemid:client:${ClientCodeName}`;

const own = {
  "nemid:setup": "misconfigured",
  "nemid:document": "misconfigured",
  "nemid:invalidresponse": "invalid-response",
  "nemid:otherdocument": "invalid-response",
  "nemid:replayed": "invalid-response",
  "nemid:timeout": "expired",
  "nemid:untrusted": "refused",
  "nemid:wrongcerttype": "refused",
  "nemid:certrevoked": "refused",
  "nemid:certexpired": "refused",
  "nemid:certnotyetvalid": "refused",
  "nemid:revocationunavailable": "unavailable",
  "nemid:cprmismatch": "refused",
  "nemid:cprblocked": "refused",
  "nemid:cprlocked": "refused",
  "nemid:cprunavailable": "unavailable",
  "nemid:cprsetup": "misconfigured",
} as const satisfies Record<string, Category>;

/** What each of our own codes means to the operator. */
const ownMeanings: Readonly<Record<keyof typeof own, string>> = {
  "nemid:setup": "settings, config, agreement or certificate do not fit; the message lists every mistake",
  "nemid:document":
    "signing: the document cannot be signed with NemID, or is not the one that was ordered; the message says why",
  "nemid:invalidresponse":
    "the answer is no message of this flow's: malformed, badly signed, another challenge or another name",
  "nemid:otherdocument":
    "signing: another document was signed, as another format, unseen, or with attachments nobody sent",
  "nemid:replayed": "this answer was used before",
  "nemid:timeout": "the answer came too long after NemID was started",
  "nemid:untrusted": "the certificate does not lead to a configured trust anchor, or breaks a rule of its chain",
  "nemid:wrongcerttype": "a certificate of a kind that the method does not accept",
  "nemid:certrevoked": "the certificate is revoked",
  "nemid:certexpired": "the certificate has expired",
  "nemid:certnotyetvalid": "the certificate is not valid yet",
  "nemid:revocationunavailable": "neither OCSP nor a revocation list could be had; nobody is let in on hope",
  "nemid:cprmismatch": "the third wrong CPR number, or a person whom the CPR service does not know",
  "nemid:cprblocked": "the CPR service saw too many wrong numbers for this person",
  "nemid:cprlocked": "five wrong CPR numbers of one person at this customer within 24 hours: locked for an hour",
  "nemid:cprunavailable": "the CPR service does not answer, or talks nonsense",
  "nemid:cprsetup": "the CPR service does not accept this customer: agreement, SPID or VOCES",
};

/** What each code means, for the operator's guides. */
export const errorMeanings: Readonly<Record<string, string>> = {
  ...ownMeanings,
  ...Object.fromEntries(Object.entries(clientCodes).map(([code, { meaning }]) => [`nemid:client:${code}`, meaning])),
};

function clientErrors(): Readonly<Record<ClientErrorCode, Category>> {
  const entries = Object.entries(clientCodes).map(([name, { handling }]) => [
    `nemid:client:${name}`,
    categoryOf[handling],
  ]);
  return Object.fromEntries(entries);
}

export const { errors, fail } = defineErrors({ ...own, ...clientErrors() });
export type NemidErrorCode = Parameters<typeof fail>[0];

/** The failure for a code that NemID's client gave; one that the catalogue lacks is `nemid:client:unknown`. */
export function failOfClient(code: string, more?: ErrorDetails): EidError {
  const name: ClientCodeName = Object.hasOwn(clientCodes, code) ? (code as ClientCodeName) : "unknown";
  return fail(`nemid:client:${name}`, `NemID's client answered ${code}: ${clientCodes[name].meaning}`, more);
}

/** `nemid:client:CAN002` -> sentence, in one language. */
export function clientErrorTexts(language: "da" | "en"): Readonly<Record<ClientErrorCode, string>> {
  const entries = Object.entries(clientCodes).map(([name, { sentence }]) => [
    `nemid:client:${name}`,
    clientSentences[sentence][language],
  ]);
  return Object.fromEntries(entries);
}
