import type { KeyObject } from "node:crypto";
import { nameOf } from "../certificates/authority.js";
import type { CaCertificate } from "../certificates/ca-certificate.js";
import type { Der } from "../certificates/der.js";
import { attribute, distinguishedName } from "../certificates/distinguished-name.js";
import {
  authorityKeyId,
  extendedKeyUsage,
  keyUsage,
  OCSP_SIGNING,
  ocspNoCheck,
  subjectKeyId,
} from "../certificates/extensions.js";
import type { Digest } from "../certificates/signing.js";
import { keyIdOf, writeCertificate } from "../certificates/write-certificate.js";
import type { KeySource } from "../keys/key-source.js";
import type { OcspOptions } from "./revocation-options.js";

/** Who signs OCSP answers. Without a certificate it is the CA itself. */
export interface OcspResponder {
  readonly key: KeyObject;
  readonly keyId: Uint8Array;
  readonly name: Der;
  readonly certificate?: Uint8Array;
}

type ResponderKind = NonNullable<OcspOptions["responder"]>;

export interface ResponderMaker {
  readonly keys: KeySource;
  readonly drawSerial: () => string;
  readonly now: () => Date;
}

/** anyExtendedKeyUsage, RFC 5280 section 4.2.1.12: it does not delegate OCSP. */
const ANY_PURPOSE = "2.5.29.37.0";
const DAY = 24 * 60 * 60 * 1000;

/** Gives each CA one responder of every kind asked for, made at its first use and once more when it has run out. */
export function createResponders(maker: ResponderMaker) {
  const made = new Map<string, { readonly responder: Promise<OcspResponder>; readonly until: number }>();
  return function responderOf(issuer: CaCertificate, kind: ResponderKind, digest?: Digest): Promise<OcspResponder> {
    if (kind === "issuer") return Promise.resolve(authorityItself(issuer));
    const name = `${issuer.sha256}/${kind}/${digest}`;
    const known = made.get(name);
    if (known !== undefined && maker.now().getTime() < known.until) return known.responder;
    const responder = makeResponder(issuer, kind, digest, maker);
    made.set(name, { responder, until: maker.now().getTime() + 20 * DAY });
    return responder;
  };
}

const authorityItself = (issuer: CaCertificate): OcspResponder => ({
  key: issuer.privateKey,
  keyId: keyIdOf(issuer.privateKey),
  name: nameOf(issuer),
});

/** A responder certificate as RFC 6960 section 4.2.2.2 wants it, short of what `kind` takes away. */
async function makeResponder(
  issuer: CaCertificate,
  kind: ResponderKind,
  digest: Digest | undefined,
  maker: ResponderMaker,
): Promise<OcspResponder> {
  const key = await maker.keys.draw("ocsp-responder");
  const signer = kind === "foreign" ? await maker.keys.draw("issuing") : issuer.privateKey;
  const now = maker.now().getTime();
  const name = distinguishedName(
    [attribute("country", "DK")],
    [attribute("organization", "TRUST2408")],
    [attribute("commonName", `${issuer.name} OCSP responder`)],
  );
  const certificate = writeCertificate(
    {
      serial: maker.drawSerial(),
      issuerName: nameOf(issuer),
      subjectName: name,
      holderKey: key,
      ...validityOf(kind, now),
      extensions: [
        keyUsage(["digitalSignature"]),
        ...(kind === "without-eku" ? [] : [extendedKeyUsage([kind === "any-eku" ? ANY_PURPOSE : OCSP_SIGNING])]),
        ...(kind === "without-nocheck" ? [] : [ocspNoCheck()]),
        authorityKeyId(keyIdOf(signer)),
        subjectKeyId(keyIdOf(key)),
      ],
    },
    { key: signer, digest },
  );
  return { key, keyId: keyIdOf(key), name, certificate };
}

function validityOf(kind: ResponderKind, now: number) {
  const [from, to] = kind === "expired" ? [-60, -1] : kind === "early" ? [1, 30] : [-10, 30];
  return { notBefore: new Date(now + from * DAY), notAfter: new Date(now + to * DAY) };
}
