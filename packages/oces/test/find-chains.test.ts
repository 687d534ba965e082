import { createTrust, judgeChain, offlineRevocation, readCertificate, readCertificates } from "@eid-gateway/oces";
import type { IssuedCertificate } from "@eid-gateway/oces-testing";
import { beforeAll, describe, expect, it } from "vitest";
import { createCa, hoursFromNow, NOW, problemsOf } from "./ca.js";

type Ca = Awaited<ReturnType<typeof createCa>>;
type CaCertificate = Ca["root"];
let ca: Ca;
beforeAll(async () => {
  ca = await createCa();
});

interface Asked {
  readonly trust?: readonly string[];
  readonly crls?: readonly Uint8Array[];
  readonly maxLength?: number;
  readonly requireCaRevocation?: boolean;
}

function chainOf(issued: IssuedCertificate, untrusted: readonly CaCertificate[], asked: Asked = {}) {
  const { trust = [ca.root.pem], crls, ...rest } = asked;
  return judgeChain({
    certificate: readCertificate(issued.certificate),
    untrusted: untrusted.map(({ certificate }) => readCertificate(certificate)),
    trust: createTrust({ anchors: trust }),
    revocation: offlineRevocation({ crls }),
    requireRevocation: crls !== undefined,
    at: NOW,
    ...rest,
  });
}
const serialsOf = ({ chain }: Awaited<ReturnType<typeof chainOf>>) => chain.slice(1).map(({ serial }) => serial);

describe("of several chains", () => {
  it("the one counts that judges best, in whatever order they come", async () => {
    const { name, privateKey: key } = ca.issuing;
    const unfit = await ca.addIssuingCa({ name, key, basicConstraints: { ca: false } });
    const expired = await ca.addIssuingCa({ name, key, notBefore: hoursFromNow(-9), notAfter: hoursFromNow(-1) });
    const person = await ca.issuePoces();
    for (const untrusted of [
      [unfit, expired, ca.issuing],
      [ca.issuing, expired, unfit],
    ]) {
      const report = await chainOf(person, untrusted);
      expect([report.outcome, serialsOf(report)]).toEqual(["valid", [ca.issuing.serial, ca.root.serial]]);
    }
  });

  it("a revoked certificate is revoked by each", async () => {
    const own = await createCa();
    const { name, privateKey: key } = own.issuing;
    const again = await own.addIssuingCa({ name, key, keyUsage: ["keyCertSign"] }); // whose lists count for nothing
    const person = await own.issuePoces({ revoked: true });
    const asked = { trust: [own.root.pem], crls: [own.crl()] };
    for (const untrusted of [
      [again, own.issuing],
      [own.issuing, again],
    ])
      expect(problemsOf(await chainOf(person, untrusted, asked))).toContain("revocation: revoked");
  });

  it("a cross-certificate leads to the anchor that is trusted", async () => {
    const other = await createCa({ name: "Other" });
    const { name, privateKey: key } = ca.issuing;
    const crossed = await other.addIssuingCa({ name, key });
    const person = await ca.issuePoces();
    const report = await chainOf(person, [ca.issuing, crossed], { trust: [other.root.pem] });
    expect([report.outcome, report.anchor?.subject.text]).toEqual(["valid", expect.stringContaining("Other")]);
  });

  it("the anchor furthest up counts: it may speak against one below", async () => {
    const own = await createCa();
    own.revoke(own.issuing.serial, { at: hoursFromNow(-1), reason: "cACompromise" });
    const asked = { trust: [own.issuing.pem, own.root.pem], crls: [own.crl(), own.crl({ issuer: own.root })] };
    expect(problemsOf(await chainOf(await own.issuePoces(), [], asked))).toEqual(["ca-revocation: revoked"]);
  });

  it("more than are tried leave the answer open, in bounded time", async () => {
    const own = await createCa();
    const { name, privateKey: key } = own.issuing;
    const twins = [own.issuing];
    for (let n = 0; n < 9; n++) twins.push(await own.addIssuingCa({ name, key, issuer: twins.at(-1)! }));
    const report = await chainOf(await own.issuePoces(), twins.slice(1), { trust: [ca.root.pem] });
    expect([report.outcome, report.reason]).toEqual(["indeterminate", "unsupported-chain"]);
  });
});

describe("a CA that changed its key", () => {
  it("is followed through the certificate it gave itself, which no path length counts", async () => {
    const own = await createCa({ issuing: { basicConstraints: { ca: true, pathLength: 0 } } });
    const renewed = await own.addIssuingCa({ name: own.issuing.name, issuer: own.issuing });
    expect(renewed.privateKey.equals(own.issuing.privateKey)).toBe(false);
    const person = await own.issuePoces({ issuer: renewed });
    const report = await chainOf(person, [renewed, own.issuing], { trust: [own.root.pem] });
    expect([report.outcome, report.chain.length]).toEqual(["valid", 4]);
  });
});

describe("a chain is refused", () => {
  it("beyond the length that is asked for, and taken at it", async () => {
    const below = await ca.addIssuingCa({ issuer: ca.issuing });
    const person = await ca.issuePoces({ issuer: below });
    const outcome = async (maxLength: number) => (await chainOf(person, [below, ca.issuing], { maxLength })).outcome;
    expect([await outcome(4), await outcome(3)]).toEqual(["valid", "invalid"]);
  });

  it("when the certificate itself is the only anchor", async () => {
    const person = await ca.issuePoces();
    const report = await chainOf(person, [ca.issuing], {
      trust: [`sha256:${readCertificate(person.certificate).fingerprint}`],
    });
    expect(report.reason).toBe("untrusted");
  });

  it("without a status that is required: of the certificate, and of each CA", async () => {
    const person = await ca.issuePoces();
    expect((await chainOf(person, [ca.issuing], { crls: [] })).reason).toBe("revocation-unknown");
    const asked = { crls: [ca.crl()], requireCaRevocation: true };
    expect((await chainOf(person, [ca.issuing], asked)).reason).toBe("revocation-unknown");
    const all = { ...asked, crls: [ca.crl(), ca.crl({ issuer: ca.root })] };
    expect((await chainOf(person, [ca.issuing], all)).outcome).toBe("valid");
  });
});

describe("a bundle of certificates", () => {
  it("is read in its order", () => {
    const bundle = Buffer.from(`a comment\n${ca.root.pem}\n${ca.issuing.pem}`);
    expect(readCertificates(bundle).map(({ serial }) => serial)).toEqual([ca.root.serial, ca.issuing.serial]);
    expect(readCertificates(ca.root.certificate)).toHaveLength(1);
  });

  it.each([
    ["nothing", ""],
    ["a list", "-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----"],
    ["half a certificate", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----"],
  ])("is refused when it holds %s", (_what, text) => {
    expect(() => readCertificates(Buffer.from(text))).toThrow(expect.objectContaining({ code: "bad-certificate" }));
  });
});
