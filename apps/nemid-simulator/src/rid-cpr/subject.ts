import { X509Certificate } from "node:crypto";

/** An employee as certificates name it. A RID is unique within its company only. */
export interface RidSubject {
  readonly cvr: string;
  readonly rid: string;
}

/** Reads `CVR:12345678-RID:…`, the whole of a subject's serialNumber. */
export function readRidSubject(serialNumber: string): RidSubject | undefined {
  const [, cvr, rid] = /^CVR:(\d{8})-RID:([A-Za-z0-9-]{1,40})$/.exec(serialNumber) ?? [];
  return cvr !== undefined && rid !== undefined ? { cvr, rid } : undefined;
}

export const writeRidSubject = ({ cvr, rid }: RidSubject): string => `CVR:${cvr}-RID:${rid}`;

/** @param certificate base64 of its DER */
export function readRidOfCertificate(certificate: string): RidSubject | undefined {
  try {
    const { subject } = new X509Certificate(Buffer.from(certificate, "base64")).toLegacyObject();
    const { serialNumber } = subject as { serialNumber?: unknown }; // node's types know the usual attributes only
    return readRidSubject(String(serialNumber));
  } catch {
    return undefined; // not a certificate: it holds no RID either
  }
}
