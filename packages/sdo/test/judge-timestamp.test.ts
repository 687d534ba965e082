import { createTrust, offlineRevocation, type RevocationSource } from "@eid-gateway/oces";
import type { RevocationReason, TestCa } from "@eid-gateway/oces-testing";
import { beforeAll, describe, expect, it } from "vitest";
import { digestBy, sha256 } from "../src/digest.js";
import { judgeTimestamp, readTimestampToken, type TimestampQuestion } from "../src/index.js";
import { readTimestampAnswer, writeTimestampRequest } from "../src/timestamp/timestamp-request.js";
import { createCa, listsOf, NOW, trustIn } from "./ca.js";
import { complaints } from "./levels.js";
import { createTsa, type Tsa } from "./tsa.js";

const stamped = Buffer.from("what was there");
let ca: TestCa;
let tsa: Tsa;
let token: Uint8Array;
beforeAll(async () => {
  ca = await createCa();
  tsa = await createTsa(ca);
  token = await tsa.source().stamp(sha256(stamped));
});

async function judge(more: Partial<TimestampQuestion> & { der?: Uint8Array } = {}) {
  const report = await judgeTimestamp({
    token: readTimestampToken(more.der ?? token),
    digest: digestBy(stamped),
    trust: trustIn(ca),
    revocation: listsOf(ca),
    until: NOW,
    ...more,
  });
  return { ...report, complaints: complaints(report.findings) };
}
const years = (count: number) => new Date(NOW.getTime() + count * 365 * 86_400_000);

describe("a time-stamp", () => {
  it("proves its time when all is well, and says what that rests on", async () => {
    const report = await judge();
    expect(report).toMatchObject({ outcome: "valid", indication: "TOTAL-PASSED", time: NOW, complaints: [] });
    expect(report.chain).toHaveLength(3);
    expect(report.validation.crls).toHaveLength(2);
  });

  it.each<[string, () => Partial<TimestampQuestion>, string[], string]>([
    ["over other bytes", () => ({ digest: digestBy(Buffer.from("another")) }), ["imprint not-intact"], "HASH_FAILURE"],
    [
      "of nobody we trust",
      () => ({ trust: createTrust({ anchors: [`sha256:${"AB".repeat(32)}`] }) }),
      ["chain untrusted"],
      "NO_CERTIFICATE_CHAIN_FOUND",
    ],
    [
      "without a word about revocation",
      () => ({ revocation: offlineRevocation({}) }),
      ["revocation revocation-unknown"],
      "TRY_LATER",
    ],
    ["whose certificate has expired since", () => ({ until: years(4) }), ["protection no-time-proof"], "NO_POE"],
  ])("%s is none", async (_name, given, expected, subIndication) => {
    expect(await judge(given())).toMatchObject({ complaints: expected, subIndication });
  });

  it("over a hash that anybody can find other bytes for is none", async () => {
    const report = await judge({ token: { ...readTimestampToken(token), hash: "1.3.14.3.2.26" } }); // SHA-1
    expect(report).toMatchObject({ outcome: "invalid", complaints: ["imprint weak-algorithm"] });
  });

  it("that brings no certificate of who made it is none", async () => {
    const body = Buffer.from(writeTimestampRequest(sha256(stamped), "7F00"));
    const answer = await tsa.fetch({ misbehave: "without-certificate" })("", { method: "POST", body });
    const der = readTimestampAnswer(new Uint8Array(await answer.arrayBuffer()));
    expect(await judge({ der })).toMatchObject({ outcome: expect.not.stringMatching(/^valid$/), chain: [] });
  });

  it("of a key that is for other things too is none", async () => {
    const other = await createTsa(ca, { keyUsage: ["keyEncipherment"] });
    await expect(other.source().stamp(sha256(stamped))).rejects.toThrow(/may not sign time-stamps/);
  });
});

describe("a time-stamp whose certificate was revoked later", () => {
  async function judgeRevoked(reason: RevocationReason, revokedAt: Date) {
    const own = await createCa({ now: () => years(1) });
    const other = await createTsa(own, { notBefore: new Date("2021-01-01") });
    const der = await other.source().stamp(sha256(stamped));
    own.revoke(other.certificate.serial, { at: revokedAt, reason });
    const lists = [
      own.crl({ thisUpdate: NOW, omit: [other.certificate.serial] }),
      own.crl(),
      own.crl({ issuer: own.root }),
    ];
    const revocation: RevocationSource = offlineRevocation({ crls: lists });
    return judge({ der, trust: trustIn(own), revocation, until: years(1) });
  }

  it.each(["unspecified", "superseded", "cessationOfOperation", "affiliationChanged"] as const)(
    "stays good for the reason %s",
    async (reason) => expect((await judgeRevoked(reason, years(0.5))).complaints).toEqual([]),
  );

  it.each(["keyCompromise", "cACompromise", "privilegeWithdrawn"] as const)(
    "falls for the reason %s",
    async (reason) => {
      expect((await judgeRevoked(reason, years(0.5))).complaints).toEqual(["revocation revoked"]);
    },
  );

  it("falls when it was made after the revocation", async () => {
    expect((await judgeRevoked("superseded", years(-0.1))).complaints).toContain("revocation revoked");
  });
});
