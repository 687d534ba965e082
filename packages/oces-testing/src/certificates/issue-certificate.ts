import type { KeyObject } from "node:crypto";
import { isIP } from "node:net";
import { nameOf, partitionOf } from "./authority.js";
import type { CaCertificate } from "./ca-certificate.js";
import type { HolderOptions, KeyUsage } from "./certificate-options.js";
import { constraintExtensions } from "./chain-constraints.js";
import type { Der } from "./der.js";
import {
  authorityInformation,
  authorityKeyId,
  basicConstraints,
  certificatePolicies,
  crlDistributionPoints,
  dnsName,
  emailName,
  extendedKeyUsage,
  extension,
  ipName,
  keyUsage,
  subjectAltName,
  subjectKeyId,
} from "./extensions.js";
import { keyIdOf, writeCertificate } from "./write-certificate.js";

/** What the kind of holder decides; faults in `options` overrule it. */
export interface HolderRequest {
  readonly options: HolderOptions;
  readonly subjectName: Der;
  readonly keyUsage: readonly KeyUsage[];
  readonly policy: string | "absent";
  readonly hosts?: readonly string[];
  readonly serial: string;
  readonly key: KeyObject;
  readonly issuer: CaCertificate;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** A holder's certificate, DER, in the layout of the OCES profile. */
export function issueCertificate(request: HolderRequest): Uint8Array {
  const { options, issuer, serial, key, subjectName, notBefore, notAfter } = request;
  const draft = {
    serial,
    issuerName: nameOf(issuer),
    subjectName,
    holderKey: key,
    notBefore,
    notAfter,
    extensions: holderExtensions(request),
  };
  return writeCertificate(draft, {
    key: options.signedWith ?? issuer.privateKey,
    digest: options.digest,
    pss: options.pss,
    damaged: options.damagedSignature,
  });
}

function holderExtensions({ options, issuer, key, ...profile }: HolderRequest): Der[] {
  const usage = options.keyUsage ?? profile.keyUsage;
  const constraints = options.basicConstraints ?? { ca: false };
  return [
    ...(usage === "absent" ? [] : [keyUsage(usage)]),
    ...authorityInformation(or(options.ocspUrl, issuer.ocspUrl), or(options.caIssuersUrl, issuer.caIssuersUrl)),
    ...policies(options.policy ?? profile.policy),
    ...alternativeNames(options.email, profile.hosts ?? []),
    ...(options.extendedKeyUsage === undefined ? [] : [extendedKeyUsage(options.extendedKeyUsage)]),
    crlDistributionPoints(or(options.crlUrl, issuer.crlUrl), partitionOf(issuer, "CRL1")),
    ...(options.withoutAuthorityKeyId ? [] : [authorityKeyId(keyIdOf(issuer.privateKey))]),
    subjectKeyId(keyIdOf(key)),
    ...(constraints === "absent" ? [] : [basicConstraints(constraints)]),
    ...constraintExtensions(options),
    ...(options.extraExtensions ?? []).map(extension),
  ];
}

const or = (chosen: string | null | undefined, usual: string): string | null => (chosen === undefined ? usual : chosen);

function policies(oids: string | readonly string[]): Der[] {
  if (oids === "absent") return [];
  const list = [oids].flat();
  const text = `Simulatorcertifikat uden retsvirkning, udstedt under OID ${list[0]}. Simulator certificate without legal effect, issued under OID ${list[0]}.`;
  return [certificatePolicies(list, { organization: "Simulator", text })];
}

function alternativeNames(email: string | undefined, hosts: readonly string[]): Der[] {
  const names = [...(email === undefined ? [] : [emailName(email)]), ...hosts.map(hostName)];
  return names.length === 0 ? [] : [subjectAltName(names)];
}

const hostName = (host: string): Der => {
  if (isIP(host) === 4) return ipName(Uint8Array.from(host.split(".").map(Number)));
  return host === "::1" ? ipName(Uint8Array.from([...new Array(15).fill(0), 1])) : dnsName(host);
};
