/** What `eid-gateway keys` says and does of the keys behind SAML answers. */
import type { X509Certificate } from "node:crypto";
import type { Config, ConfigIssue } from "@eid-gateway/config";
import { EidError } from "@eid-gateway/core";
import type { Storage } from "@eid-gateway/storage";
import { printName } from "../doors/method-url/print-certificates.js";
import { certificateIn, readOwnKey, SAML_OVERLAP_MS, samlKeyRing } from "../doors/method-url/saml-keys.js";

const DAY_MS = 86_400_000;

/** One line for each certificate, the operator's own or those made here. */
export async function listSamlKeys({ gateway }: Config, keys: Storage["keys"], now: Date): Promise<readonly string[]> {
  if (gateway.saml.keys.length > 0) {
    const own = gateway.saml.keys.map(readOwnKey);
    return own.map(({ certificate }, at) => lineOf(certificate, at === 0 ? "signs" : "published"));
  }
  const listed = await samlKeyRing(gateway.saml, keys).list(now);
  return listed.map(({ row, state }) => lineOf(certificateIn(row.value), state));
}

/**
 * Makes the next key and says what to tell customers.
 *
 * @param days until it signs; customers pin the certificate by hand. 0 after a theft: the keys before it go at once
 * @throws EidError "misconfigured" when the keys are files of the operator's
 */
export async function rotateSamlKey(
  { gateway }: Config,
  keys: Storage["keys"],
  now: Date,
  days: number | undefined,
): Promise<string> {
  if (gateway.saml.keys.length > 0)
    throw new EidError("saml:keys", "misconfigured", "the SAML keys are files: add the next one under saml.keys");
  const ring = samlKeyRing(gateway.saml, keys);
  await ring.load(now); // there is always one that signs until then
  const pem = `${gateway.host}/std/certificates.pem`;
  if (days === 0) {
    const { value } = await ring.replace(now);
    return `${shortly(certificateIn(value))} stands alone at ${pem} and signs now; the keys before it are deleted`;
  }
  const { value, activeFrom } = await ring.rotate(now, days === undefined ? SAML_OVERLAP_MS : days * DAY_MS);
  return `${shortly(certificateIn(value))} is published now at ${pem} and signs from ${activeFrom.toISOString()}`;
}

/** The operator's own files, opened: what is wrong with each, in its place of gateway.yaml. */
export function findSamlKeyIssues({ gateway, locate }: Config): readonly ConfigIssue[] {
  return gateway.saml.keys.flatMap((written, at) => {
    try {
      readOwnKey(written, at);
      return [];
    } catch (error) {
      if (!(error instanceof EidError)) throw error;
      const path = ["saml", "keys", at];
      const remedy = "put a PKCS#12 file there with an RSA key and its certificate, and write its password";
      return [{ file: gateway.file, path, message: error.message, remedy, ...locate(gateway.file, path) }];
    }
  });
}

function lineOf(certificate: X509Certificate, state: string): string {
  return `${shortly(certificate)}  ${state}  (${printName(certificate)}, until ${certificate.validTo})`;
}

function shortly({ fingerprint256 }: X509Certificate): string {
  return `saml ${fingerprint256.replaceAll(":", "").slice(0, 16).toLowerCase()}`;
}
