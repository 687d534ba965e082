import { createHash, type KeyObject } from "node:crypto";
import type { CaCertificate } from "./ca-certificate.js";
import type { CaOptions } from "./certificate-options.js";
import type { Der } from "./der.js";
import { authorityName, partitionName } from "./distinguished-name.js";
import {
  authorityKeyId,
  basicConstraints,
  certificatePolicies,
  crlDistributionPoints,
  extendedKeyUsage,
  extension,
  keyUsage,
  subjectKeyId,
} from "./extensions.js";
import { keyIdOf, pemOf, writeCertificate } from "./write-certificate.js";

const ANY_POLICY = "2.5.29.32.0";

export interface AuthorityRequest extends Omit<CaOptions, "key" | "issuer"> {
  readonly name: string;
  readonly key: KeyObject;
  readonly serial: string;
  readonly baseUrl: string;
  /** Left out: a root, which signs itself. */
  readonly issuer?: CaCertificate | undefined;
}

/** Roots write their name as PrintableString, issuing CAs theirs as UTF8String: so do the real ones. */
export const nameOf = (ca: Pick<CaCertificate, "name" | "issuer">): Der => authorityName(ca.name, stringForm(ca));

export const partitionOf = (ca: Pick<CaCertificate, "name" | "issuer">, partition: string): Der =>
  partitionName(ca.name, stringForm(ca), partition);

const stringForm = (ca: Pick<CaCertificate, "issuer">): "utf8" | "printable" =>
  ca.issuer === undefined ? "printable" : "utf8";

/** Makes a CA's certificate. */
export function makeAuthority(request: AuthorityRequest): CaCertificate {
  const { key, serial, issuer } = request;
  const notBefore = request.notBefore ?? new Date("2010-05-12T08:32:14Z");
  const notAfter = request.notAfter ?? new Date("2037-01-12T09:02:14Z");
  const signing = {
    key: request.signedWith ?? issuer?.privateKey ?? key,
    digest: request.digest,
    damaged: request.damagedSignature,
  };
  const draft = {
    serial,
    issuerName: nameOf(issuer ?? request),
    subjectName: nameOf(request),
    holderKey: key,
    notBefore,
    notAfter,
    extensions: authorityExtensions(request),
  };
  return describeAuthority({ ...request, notBefore, notAfter, certificate: writeCertificate(draft, signing) });
}

function authorityExtensions(request: AuthorityRequest): Der[] {
  const { key, issuer, baseUrl } = request;
  const constraints = request.basicConstraints ?? { ca: true };
  const usage = request.keyUsage ?? ["keyCertSign", "cRLSign"];
  const policy = request.policy ?? ANY_POLICY;
  const above = issuer ?? request;
  const crlUrl = request.crlUrl === undefined ? addressesOf(baseUrl, above.name).crlUrl : request.crlUrl;
  return [
    ...(constraints === "absent" ? [] : [basicConstraints(constraints)]),
    ...(usage === "absent" ? [] : [keyUsage(usage)]),
    ...(policy === "absent" ? [] : [certificatePolicies([policy].flat())]),
    ...(request.extendedKeyUsage === undefined ? [] : [extendedKeyUsage(request.extendedKeyUsage)]),
    crlDistributionPoints(crlUrl, partitionOf(above, "CRL1")),
    ...(request.withoutAuthorityKeyId ? [] : [authorityKeyId(keyIdOf(issuer?.privateKey ?? key))]),
    subjectKeyId(keyIdOf(key)),
    ...(request.extraExtensions ?? []).map(extension),
  ];
}

/** The CA as its users see it: certificate, fingerprint, addresses. */
export function describeAuthority(parts: {
  name: string;
  key: KeyObject;
  serial: string;
  baseUrl: string;
  notBefore: Date;
  notAfter: Date;
  certificate: Uint8Array;
  issuer?: CaCertificate | undefined;
}): CaCertificate {
  const { name, key, serial, baseUrl, notBefore, notAfter, certificate, issuer } = parts;
  return {
    name,
    certificate,
    serial,
    notBefore,
    notAfter,
    privateKey: key,
    pem: pemOf("CERTIFICATE", certificate),
    sha256: createHash("sha256").update(certificate).digest("hex"),
    ...addressesOf(baseUrl, name),
    ...(issuer === undefined ? {} : { issuer }),
  };
}

function addressesOf(baseUrl: string, name: string) {
  const slug = name.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return {
    slug,
    caIssuersUrl: `${baseUrl}/pki/${slug}.cer`,
    crlUrl: `${baseUrl}/pki/${slug}.crl`,
    ocspUrl: `${baseUrl}/pki/ocsp`,
  };
}
