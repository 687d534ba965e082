/** One test CA for a file, at a fixed time, and the shortest way from what it issues to a judgement. */
import {
  type Certificate,
  collectCertificateFacts,
  createTrust,
  type Environment,
  type Finding,
  judgeCertificate,
  offlineRevocation,
  type RevocationSource,
  readCertificate,
  type Trust,
  type Verdict,
} from "@eid-gateway/oces";
import { createTestCa, type IssuedCertificate, type TestCa, type TestCaOptions } from "@eid-gateway/oces-testing";

export const NOW = new Date("2022-05-01T12:00:00Z");
const clock = { now: () => NOW };
export const BASE_URL = "http://pki.test";

export function hoursFromNow(hours: number): Date {
  return new Date(NOW.getTime() + hours * 3_600_000);
}

export function createCa(options: Partial<TestCaOptions> = {}): Promise<TestCa> {
  return createTestCa({ baseUrl: BASE_URL, clock, seed: "oces", ...options });
}

export function trustIn(ca: TestCa, environment: Environment = "test"): Trust {
  return createTrust({ environment, anchors: [ca.root.pem] });
}

/** The lists of the whole hierarchy. */
export function listsOf(ca: TestCa): RevocationSource {
  return offlineRevocation({ crls: [ca.crl(), ca.crl({ issuer: ca.root })] });
}

export interface Asked {
  readonly trust?: Trust;
  readonly revocation?: RevocationSource;
  readonly at?: Date;
  readonly requireCaRevocation?: boolean;
  readonly untrusted?: readonly Certificate[];
  readonly allowSha1?: boolean;
}

export async function judge(ca: TestCa, issued: IssuedCertificate, asked: Asked = {}): Promise<Verdict> {
  const facts = await collectCertificateFacts({
    certificate: readCertificate(issued.certificate),
    untrusted: asked.untrusted ?? issued.chain.map((der) => readCertificate(der)),
    trust: asked.trust ?? trustIn(ca),
    revocation: asked.revocation ?? listsOf(ca),
    at: asked.at ?? NOW,
    requireCaRevocation: asked.requireCaRevocation,
    allowSha1: asked.allowSha1,
  });
  return judgeCertificate(facts);
}

/** "revocation: revoked" for each finding that is not passed or merely unchecked. */
export function problemsOf({ findings }: { readonly findings: readonly Finding[] }): readonly string[] {
  return findings.flatMap(({ rule, reason }) => (reason ? [`${rule}: ${reason}`] : []));
}
