/** What is in a key file, and whether it will do as a merchant's: for signing requests to NemID and for TLS to its services. */
import type { X509Certificate } from "node:crypto";
import type { Environment } from "@eid-gateway/oces";
import type { Pkcs12 } from "../../services/read-pkcs12.js";
import {
  type FitnessFinding,
  isoDate,
  judgeAnchor,
  judgeChain,
  judgeExpiry,
  judgeHolder,
  judgeKeySize,
  judgeValidity,
} from "./fitness-rules.js";
import { findAnchor, orderChain } from "./key-file-chain.js";

export interface KeyFileReport {
  readonly fit: boolean;
  readonly certificate: ListedCertificate;
  /** From the holder's issuer upwards, as far as the file goes. */
  readonly chain: readonly ListedCertificate[];
  readonly daysLeft: number; // whole ones; negative once it has ended
  readonly anchor: Environment | null; // which of the built-in roots is at the chain's end
  readonly findings: readonly FitnessFinding[];
}
interface ListedCertificate {
  readonly subject: string;
  readonly issuer: string;
  readonly serial: string;
  readonly notBefore: string;
  readonly notAfter: string;
  readonly sha256: string;
}

const DAY_MS = 86_400_000;

export function describeKeyFile({ certificate, chain: others, key }: Pkcs12, now: Date): KeyFileReport {
  const chain = orderChain(certificate, others);
  const daysLeft = Math.floor((new Date(certificate.validTo).getTime() - now.getTime()) / DAY_MS);
  const anchor = findAnchor(chain);
  const findings = [
    ...judgeHolder(certificate),
    judgeKeySize(key.asymmetricKeyDetails?.modulusLength ?? 0),
    judgeValidity(certificate, now),
    judgeExpiry(daysLeft),
    ...judgeChain(certificate, chain, others, now),
    judgeAnchor(anchor),
  ];
  const fit = findings.every(({ level }) => level !== "failed");
  return { fit, certificate: list(certificate), chain: chain.map(list), daysLeft, anchor, findings };
}

function list(certificate: X509Certificate): ListedCertificate {
  const { subject, issuer, serialNumber: serial, validFrom, validTo, fingerprint256 } = certificate;
  const sha256 = fingerprint256.replaceAll(":", "").toLowerCase();
  return {
    subject: oneLine(subject),
    issuer: oneLine(issuer),
    serial,
    notBefore: isoDate(validFrom),
    notAfter: isoDate(validTo),
    sha256,
  };
}

/** Without what a terminal would act on. */
function oneLine(name: string | undefined): string {
  return (name ?? "").replaceAll("\n", ", ").replace(/[\p{Cc}\p{Cf}]/gu, "?");
}
