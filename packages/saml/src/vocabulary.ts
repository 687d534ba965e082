/** The words of SAML 1.1 (oasis-sstc-saml-core-1.1) and of the hub whose answers these are. */
export const PROTOCOL = "urn:oasis:names:tc:SAML:1.0:protocol";
export const ASSERTION = "urn:oasis:names:tc:SAML:1.0:assertion";
export const XML_SCHEMA = "http://www.w3.org/2001/XMLSchema";
export const XML_SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";

export const BEARER = "urn:oasis:names:tc:SAML:1.0:cm:bearer";

/** QNames by the prefix that a Response declares: old clients compare the text. */
export const SUCCESS = "samlp:Success";
export const RESPONDER = "samlp:Responder";

/** How long an answer may be on its way. */
export const LIFETIME_MS = 30_000;
