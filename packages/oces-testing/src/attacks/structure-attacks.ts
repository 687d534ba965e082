import { createHash, createPublicKey, sign } from "node:crypto";
import { insertBefore, signatureOf, swap, withoutIds } from "../messages/message-surgery.js";
import type { Attack, Scene } from "./attack.js";

const SIGNED_INFO = /<ds:SignedInfo [\s\S]*?<\/ds:SignedInfo>/;
const SIGNATURE_VALUE = /<ds:SignatureValue>[^<]*<\/ds:SignatureValue>/;
const find = (document: string, pattern: RegExp): string => pattern.exec(document)?.[0] ?? "";

/** SignedInfo with the digests of the evil object. */
function evilSignedInfo({ document, honest, evil }: Scene): string {
  const signedInfo = find(document, SIGNED_INFO);
  const hash = signedInfo.includes("xmldsig#sha1") ? "sha1" : "sha256";
  const digest = (text: string): string => createHash(hash).update(text, "utf8").digest("base64");
  return swap(signedInfo, digest(honest), digest(evil));
}

/** The whole signature element as the attacker would write it: evil content, evil digests, the old value. */
const evilSignature = (scene: Scene): string =>
  swap(
    swap(signatureOf(scene.document), find(scene.document, SIGNED_INFO), evilSignedInfo(scene)),
    scene.honest,
    scene.evil,
  );

/** The attacker's own key signs the evil content; the certificates are still the honest signer's. */
function resign(scene: Scene): string {
  const signedInfo = evilSignedInfo(scene);
  const hash = signedInfo.includes("rsa-sha1") ? "sha1" : "sha256";
  const value = sign(hash, Buffer.from(signedInfo), scene.stranger.privateKey).toString("base64");
  const forged = swap(swap(scene.document, SIGNED_INFO, signedInfo), scene.honest, scene.evil);
  return swap(forged, SIGNATURE_VALUE, `<ds:SignatureValue>${value}</ds:SignatureValue>`);
}

const keyValueOf = ({ stranger }: Scene): string => {
  const { n = "", e = "" } = createPublicKey(stranger.privateKey).export({ format: "jwk" });
  const plain = (text: string): string => Buffer.from(text, "base64url").toString("base64");
  return `<ds:KeyValue><ds:RSAKeyValue><ds:Modulus>${plain(n)}</ds:Modulus><ds:Exponent>${plain(e)}</ds:Exponent></ds:RSAKeyValue></ds:KeyValue>`;
};

/** A second one of what there must be one of, or the one in the wrong place. */
export const structureAttacks = {
  "evil-signature-before": {
    holds: true,
    change: (scene) => insertBefore(scene.document, "<ds:Signature ", withoutIds(evilSignature(scene))),
  },
  "evil-signature-after": {
    holds: true,
    change: (scene) => insertBefore(scene.document, "</openoces:signature>", withoutIds(evilSignature(scene))),
  },
  "evil-signature-around-honest": {
    holds: true,
    change: (scene) =>
      swap(
        scene.document,
        signatureOf(scene.document),
        withoutIds(evilSignature(scene)).replace(
          /<\/ds:Signature>$/,
          () => `<ds:Object>${signatureOf(scene.document)}</ds:Object></ds:Signature>`,
        ),
      ),
  },
  "evil-message-around-honest": {
    holds: true,
    change: (scene) => {
      const honest = scene.document.slice(scene.document.indexOf("<openoces:signature"));
      return swap(scene.document, signatureOf(scene.document), `${withoutIds(evilSignature(scene))}${honest}`);
    },
  },
  "signature-one-level-down": {
    holds: true,
    change: ({ document }) =>
      swap(document, signatureOf(document), `<openoces:evil>${signatureOf(document)}</openoces:evil>`),
  },
  "evil-signed-info-first": {
    change: (scene) => insertBefore(scene.document, find(scene.document, SIGNED_INFO), evilSignedInfo(scene)),
  },
  "evil-signed-info-second": {
    change: (scene) => insertBefore(scene.document, "<ds:SignatureValue>", evilSignedInfo(scene)),
  },
  "evil-signed-info-in-object": {
    holds: true,
    change: (scene) =>
      insertBefore(scene.document, "</ds:Signature>", `<ds:Object>${evilSignedInfo(scene)}</ds:Object>`),
  },
  "evil-signed-info-replaces": {
    change: (scene) => swap(swap(scene.document, SIGNED_INFO, evilSignedInfo(scene)), scene.honest, scene.evil),
  },
  "second-signature-value": {
    holds: true,
    change: ({ document }) => insertBefore(document, "<ds:KeyInfo>", "<ds:SignatureValue>AAAA</ds:SignatureValue>"),
  },
  "second-key-info": {
    holds: true,
    change: (scene) => insertBefore(scene.document, "<ds:KeyInfo>", `<ds:KeyInfo>${keyValueOf(scene)}</ds:KeyInfo>`),
  },
  "key-value-beside-certificates": {
    holds: true,
    change: (scene) => swap(scene.document, "<ds:KeyInfo>", `<ds:KeyInfo>${keyValueOf(scene)}`),
  },
  "signature-value-empty": {
    change: ({ document }) => swap(document, SIGNATURE_VALUE, "<ds:SignatureValue></ds:SignatureValue>"),
  },
  "signature-value-missing": { change: ({ document }) => swap(document, SIGNATURE_VALUE, "") },
  "signature-value-cut": {
    change: ({ document }) =>
      swap(document, SIGNATURE_VALUE, find(document, SIGNATURE_VALUE).replace(/>\n.{8}/, ">\n")),
  },
  "signed-info-missing": { change: ({ document }) => swap(document, SIGNED_INFO, "") },
  "signature-missing": { change: ({ document }) => swap(document, signatureOf(document), "") },
  "signed-by-stranger": { change: resign },
  "signed-by-stranger-with-own-certificate": {
    change: (scene) =>
      swap(
        resign(scene),
        "<ds:KeyInfo>",
        `<ds:KeyInfo><ds:X509Data><ds:X509Certificate>${Buffer.from(scene.stranger.certificate).toString("base64")}</ds:X509Certificate></ds:X509Data>`,
      ),
  },
} satisfies Record<string, Attack>;
