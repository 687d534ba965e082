/** The names by which a signature says how it was made. These are known, and no others. */
export const DSIG = "http://www.w3.org/2000/09/xmldsig#";
export const CANONICAL_XML = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
/** Names the algorithm, and is the namespace of its parameter too. */
export const EXCLUSIVE_CANONICAL_XML = "http://www.w3.org/2001/10/xml-exc-c14n#";
export const ENVELOPED_SIGNATURE = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
export const RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
/** Broken for collisions: known by name, and taken only where a caller asks for it. */
export const RSA_SHA1 = "http://www.w3.org/2000/09/xmldsig#rsa-sha1";
export const SHA1 = "http://www.w3.org/2000/09/xmldsig#sha1";
/** What a reference may say it refers to. */
export const OBJECT_TYPE = "http://www.w3.org/2000/09/xmldsig#Object";
export const SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";
