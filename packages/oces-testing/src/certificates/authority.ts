import { createHash, type KeyObject } from "node:crypto";
import type { CaCertificate } from "./ca-certificate.js";
import type { CaOptions } from "./certificate-options.js";
import { constraintExtensions } from "./chain-constraints.js";
import type { Der } from "./der.js";
import { authorityName, partitionName, type StringForm } from "./distinguished-name.js";
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

export interface AuthorityRequest extends Omit<CaOptions, "key" | "issuer" | "of"> {
  readonly name: string;
  readonly key: KeyObject;
  readonly serial: string;
  readonly baseUrl: string;
  /** Left out: a root, which signs itself. */
  readonly issuer?: CaCertificate | undefined;
  /** Default: as usual for its place; a CA's further certificates keep the form of its first. */
  readonly nameForm?: StringForm | undefined;
}

type Named = Pick<CaCertificate, "name" | "nameForm">;

export const nameOf = ({ name, nameForm }: Named): Der => authorityName(name, nameForm);

export const partitionOf = ({ name, nameForm }: Named, partition: string): Der =>
  partitionName(name, nameForm, partition);

/** Roots write their name as PrintableString, issuing CAs theirs as UTF8String: so do the real ones. */
const usualForm = (issuer: CaCertificate | undefined): StringForm => (issuer === undefined ? "printable" : "utf8");

/** Makes a CA's certificate. */
export function makeAuthority(request: AuthorityRequest): CaCertificate {
  const { key, serial, issuer } = request;
  const subject = { name: request.name, nameForm: request.nameForm ?? usualForm(issuer) };
  const above = issuer ?? subject;
  const notBefore = request.notBefore ?? new Date("2010-05-12T08:32:14Z");
  const notAfter = request.notAfter ?? new Date("2037-01-12T09:02:14Z");
  const signing = {
    key: request.signedWith ?? issuer?.privateKey ?? key,
    digest: request.digest,
    pss: request.pss,
    damaged: request.damagedSignature,
  };
  const draft = {
    serial,
    issuerName: nameOf(above),
    subjectName: nameOf(subject),
    holderKey: key,
    notBefore,
    notAfter,
    extensions: authorityExtensions(request, above),
  };
  return describeAuthority({
    ...request,
    ...subject,
    notBefore,
    notAfter,
    certificate: writeCertificate(draft, signing),
  });
}

function authorityExtensions(request: AuthorityRequest, above: Named): Der[] {
  const { key, issuer, baseUrl } = request;
  const constraints = request.basicConstraints ?? { ca: true };
  const usage = request.keyUsage ?? ["keyCertSign", "cRLSign"];
  const policy = request.policy ?? ANY_POLICY;
  const crlUrl = request.crlUrl === undefined ? addressesOf(baseUrl, above.name).crlUrl : request.crlUrl;
  return [
    ...(constraints === "absent" ? [] : [basicConstraints(constraints)]),
    ...(usage === "absent" ? [] : [keyUsage(usage)]),
    ...(policy === "absent" ? [] : [certificatePolicies([policy].flat())]),
    ...(request.extendedKeyUsage === undefined ? [] : [extendedKeyUsage(request.extendedKeyUsage)]),
    crlDistributionPoints(crlUrl, partitionOf(above, "CRL1")),
    ...(request.withoutAuthorityKeyId ? [] : [authorityKeyId(keyIdOf(issuer?.privateKey ?? key))]),
    subjectKeyId(keyIdOf(key)),
    ...constraintExtensions(request),
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
  nameForm?: StringForm | undefined;
}): CaCertificate {
  const { name, key, serial, baseUrl, notBefore, notAfter, certificate, issuer } = parts;
  return {
    name,
    nameForm: parts.nameForm ?? usualForm(issuer),
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
