import { judgeMessageWithProof, offlineRevocation, type RevocationSource, readMessage } from "@eid-gateway/oces";
import type { IssuedCertificate, TestCa } from "@eid-gateway/oces-testing";
import { beforeAll, describe, expect, it } from "vitest";
import { createCa, hoursFromNow, listsOf, NOW, trustIn } from "./ca.js";
import { signing } from "./signings.js";

let ca: TestCa;
let person: IssuedCertificate;
beforeAll(async () => {
  ca = await createCa();
  person = await ca.issuePoces();
});

function judge(revocation: RevocationSource, at = NOW, requireCaRevocation = false) {
  return judgeMessageWithProof({
    message: readMessage(signing(person)),
    at,
    trust: trustIn(ca),
    revocation,
    requireCaRevocation,
  });
}
const hex = (all: readonly Uint8Array[]) => all.map((bytes) => Buffer.from(bytes).toString("hex"));

describe("what a judgement rests on", () => {
  it("is the chain from the signer to the anchor, and each list that was used, once", async () => {
    const lists = [ca.crl(), ca.crl({ issuer: ca.root })];
    const unused = ca.crl({ thisUpdate: hoursFromNow(-72), nextUpdate: hoursFromNow(-48) });
    const { report, validation } = await judge(offlineRevocation({ crls: [unused, ...lists] }));
    expect(report.outcome).toBe("valid");
    expect(hex(validation.certificates)).toEqual(
      hex([person.certificate, ca.issuing.certificate, ca.root.certificate]),
    );
    expect(hex(validation.crls)).toEqual(hex(lists));
    expect(validation.ocsps).toEqual([]);
  });

  it("is enough to judge again offline, years later, about the time of signing", async () => {
    const { validation } = await judge(listsOf(ca));
    const { crls, ocsps } = validation;
    const again = await judge(offlineRevocation({ crls, ocsp: ocsps }), NOW, true);
    expect(again.report.outcome).toBe("valid");
  });

  it("holds the revocation that refuted, too", async () => {
    const revoked = await ca.issuePoces({ revoked: true });
    const message = readMessage(signing(revoked));
    const judged = await judgeMessageWithProof({ message, at: NOW, trust: trustIn(ca), revocation: listsOf(ca) });
    expect(judged.report.reason).toBe("revoked");
    expect(judged.validation.crls.length).toBeGreaterThan(0);
  });

  it("is no answer about revocation where none was had", async () => {
    const { report, validation } = await judge(offlineRevocation({}));
    expect(report.outcome).toBe("indeterminate");
    expect([validation.crls, validation.ocsps]).toEqual([[], []]);
  });

  it("is nothing for a message without a signer", async () => {
    const message = readMessage(signing(person, { certificates: ["issuing", "root"] }));
    const { validation } = await judgeMessageWithProof({
      message: { ...message, signer: undefined },
      at: NOW,
      trust: trustIn(ca),
      revocation: listsOf(ca),
    });
    expect(validation).toEqual({ certificates: [], crls: [], ocsps: [] });
  });
});
