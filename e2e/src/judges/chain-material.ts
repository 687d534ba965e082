/** Good and bad chains, made by the test CA at one time, for OpenSSL and `verify-chain` to judge. */
import { generateKeyPairSync } from "node:crypto";
import {
  type CaCertificate,
  type CaOptions,
  type CrlOptions,
  createTestCa,
  type PocesOptions,
  type TestCa,
} from "@eid-gateway/oces-testing";

export const JUDGED_AT = new Date("2022-05-01T12:00:00Z");

export interface ChainCase {
  readonly leaf: string; // PEM, as all of them
  readonly untrusted: readonly string[];
  readonly trust: readonly string[];
  readonly crls: readonly Uint8Array[];
  /** Of `verify-chain`, for what it accepts by a switch alone. */
  readonly options?: readonly string[];
}

export function hoursAfter(hours: number): Date {
  return new Date(JUDGED_AT.getTime() + hours * 3_600_000);
}

export function newCa(name = "Judged"): Promise<TestCa> {
  return createTestCa({ baseUrl: "http://pki.test", name, seed: name, clock: { now: () => JUDGED_AT } });
}

/** A person's certificate under a root, one CA, and the list of whoever issued it. */
export async function person(options: PocesOptions = {}, lists: readonly CrlOptions[] = [{}]): Promise<ChainCase> {
  const ca = await newCa();
  return caseOf(ca, (await ca.issuePoces(options)).pem, [ca.issuing], lists);
}

/** The same under a second CA, that may be unfit. */
export async function under(options: CaOptions, holder: PocesOptions = {}): Promise<ChainCase> {
  const ca = await newCa();
  const issuer = await ca.addIssuingCa(options);
  return caseOf(ca, (await ca.issuePoces({ ...holder, issuer })).pem, [issuer], [{ issuer }]);
}

export function caseOf(
  ca: TestCa,
  leaf: string,
  untrusted: readonly CaCertificate[],
  lists: readonly CrlOptions[] = [{}],
): ChainCase {
  const pems = untrusted.map(({ pem }) => pem);
  return { leaf, untrusted: pems, trust: [ca.root.pem], crls: lists.map((options) => ca.crl(options)) };
}

export function keyOnCurve() {
  return generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
}

export function smallKey() {
  return generateKeyPairSync("rsa", { modulusLength: 1024 }).privateKey;
}
