/** Where OpenSSL and `verify-chain` part, and why. In none of them is ours the more lenient about what a CA forbade. */
export interface Difference {
  readonly openssl: "accepts" | "refuses";
  readonly ours: "valid" | "not valid" | "cannot tell";
  readonly because: string;
}

const ONE_CHAIN =
  "OpenSSL follows the first issuer that fits by name and key, and does not come back; ours tries every chain.";
const POLICIES = "Ours does not process policies of a chain, and says so; OpenSSL finds no policy that is broken here.";

const ALGORITHMS = "Ours reads RSA PKCS#1 v1.5 alone, as OCES and the hub have it, and says so of everything else.";

export const CHAIN_DIFFERENCES: Readonly<Record<string, Difference>> = {
  "a cross-signed CA": { openssl: "refuses", ours: "valid", because: ONE_CHAIN },
  "a CA certified twice, once as none": { openssl: "refuses", ours: "valid", because: ONE_CHAIN },
  "a certificate that is its own anchor": {
    openssl: "accepts",
    ours: "not valid",
    because: "Ours judges who certified it: a certificate that is itself trusted needs no judgement.",
  },
  "SHA-1": {
    openssl: "accepts",
    ours: "not valid",
    because:
      "Debian's OpenSSL takes SHA-1 in chains unless a higher security level is set; it proves nothing any more.",
  },
  "SHA-1 in a list": {
    openssl: "accepts",
    ours: "cannot tell",
    because: "The same of the list, which then says nothing.",
  },
  "MD5, whatever is allowed": {
    openssl: "accepts",
    ours: "not valid",
    because: "OpenSSL's level 1 takes it still; forged CA certificates with MD5 have been made since 2008.",
  },
  "RSA-PSS": { openssl: "accepts", ours: "cannot tell", because: ALGORITHMS },
  "RSA-PSS in a list": { openssl: "accepts", ours: "cannot tell", because: ALGORITHMS },
  "a key on a curve": { openssl: "accepts", ours: "cannot tell", because: ALGORITHMS },
  ECDSA: { openssl: "accepts", ours: "cannot tell", because: ALGORITHMS },
  "a key of 1024 bits": {
    openssl: "accepts",
    ours: "not valid",
    because: "OpenSSL's level 1 takes them; ours wants 2048 bits, which every OCES key has.",
  },
  "an excluded mailbox in other capitals": {
    openssl: "accepts",
    ours: "not valid",
    because: "RFC 5280 compares the part before the @ exactly; hosts do not, so what is excluded stays so in any case.",
  },
  "a wildcard over an excluded host": {
    openssl: "accepts",
    ours: "not valid",
    because: "OpenSSL takes the wildcard for a name of its own; it stands for the excluded host as well.",
  },
  "an excluded domain with a dot behind it": {
    openssl: "accepts",
    ours: "cannot tell",
    because: "OpenSSL compares the text, which no host ends with; ours does not guess what the CA meant to exclude.",
  },
  "a limit on pages": {
    openssl: "accepts",
    ours: "cannot tell",
    because:
      "Ours does not read such limits and passes no chain that has one; OpenSSL finds no name that it would bind.",
  },
  "an end to policy mapping": { openssl: "accepts", ours: "cannot tell", because: POLICIES },
  "an end to any policy": { openssl: "accepts", ours: "cannot tell", because: POLICIES },
  "mapped policies": { openssl: "accepts", ours: "cannot tell", because: POLICIES },
  "a revocation of after the time, in a younger list": {
    openssl: "refuses",
    ours: "valid",
    because: "The same, of a list that says when the certificate was revoked: it was good until then.",
  },
  "a list younger than the time": {
    openssl: "refuses",
    ours: "valid",
    because:
      "OpenSSL wants a list whose window holds the time. An archive often has a later one: it would name a certificate that " +
      "was revoked before, as long as that had not expired when the list was made.",
  },
};

/** OCSP answers that `openssl ocsp` accepts and `verify-ocsp` does not. */
export const OCSP_LENIENCES: Readonly<Record<string, string>> = {
  "a responder without ocsp-nocheck":
    "OpenSSL does not ask whether the responder was revoked; ours cannot, and says so.",
  "the answer twice": "OpenSSL takes the first answer about the certificate; ours takes none of several.",
};
