/** XAdES, EN 319 132-1: everything in its first namespace but what was added later. */
export const DSIG = "http://www.w3.org/2000/09/xmldsig#";
export const XADES = "http://uri.etsi.org/01903/v1.3.2#";
export const XADES_141 = "http://uri.etsi.org/01903/v1.4.1#";
export const SIGNED_PROPERTIES_TYPE = "http://uri.etsi.org/01903#SignedProperties";
export const EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#";
export const ENVELOPED = `${DSIG}enveloped-signature`;
export const SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";
export const RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";

/** On every element that is signed or stamped by itself, so that its exclusive canonical form is the same wherever it stands. */
export const DECLARATIONS = `xmlns:ds="${DSIG}" xmlns:xades="${XADES}" xmlns:xades141="${XADES_141}"`;
