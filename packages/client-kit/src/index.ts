/**
 * What a relying party installs: it sends people to an eID gateway and takes them back, by either of two doors.
 *
 *   OpenID Connect   createOidcLogin -> begin -> (the person at the gateway) -> finish -> endSession
 *   SAML 1.1         methodUrl or methodForm -> (the person at the gateway) -> readSamlResponse
 *
 * Both ways fail alike: a *ResponseError when the gateway says that nobody was authenticated, a *SecurityError when what came back is
 * not to be trusted. Pages, sessions and users are the relying party's own.
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
