/**
 * What the NemID methods share. A method is a recipe:
 *
 *   export const nemid = defineNemidLogin({
 *     id: "nemid", displayName: { da: "NemID", en: "NemID" },
 *     client: keycardClient, accepts: ["POCES", "MOCES"], configSchema: nemidConfig, followUps: [cprNumber],
 *   });
 *
 * and `defineNemidSigning` makes one that signs documents. `flow.ts` is the state machine of both; `client/` what NemID's browser
 * clients are given and give back (`browser/` is their half in the page); `accept-message.ts` the border to packages/oces, which
 * reads and judges; `follow-ups/` and `cpr/` what comes after; `documents/` what NemID can show, asked when a signing is ordered;
 * `errors/` every code with its sentences. HTTP, pages and storage are the gateway's.
 */
export type { Ceremony, NemidClient } from "./client/client.js";
export { codeFileClient } from "./client/codefile.js";
export { keycardClient } from "./client/keycard.js";
export { type ClientParameters, normaliseParameters, sealParameters } from "./client/parameters.js";
export type { Company, CompanyRegister, CompanyRole } from "./company-register/company-register.js";
export { organizationErrorMeanings } from "./company-register/errors.js";
export { birthDateOf, readCprNumber } from "./cpr/cpr-number.js";
export { type DocumentFormat, formatOf } from "./documents/document-format.js";
export { transformSignText } from "./documents/preview-document.js";
export { type ClientCode, categoryOf, clientCodes, type HandlingClass } from "./errors/client-codes.js";
export { errorMeanings } from "./errors/errors.js";
export type { Context, CprStep, FollowUp, Known, NemidGiven, Progress } from "./follow-up.js";
export { chooseOrganization } from "./follow-ups/choose-organization.js";
export { cprNumber } from "./follow-ups/cpr-number.js";
export { acceptedKinds, type HolderKind } from "./holder-kind.js";
export { defineNemidLogin } from "./login.js";
export { organizationConfig } from "./organization/organization-config.js";
export type { NemidMethod, NemidRecipe } from "./recipe.js";
export { nemidScreens, screensOf } from "./screens.js";
export {
  type NemidAgreement,
  type NemidConfig,
  type NemidSettings,
  type NemidSigningConfig,
  nemidAgreement,
  nemidConfig,
  nemidSettings,
  nemidSigningConfig,
} from "./settings.js";
export type { SignText } from "./sign-text.js";
export { defineNemidSigning } from "./signing.js";
