/** What a time asked about means: the best signature time, against the window of each statement, in one table. */
import { createTrust, judgeChain, offlineRevocation, readCertificate } from "@eid-gateway/oces";
import { type CrlOptions, createTestCa, type Revocation, writeOcspRequest } from "@eid-gateway/oces-testing";
import { describe, expect, it } from "vitest";
import { BASE_URL, hoursFromNow, NOW } from "./ca.js";

interface Row {
  /** Hours from the time asked about. */
  readonly list?: readonly [thisUpdate: number, nextUpdate: number | null] | "none";
  readonly revoked?: readonly [at: number, reason?: Revocation["reason"]];
  readonly validity?: readonly [notBefore: number, notAfter: number];
}
type Answer = readonly ["valid"] | readonly ["invalid" | "indeterminate", string];

const VALID = ["valid"] as const;
const REVOKED = ["invalid", "revoked"] as const;
const UNKNOWN = ["indeterminate", "revocation-unknown"] as const;

const ROWS: readonly (readonly [string, Row, Answer])[] = [
  ["inside the window", { list: [-1, 11] }, VALID],
  ["at its first moment", { list: [0, 12] }, VALID],
  ["at its last", { list: [-12, 0] }, VALID],
  ["after it: stale", { list: [-13, -1] }, UNKNOWN],
  ["before it, unexpired then", { list: [1, 13] }, VALID],
  ["long before it, unexpired to the moment", { list: [90, 102], validity: [-9, 90] }, VALID],
  ["before it, expired by then", { list: [90, 102], validity: [-9, 89] }, UNKNOWN],
  ["nothing at hand", { list: "none" }, UNKNOWN],
  ["revoked before, inside", { list: [-1, 11], revoked: [-2] }, REVOKED],
  ["revoked at that moment", { list: [0, 12], revoked: [0] }, REVOKED],
  ["revoked before, stale", { list: [-13, -1], revoked: [-14] }, REVOKED],
  ["revoked before, younger", { list: [1, 13], revoked: [-2] }, REVOKED],
  ["revoked before, younger, expired by then", { list: [90, 102], revoked: [-2], validity: [-9, 50] }, REVOKED],
  ["revoked after, younger", { list: [5, 17], revoked: [2] }, VALID],
  ["revoked after, younger, expired by then", { list: [90, 102], revoked: [2], validity: [-9, 50] }, UNKNOWN],
  ["on hold, inside", { list: [-1, 11], revoked: [-2, "certificateHold"] }, REVOKED],
  ["on hold, stale", { list: [-13, -1], revoked: [-14, "certificateHold"] }, UNKNOWN],
  ["on hold, younger", { list: [1, 13], revoked: [-2, "certificateHold"] }, REVOKED],
  ["expired, whatever a list says", { list: [-1, 11], validity: [-99, -1] }, ["invalid", "expired"]],
  ["not yet valid", { list: [-1, 11], validity: [1, 99] }, ["invalid", "not-yet-valid"]],
  ["expired and nothing at hand", { list: "none", validity: [-99, -1] }, ["invalid", "expired"]],
];

const clock = { now: () => hoursFromNow(1000) }; // long after: nothing here is from the future
const make = () => createTestCa({ baseUrl: BASE_URL, clock });

function windowOf({ list }: Row): Pick<CrlOptions, "thisUpdate" | "nextUpdate"> {
  const [thisUpdate, nextUpdate] = list as readonly [number, number];
  return { thisUpdate: hoursFromNow(thisUpdate), nextUpdate: hoursFromNow(nextUpdate) };
}

async function prepare({ revoked, validity: [notBefore, notAfter] = [-1000, 1000] }: Row) {
  const ca = await make();
  const revocation = revoked && { at: hoursFromNow(revoked[0]), reason: revoked[1] ?? "keyCompromise" };
  const person = await ca.issuePoces({
    notBefore: hoursFromNow(notBefore),
    notAfter: hoursFromNow(notAfter),
    ...(revocation && { revoked: revocation }),
  });
  return { ca, person };
}
type Prepared = Awaited<ReturnType<typeof prepare>>;

async function judge({ ca, person }: Prepared, evidence: Parameters<typeof offlineRevocation>[0], isStrict = false) {
  const report = await judgeChain({
    certificate: readCertificate(person.certificate),
    untrusted: [readCertificate(ca.issuing.certificate)],
    trust: createTrust({ anchors: [ca.root.pem] }),
    at: NOW,
    revocation: offlineRevocation({ ...evidence, clock }),
    requireCaRevocation: isStrict,
  });
  return report.reason ? [report.outcome, report.reason] : [report.outcome];
}

describe("the signer's certificate", () => {
  it.each(ROWS)("by a list, %s", async (_when, row, answer) => {
    const made = await prepare(row);
    const crls = row.list === "none" ? [] : [made.ca.crl(windowOf(row))];
    expect(await judge(made, { crls })).toEqual(answer);
  });

  it.each(ROWS)("by an OCSP answer, %s", async (_when, row, answer) => {
    const made = await prepare(row);
    const { ca, person } = made;
    const when = row.list === "none" ? undefined : windowOf(row);
    const ocsp = when
      ? [await ca.ocsp(writeOcspRequest(person), { ...when, producedAt: when.thisUpdate, responder: "issuer" })]
      : [];
    expect(await judge(made, { ocsp })).toEqual(answer);
  });
});

describe("the CA's certificate", () => {
  const rows: readonly (readonly [string, Row, Answer, Answer])[] = [
    ["inside the window", { list: [-1, 11] }, VALID, VALID],
    ["stale", { list: [-13, -1] }, VALID, UNKNOWN],
    ["nothing at hand", { list: "none" }, VALID, UNKNOWN],
    ["revoked before", { list: [-1, 11], revoked: [-2] }, REVOKED, REVOKED],
    ["revoked before, stale", { list: [-13, -1], revoked: [-14] }, REVOKED, REVOKED],
    ["on hold, stale", { list: [-13, -1], revoked: [-14, "certificateHold"] }, VALID, UNKNOWN],
    ["revoked after", { list: [5, 17], revoked: [2] }, VALID, VALID],
  ];
  it.each(rows)("%s, and where its status is required", async (_when, row, answer, required) => {
    const made = await prepare({});
    const { ca } = made;
    if (row.revoked)
      ca.revoke(ca.issuing.serial, { at: hoursFromNow(row.revoked[0]), reason: row.revoked[1] ?? "cACompromise" });
    const own = ca.crl({ thisUpdate: hoursFromNow(-1), nextUpdate: hoursFromNow(11) });
    const crls = row.list === "none" ? [own] : [own, ca.crl({ ...windowOf(row), issuer: ca.root })];
    expect(await judge(made, { crls })).toEqual(answer);
    expect(await judge(made, { crls }, true)).toEqual(required);
  });
});
