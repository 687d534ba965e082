/** The issuers in a key file, in their order. */
import type { X509Certificate } from "node:crypto";
import { BUILT_IN_ANCHORS, type Environment } from "@eid-gateway/oces";

const MAX_CHAIN = 8;

/** By names and signatures, whatever the order in the file. */
export function orderChain(holder: X509Certificate, others: readonly X509Certificate[]): readonly X509Certificate[] {
  const chain: X509Certificate[] = [];
  for (let last = holder; chain.length < MAX_CHAIN; last = chain.at(-1)!) {
    const issuer = others.find((other) => !chain.includes(other) && isIssuedBy(last, other));
    if (issuer === undefined) return chain;
    chain.push(issuer);
  }
  return chain;
}

export function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return certificate.issuer === issuer.subject && certificate.verify(issuer.publicKey);
}

/** Which of the built-in roots stands at the end. */
export function findAnchor(chain: readonly X509Certificate[]): Environment | null {
  const fingerprint = chain.at(-1)?.fingerprint256.replaceAll(":", "") ?? "";
  return (
    (["production", "test"] as const).find((environment) => BUILT_IN_ANCHORS[environment].includes(fingerprint)) ?? null
  );
}

export function isValidAt({ validFrom, validTo }: X509Certificate, now: Date): boolean {
  return new Date(validFrom) <= now && now <= new Date(validTo);
}
