/**
 * The key that signs SAML answers, with its certificate: the operator's own, or made here and kept sealed in the database. Customers pin
 * the certificate by hand, so the next one is published a month before it signs.
 */
import { createPrivateKey, generateKeyPair, type KeyObject, sign, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import type { CredentialFile, SamlIdentity } from "@eid-gateway/config";
import { EidError } from "@eid-gateway/core";
import type { SigningKey } from "@eid-gateway/saml";
import type { Storage } from "@eid-gateway/storage";
import { createKeyRing, type KeyRing } from "../../key-ring.js";
import { readPkcs12 } from "../../services/read-pkcs12.js";
import { selfSign } from "./self-sign.js";

export const SAML_OVERLAP_MS = 30 * 24 * 60 * 60 * 1000;

export interface SamlKey {
  readonly key: KeyObject;
  readonly certificate: X509Certificate;
}
export interface SamlKeys {
  readonly signingKey: SigningKey;
  /** All that customers should trust, the one that signs now in front. */
  readonly certificates: readonly X509Certificate[];
}
type Kept = { readonly pkcs8: Uint8Array; readonly certificate: Uint8Array };
type Keys = Storage["keys"];
const generate = promisify(generateKeyPair);

/** @throws EidError "misconfigured" when a file of the operator's cannot be used */
export async function loadSamlKeys(identity: SamlIdentity, keys: Keys, now: Date): Promise<SamlKeys> {
  const found = identity.keys.length > 0 ? identity.keys.map(readOwnKey) : await loadMadeKeys(identity, keys, now);
  const [{ key, certificate }] = found as [SamlKey];
  return {
    signingKey: { certificate: certificate.raw, sign: async (bytes) => sign("sha256", bytes, key) },
    certificates: found.map((each) => each.certificate),
  };
}

/** @throws EidError "misconfigured" for a file that does not open, or holds no RSA key of 2048 bits */
export function readOwnKey({ file, password }: CredentialFile, at: number): SamlKey {
  const name = `saml.keys[${at}]`;
  const { key, certificate } = readPkcs12(name, readFileSync(file), password);
  const { asymmetricKeyType, asymmetricKeyDetails } = key;
  if (asymmetricKeyType !== "rsa" || (asymmetricKeyDetails?.modulusLength ?? 0) < 2048)
    throw new EidError("saml:key", "misconfigured", `the key of ${name} is not an RSA key of 2048 bits or more`);
  return { key, certificate };
}

async function loadMadeKeys(identity: SamlIdentity, keys: Keys, now: Date): Promise<readonly SamlKey[]> {
  const rows = await samlKeyRing(identity, keys).load(now);
  return rows.map(({ value }) => {
    const { pkcs8, certificate } = value as Kept;
    const key = createPrivateKey({ key: Buffer.from(pkcs8), format: "der", type: "pkcs8" });
    return { key, certificate: new X509Certificate(certificate) };
  });
}

/** For start and command line: the keys that are made here. */
export function samlKeyRing({ subject }: SamlIdentity, keys: Keys): KeyRing {
  return createKeyRing(keys, {
    purpose: "saml-sign",
    overlapMs: SAML_OVERLAP_MS,
    async make(now): Promise<Kept> {
      const { privateKey } = await generate("rsa", { modulusLength: 2048 });
      const pkcs8 = new Uint8Array(privateKey.export({ type: "pkcs8", format: "der" }));
      return { pkcs8, certificate: new Uint8Array(selfSign(privateKey, subject, now).raw) };
    },
  });
}

export function certificateIn(value: unknown): X509Certificate {
  return new X509Certificate((value as Kept).certificate);
}
