import { sign } from "node:crypto";
import { createTrust, offlineRevocation, type RevocationSource, type Trust } from "@eid-gateway/oces";
import { createTestCa, type IssuedCertificate, type TestCa } from "@eid-gateway/oces-testing";
import type { SealKey } from "../src/index.js";

/** The day on which everything here is signed. */
export const NOW = new Date("2022-05-01T12:00:00Z");

/** The same hierarchy, keys and serial numbers each time; it stands still in time unless told otherwise. */
export function createCa(clock: { now(): Date } = { now: () => NOW }): Promise<TestCa> {
  return createTestCa({ baseUrl: "http://ca.test", clock, seed: "sdo" });
}

export function sealKeyOf({ certificate, chain, privateKey }: IssuedCertificate): SealKey {
  return { certificate, chain, sign: async (bytes) => sign("sha256", bytes, privateKey) };
}

export function trustIn(ca: TestCa): Trust {
  return createTrust({ anchors: [ca.root.pem] });
}

/** Lists of both CAs, as they are now. */
export function listsOf(ca: TestCa): RevocationSource {
  return offlineRevocation({ crls: [ca.crl(), ca.crl({ issuer: ca.root })] });
}
