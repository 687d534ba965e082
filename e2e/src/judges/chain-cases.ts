/** Chains by what is special about them, each made when it is judged. */
import type { CaCertificate, CaOptions } from "@eid-gateway/oces-testing";
import { type ChainCase, caseOf, hoursAfter, keyOnCurve, newCa, person, smallKey, under } from "./chain-material.js";

const unknownCritical = { oid: "1.2.3.4", critical: true, value: Buffer.from("0500", "hex") };
const denmark = [{ directory: [["country", "DK"]] }] as const;
const sweden = [{ directory: [["country", "SE"]] }] as const;
const window = { thisUpdate: hoursAfter(-13), nextUpdate: hoursAfter(-1) };
const stolen = { reason: "keyCompromise" } as const;

/** A server for these hosts, under a CA that is limited to some. */
async function server(hosts: readonly string[], nameConstraints: CaOptions["nameConstraints"]) {
  const ca = await newCa();
  const issuer = await ca.addIssuingCa({ nameConstraints });
  return caseOf(ca, (await ca.issueServer({ hosts, issuer })).pem, [issuer], [{ issuer }]);
}

/** Under a CA below the first. */
async function threeDeep(pathLength?: number): Promise<ChainCase> {
  const ca = await newCa();
  const upper = await ca.addIssuingCa({
    basicConstraints: { ca: true, ...(pathLength !== undefined && { pathLength }) },
  });
  const issuer = await ca.addIssuingCa({ issuer: upper });
  return caseOf(ca, (await ca.issuePoces({ issuer })).pem, [issuer, upper], [{ issuer }]);
}

async function afterRollOver(): Promise<ChainCase> {
  const ca = await newCa();
  const { renewed, newWithOld } = await ca.rollOver();
  const issuer = await ca.addIssuingCa({ issuer: renewed });
  return caseOf(ca, (await ca.issuePoces({ issuer })).pem, [issuer, newWithOld], [{ issuer }]);
}

type Order = (own: CaCertificate, crossed: CaCertificate) => readonly CaCertificate[];
async function crossSigned(order: Order): Promise<ChainCase> {
  const [ca, other] = [await newCa(), await newCa("Other")];
  const crossed = await other.addIssuingCa({ of: ca.issuing });
  const made = caseOf(ca, (await ca.issuePoces()).pem, order(ca.issuing, crossed));
  return { ...made, trust: [other.root.pem] };
}

async function twoCertificates(second: CaOptions): Promise<ChainCase> {
  const ca = await newCa();
  const again = await ca.addIssuingCa({ of: ca.issuing, ...second });
  return caseOf(ca, (await ca.issuePoces()).pem, [again, ca.issuing]);
}

async function revokedAt(hours: number, list: Parameters<typeof person>[1]) {
  return person({ revoked: { at: hoursAfter(hours), ...stolen } }, list);
}

