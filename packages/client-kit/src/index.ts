/**
 * What a relying party installs: it sends people to an eID gateway and takes them back, by either of two doors, or to sign what it ordered.
 *
 *   OpenID Connect   createOidcLogin -> begin -> (the person at the gateway) -> finish -> endSession
 *   SAML 1.1         methodUrl or methodForm -> (the person at the gateway) -> readSamlResponse
 *   Signing          createSigningDesk -> order -> (the person at the gateway) -> readReturn or readWebhook -> results
 *                    -> createResultVerifier -> verify
 *
 * All ways fail alike: a *ResponseError when the gateway says that nobody was authenticated, *RefusedError when it does not take what
 * was sent, a *SecurityError when what came back is not to be trusted. Pages, sessions and users are the relying party's own.
 */
export {
  findSamlAttribute,
  readSamlResponse,
  SAML_SECURITY_ERRORS,
  type SamlExpectations,
  type SamlLogin,
  SamlResponseError,
  type SamlSecurityCode,
  SamlSecurityError,
} from "@eid-gateway/saml";
export { GatewayUnreachableError, OidcResponseError, OidcSecurityError } from "./oidc/oidc-errors.js";
export {
  type BegunLogin,
  createOidcLogin,
  type OidcLogin,
  type OidcLoginOptions,
  type OidcResult,
  type OidcWish,
} from "./oidc/oidc-login.js";
export { type MethodForm, type MethodRequest, methodForm, methodUrl } from "./saml/method-url.js";
export { readCertificates } from "./saml/read-certificates.js";
export { createResponseMemory } from "./saml/response-memory.js";
export type { SigningDeskOptions } from "./signing/desk-options.js";
export type { DocumentToSign, OrderWish, PlacedOrder } from "./signing/order-wish.js";
export type { TaskState, TaskStatus } from "./signing/read-answers.js";
export { createResultVerifier, type ResultVerifier } from "./signing/result/create-result-verifier.js";
export type { ResultVerifierOptions } from "./signing/result/result-trust.js";
export type {
  ExpectedSigner,
  ResultFormat,
  ResultQuestion,
  SignatureTime,
  Verification,
  VerifiedSigner,
} from "./signing/result/verification.js";
export { type ReturnEnd, readReturn, type SigningReturn } from "./signing/return-address.js";
export { createSigningDesk, type SignedFile, type SignedResult, type SigningDesk } from "./signing/signing-desk.js";
export {
  PackagingFailedError,
  SIGNING_SECURITY_ERRORS,
  SigningNotOverError,
  SigningRefusedError,
  type SigningSecurityCode,
  SigningSecurityError,
} from "./signing/signing-errors.js";
export type { Waiting } from "./signing/wait-until.js";
export { readWebhook, type WebhookCall, type WebhookEvent, type WebhookTerms } from "./signing/webhook.js";
