/** What holds for a seal besides its chain and its time-stamps: one function per rule. */
import { type Certificate, failed, passed, type Said, unchecked } from "@eid-gateway/oces";
import type { Seal } from "./seal.js";

/** Any; of clients; of mail; of documents (RFC 9336). */
const USES = ["2.5.29.37.0", "1.3.6.1.5.5.7.3.2", "1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.36"];

export function isOverTheContent({ isContentIntact }: Seal): Said {
  return isContentIntact
    ? passed("The content is what the digests were taken of.")
    : failed("not-intact", "The content is not what the digests were taken of.");
}

export function isMadeWithItsKey({ opened, isContentIntact }: Seal): Said {
  if (opened) return passed("The seal was made with the key of the certificate that it names.");
  if (!isContentIntact) return unchecked("The content was changed.");
  return failed("not-intact", "The seal was not made with the key of a certificate that came along and that it names.");
}

export function isForSealing({ opened }: { readonly opened: { readonly certificate: Certificate } | undefined }): Said {
  if (!opened) return unchecked("There is no certificate to look at.");
  const { keyUsage, basicConstraints, extendedKeyUsage } = opened.certificate;
  const maySign = keyUsage?.has("digitalSignature") === true || keyUsage?.has("nonRepudiation") === true;
  if (!maySign || basicConstraints?.ca === true || keyUsage.has("keyCertSign"))
    return failed("wrong-key-usage", "The key is not one for seals.");
  const isLimited = extendedKeyUsage.length > 0 && !extendedKeyUsage.some((use) => USES.includes(use));
  return isLimited ? failed("wrong-key-usage", "The key is for another purpose only.") : passed("The key may seal.");
}
