import type { KeyUsage, RawExtension } from "./certificate-options.js";
import {
  boolean,
  type Der,
  ia5String,
  integer,
  namedBits,
  objectIdentifier,
  octetString,
  sequence,
  tagged,
  taggedPrimitive,
  visibleString,
} from "./der.js";

/** The extensions of RFC 5280 section 4.2 that OCES certificates, lists and answers carry, one function each. */
const KEY_USAGE_BITS: readonly KeyUsage[] = [
  "digitalSignature",
  "nonRepudiation",
  "keyEncipherment",
  "dataEncipherment",
  "keyAgreement",
  "keyCertSign",
  "cRLSign",
  "encipherOnly",
  "decipherOnly",
];

export function extension({ oid, critical = false, value }: RawExtension): Der {
  return sequence(objectIdentifier(oid), ...(critical ? [boolean(true)] : []), octetString(value));
}

export const keyUsage = (bits: readonly KeyUsage[]): Der =>
  extension({ oid: "2.5.29.15", critical: true, value: namedBits(bits.map((bit) => KEY_USAGE_BITS.indexOf(bit))) });

/** Critical in CA certificates only, as issued in reality. */
export function basicConstraints({ ca, pathLength }: { ca: boolean; pathLength?: number }): Der {
  const limit = pathLength === undefined ? [] : [integer(pathLength)];
  return extension({ oid: "2.5.29.19", critical: ca, value: sequence(...(ca ? [boolean(true)] : []), ...limit) });
}

export const subjectKeyId = (keyId: Uint8Array): Der => extension({ oid: "2.5.29.14", value: octetString(keyId) });

export const authorityKeyId = (keyId: Uint8Array): Der =>
  extension({ oid: "2.5.29.35", value: sequence(taggedPrimitive(0, keyId)) });

/** Where the issuer answers OCSP and where its certificate lies. */
export function authorityInformation(ocspUrl: string | null, caIssuersUrl: string | null): Der[] {
  const methods = [
    ...(ocspUrl === null ? [] : [accessMethod("1.3.6.1.5.5.7.48.1", ocspUrl)]),
    ...(caIssuersUrl === null ? [] : [accessMethod("1.3.6.1.5.5.7.48.2", caIssuersUrl)]),
  ];
  return methods.length === 0 ? [] : [extension({ oid: "1.3.6.1.5.5.7.1.1", value: sequence(...methods) })];
}

const accessMethod = (oid: string, url: string): Der => sequence(objectIdentifier(oid), uriName(url));

export const uriName = (url: string): Der => taggedPrimitive(6, Buffer.from(url, "latin1"));

/** Two points: the full list by HTTP and a partition by directory name. */
export function crlDistributionPoints(url: string | null, directoryName: Der): Der {
  const points = [...(url === null ? [] : [uriName(url)]), tagged(4, directoryName)];
  const full = points.map((point) => sequence(tagged(0, tagged(0, point))));
  return extension({ oid: "2.5.29.31", value: sequence(...full) });
}

/** Policies by OID; `notice` adds the CPS address and the user notice that OCES holders carry. */
export function certificatePolicies(oids: readonly string[], notice?: { organization: string; text: string }): Der {
  const qualifiers = notice === undefined ? [] : [sequence(practiceStatement(), userNotice(notice))];
  const policies = oids.map((oid) => sequence(objectIdentifier(oid), ...qualifiers));
  return extension({ oid: "2.5.29.32", value: sequence(...policies) });
}

const practiceStatement = (): Der =>
  sequence(objectIdentifier("1.3.6.1.5.5.7.2.1"), ia5String("http://www.trust2408.com/repository"));

function userNotice({ organization, text }: { organization: string; text: string }): Der {
  const reference = sequence(ia5String(organization), sequence(integer(1)));
  return sequence(objectIdentifier("1.3.6.1.5.5.7.2.2"), sequence(reference, visibleString(text)));
}

export const emailName = (email: string): Der => taggedPrimitive(1, Buffer.from(email, "latin1"));
export const dnsName = (host: string): Der => taggedPrimitive(2, Buffer.from(host, "latin1"));
export const ipName = (bytes: Uint8Array): Der => taggedPrimitive(7, bytes);

export const subjectAltName = (names: readonly Der[]): Der =>
  extension({ oid: "2.5.29.17", value: sequence(...names) });

export const extendedKeyUsage = (oids: readonly string[]): Der =>
  extension({ oid: "2.5.29.37", value: sequence(...oids.map(objectIdentifier)) });

export const OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";
export const SERVER_AUTH = "1.3.6.1.5.5.7.3.1";

/** Nobody need ask whether the responder's own certificate is revoked: RFC 6960 section 4.2.2.2.1. */
export const ocspNoCheck = (): Der => extension({ oid: "1.3.6.1.5.5.7.48.1.5", value: Uint8Array.from([0x05, 0x00]) });