export const CHAIN_CASES: Readonly<Record<string, () => Promise<ChainCase>>> = {
  "a person": () => person(),
  "a server": async () => server(["localhost"], undefined),
  "a chain of three CAs": () => threeDeep(),
  "a path length that is kept": () => threeDeep(1),
  "a path length that is broken": () => threeDeep(0),
  "a root that changed its key": afterRollOver,
  "a cross-signed CA": () => crossSigned((own, crossed) => [own, crossed]),
  "a cross-signed CA, the way to the anchor first": () => crossSigned((own, crossed) => [crossed, own]),
  "a CA certified twice, once expired": () => twoCertificates({ notBefore: hoursAfter(-9), notAfter: hoursAfter(-1) }),
  "a CA certified twice, once as none": () => twoCertificates({ basicConstraints: { ca: false } }),
  "no CA between": async () => ({ ...(await person()), untrusted: [] }),
  "a certificate that is its own anchor": async () => {
    const ca = await newCa();
    return { leaf: ca.root.pem, untrusted: [], trust: [ca.root.pem], crls: [ca.crl({ issuer: ca.root })] };
  },
  "another root": async () => ({ ...(await person()), trust: [(await newCa("Other")).root.pem] }),
  "a damaged signature": () => person({ damagedSignature: true }),
  "SHA-1": () => person({ digest: "sha1" }),
  "SHA-1, allowed": async () => ({ ...(await person({ digest: "sha1" })), options: ["--allow-sha1"] }),
  "SHA-1 in a list": () => person({}, [{ digest: "sha1" }]),
  "SHA-1 in a list, allowed": async () => ({ ...(await person({}, [{ digest: "sha1" }])), options: ["--allow-sha1"] }),
  "SHA-1 of a CA, allowed": async () => ({ ...(await under({ digest: "sha1" })), options: ["--allow-sha1"] }),
  "MD5, whatever is allowed": async () => ({ ...(await person({ digest: "md5" })), options: ["--allow-sha1"] }),
  "SHA-1 with a damaged signature, allowed": async () => ({
    ...(await person({ digest: "sha1", damagedSignature: true })),
    options: ["--allow-sha1"],
  }),
  "RSA-PSS": () => person({ pss: true }),
  "RSA-PSS in a list": () => person({}, [{ pss: true }]),
  "a key on a curve": () => person({ key: keyOnCurve() }),
  ECDSA: () => under({ key: keyOnCurve() }),
  "a key of 1024 bits": () => person({ key: smallKey() }),
  "an unknown critical extension": () => person({ extraExtensions: [unknownCritical] }),
  "an unknown critical extension of a CA": () => under({ extraExtensions: [unknownCritical] }),
  "an issuer that is no CA": () => under({ basicConstraints: { ca: false } }),
  "an issuer without basic constraints": () => under({ basicConstraints: "absent" }),
  "an issuer that may not sign certificates": () => under({ keyUsage: ["cRLSign", "digitalSignature"] }),
  "an issuer that may not sign lists": () => under({ keyUsage: ["keyCertSign"] }),
  "an expired certificate": () => person({ notBefore: hoursAfter(-9), notAfter: hoursAfter(-1) }),
  "a certificate of tomorrow": () => person({ notBefore: hoursAfter(24) }),
  "an expired CA": () => under({ notBefore: hoursAfter(-9), notAfter: hoursAfter(-1) }),
  "a permitted country": () => under({ nameConstraints: { permitted: denmark } }),
  "a country that is not permitted": () => under({ nameConstraints: { permitted: sweden } }),
  "an excluded country": () => under({ nameConstraints: { excluded: denmark } }),
  "a permitted mailbox": () =>
    under({ nameConstraints: { permitted: [{ email: "example.dk" }] } }, { email: "a@example.dk" }),
  "a mailbox that is not permitted": () =>
    under({ nameConstraints: { permitted: [{ email: "example.dk" }] } }, { email: "a@example.com" }),
  "an excluded mailbox in other capitals": () =>
    under({ nameConstraints: { excluded: [{ email: "root@example.dk" }] } }, { email: "Root@example.dk" }),
  "a permitted host": () => server(["www.example.dk"], { permitted: [{ dns: "example.dk" }] }),
  "a host that is not permitted": () => server(["www.example.com"], { permitted: [{ dns: "example.dk" }] }),
  "a host that only ends alike": () => server(["badexample.dk"], { permitted: [{ dns: "example.dk" }] }),
  "an excluded host": () => server(["www.example.dk"], { excluded: [{ dns: "example.dk" }] }),
  "a wildcard over an excluded host": () => server(["*.example.dk"], { excluded: [{ dns: "www.example.dk" }] }),
  "a common name like an excluded host": () =>
    under({ nameConstraints: { excluded: [{ dns: "example.dk" }] } }, { name: "www.example.dk" }),
  "an address outside of the net": () =>
    server(["11.0.0.1"], { permitted: [{ ip: Uint8Array.of(10, 0, 0, 0, 255, 0, 0, 0) }] }),
  "a limit on pages": () => under({ nameConstraints: { permitted: [{ uri: "example.dk" }] } }),
  "a demand for an explicit policy": () => under({ policyConstraints: { requireExplicitPolicy: 0 } }),
  "an end to policy mapping": () => under({ policyConstraints: { inhibitPolicyMapping: 0 } }),
  "an end to any policy": () => under({ inhibitAnyPolicy: 0 }),
  "mapped policies": () => under({ policyMappings: [["1.2.3.1", "1.2.3.2"]] }),
  "a revoked certificate": () => revokedAt(-1, [{}]),
  "no list": () => person({}, []),
  "a stale list": () => person({}, [window]),
  "a stale list with the certificate": () => revokedAt(-14, [window]),
  "a list younger than the time": () => person({}, [{ thisUpdate: hoursAfter(1) }]),
  "a list of changes that does not mark it": () =>
    person({}, [{ extraExtensions: [{ oid: "2.5.29.27", value: Buffer.from("020101", "hex") }] }]),
  "a list that names no next one": () => person({}, [{ nextUpdate: null }]),
  "an excluded domain with a dot behind it": () => server(["www.example.dk"], { excluded: [{ dns: "example.dk." }] }),
  "an extension that is no DER inside": () =>
    person({ extraExtensions: [{ oid: "1.2.3.4", value: Uint8Array.of(5) }] }),
  "a revocation of after the time, in a younger list": () => revokedAt(1, [{ thisUpdate: hoursAfter(2) }]),
  "a damaged list": () => person({}, [{ damagedSignature: true }]),
  "one part of several lists": () => person({}, [{ partition: "CRL148" }]),
  "a list of users": () => person({}, [{ onlyContains: "userCerts" }]),
  "a list of CAs": () => person({}, [{ onlyContains: "caCerts" }]),
  "a list of attribute certificates": () => person({}, [{ onlyContains: "attributeCerts" }]),
  "a list of some reasons": () => person({}, [{ onlySomeReasons: ["keyCompromise"] }]),
  "a list with an unknown critical extension": () => person({}, [{ unknownCriticalExtension: true }]),
  "a list with an entry of an unknown critical extension": () =>
    person({}, [{ extraEntries: [{ serial: "0102", at: hoursAfter(-2), ...stolen, unknownCriticalExtension: true }] }]),
  "an indirect list": () => person({}, [{ indirect: true }]),
  "a delta list alone": () => person({}, [{ deltaBase: 1 }]),
};
