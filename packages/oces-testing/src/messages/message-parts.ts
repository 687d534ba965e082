import type { IssuedCertificate } from "../certificates/issued-certificate.js";
import type { MessageCertificate, MessageDialect } from "./message-options.js";

interface DialectTraits {
  /** Id of the Signature element. */
  readonly id: string;
  /** Target of every property. */
  readonly target: string;
  /** Which certificates the message carries, in which order. */
  readonly certificates: readonly MessageCertificate[];
}

/** Where the two dialects differ besides the encoding of values. */
export const DIALECTS: Record<MessageDialect, DialectTraits> = {
  keycard: {
    id: "signature",
    target: "signature",
    certificates: ["issuing", "user", "root"],
  },
  codefile: {
    id: "OpensignSignature",
    target: "#OpensignSignature",
    certificates: ["user", "issuing", "root"],
  },
};

/** The DER of the certificates a message names; `root` stands for all that are above the issuing CA. */
export function certificatesOf(
  { certificate, chain: [issuing, ...above] }: IssuedCertificate,
  wanted: readonly MessageCertificate[],
): Uint8Array[] {
  const parts = { user: [certificate], issuing: issuing === undefined ? [] : [issuing], root: above };
  return wanted.flatMap((one) => (typeof one === "string" ? parts[one] : [one]));
}

/** Base64 in lines. @param columns 0 for one long line */
export function base64Lines(bytes: Uint8Array, columns = 76): string {
  const text = Buffer.from(bytes).toString("base64");
  return columns === 0 ? text : text.replace(new RegExp(`(.{${columns}})(?=.)`, "g"), "$1\n");
}

export function keyInfo(certificates: readonly Uint8Array[], columns?: number): string {
  const data = certificates.map(
    (der) =>
      `<ds:X509Data>\n<ds:X509Certificate>\n${base64Lines(der, columns)}\n</ds:X509Certificate>\n</ds:X509Data>\n`,
  );
  return `<ds:KeyInfo>\n${data.join("")}</ds:KeyInfo>`;
}

export const signatureMethod = (digest: "sha256" | "sha1" | "sha512"): string =>
  digest === "sha1"
    ? "http://www.w3.org/2000/09/xmldsig#rsa-sha1"
    : `http://www.w3.org/2001/04/xmldsig-more#rsa-${digest}`;

export const digestMethod = (digest: "sha256" | "sha1" | "sha512"): string =>
  digest === "sha1" ? "http://www.w3.org/2000/09/xmldsig#sha1" : `http://www.w3.org/2001/04/xmlenc#${digest}`;
