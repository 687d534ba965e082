/** What `--at` means on the command line: the same table as the library's, on the row that tells each rule. */
import { createTestCa, type TestCa } from "@eid-gateway/oces-testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runGateway } from "../../src/cli/run-gateway.js";
import { openVerificationDesk, type VerificationDesk } from "../../src/cli/verification-desk.js";

const AT = new Date("2022-05-01T12:00:00Z");
const after = (hours: number) => new Date(AT.getTime() + hours * 3_600_000);

let desk: VerificationDesk; // only for its folder
let ca: TestCa;
beforeAll(async () => {
  desk = await openVerificationDesk();
  ca = await createTestCa({ baseUrl: "http://pki.test", seed: "at", clock: { now: () => after(200) } });
});
afterAll(() => desk?.remove());

interface Row {
  readonly list: readonly [thisUpdate: number, nextUpdate: number];
  readonly revoked?: readonly [at: number, reason: "keyCompromise" | "certificateHold"];
  readonly notAfter?: number;
  readonly caList?: readonly [thisUpdate: number, nextUpdate: number];
  readonly options?: readonly string[];
}
const stolen = (at: number) => [at, "keyCompromise"] as const;

const ROWS: [what: string, row: Row, code: number, reason?: string][] = [
  ["a list whose window holds the time", { list: [-1, 11] }, 0],
  ["one that ends with it", { list: [-12, 0] }, 0],
  ["a stale one", { list: [-13, -1] }, 3, "revocation-unknown"],
  ["a younger one, of before the certificate expired", { list: [50, 62], notAfter: 60 }, 0],
  ["a younger one, of after it expired", { list: [50, 62], notAfter: 40 }, 3, "revocation-unknown"],
  ["a revocation of before", { list: [-1, 11], revoked: stolen(-2) }, 1, "revoked"],
  ["a revocation of before, in a stale list", { list: [-13, -1], revoked: stolen(-14) }, 1, "revoked"],
  ["a revocation of after", { list: [5, 17], revoked: stolen(2) }, 0],
  ["a hold", { list: [-1, 11], revoked: [-2, "certificateHold"] }, 1, "revoked"],
  ["a hold in a stale list", { list: [-13, -1], revoked: [-14, "certificateHold"] }, 3, "revocation-unknown"],
  ["a certificate that had expired", { list: [-1, 11], notAfter: -1 }, 1, "expired"],
  ["no list for the CA", { list: [-1, 11] }, 0],
  ["none, where one is required", { list: [-1, 11], options: ["--require-revocation"] }, 3, "revocation-unknown"],
  ["one for the CA as well", { list: [-1, 11], caList: [-1, 11], options: ["--require-revocation"] }, 0],
  [
    "a stale one for the CA, where it is required",
    { list: [-1, 11], caList: [-13, -1], options: ["--require-revocation"] },
    3,
    "revocation-unknown",
  ],
];

describe("verify-chain --at, with", () => {
  it.each<[string, Row, number, string?]>(ROWS)("%s", async (_what, row, code, reason) => {
    const revoked = row.revoked && { at: after(row.revoked[0]), reason: row.revoked[1] };
    const person = await ca.issuePoces({
      notBefore: after(-100),
      notAfter: after(row.notAfter ?? 1000),
      ...(revoked && { revoked }),
    });
    const list = (name: string, [thisUpdate, nextUpdate]: Row["list"], issuer = ca.issuing) =>
      desk.file(name, ca.crl({ issuer, thisUpdate: after(thisUpdate), nextUpdate: after(nextUpdate) }));
    const lists = [list("own.crl", row.list), ...(row.caList ? [list("ca.crl", row.caList, ca.root)] : [])];
    const ran = await runGateway([
      ...["verify-chain", "--json", "--at", AT.toISOString(), "--trust", desk.file("at-root.pem", ca.root.pem)],
      ...lists.flatMap((path) => ["--crl", path]),
      ...[...(row.options ?? []), desk.file("at-leaf.pem", person.pem + ca.issuing.pem)],
    ]);
    const answer = JSON.parse(ran.stdout) as { reason?: string; findings: { rule: string; level: string }[] };
    expect([ran.code, answer.reason]).toEqual([code, reason]);
    const ofCa = answer.findings.find(({ rule }) => rule === "ca-revocation")?.level;
    if (!row.options && !row.caList) expect(ofCa).toBe("unchecked");
  });
});
