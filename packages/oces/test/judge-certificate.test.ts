import { generateKeyPairSync, sign } from "node:crypto";
import { createTrust, offlineRevocation, readCertificate } from "@eid-gateway/oces";
import type { CertificateFaults, CrlOptions } from "@eid-gateway/oces-testing";
import { beforeAll, describe, expect, it } from "vitest";
import { createCa, hoursFromNow, judge, listsOf, NOW, problemsOf, trustIn } from "./ca.js";

type Ca = Awaited<ReturnType<typeof createCa>>;
let ca: Ca;
beforeAll(async () => {
  ca = await createCa();
});

describe("a healthy certificate", () => {
  it("of a person is valid, with a finding for every rule", async () => {
    const verdict = await judge(ca, await ca.issuePoces());
    expect(verdict.outcome).toBe("valid");
    expect(verdict.reason).toBeUndefined();
    expect(verdict.findings.map(({ rule, level }) => `${rule} ${level}`)).toEqual([
      "environment passed",
      "chain passed",
      "issuers passed",
      "names passed",
      "algorithms passed",
      "extensions passed",
      "ca-policies passed",
      "subject passed",
      "kind passed",
      "key-usage passed",
      "validity passed",
      "revocation passed",
      "ca-revocation passed",
    ]);
  });

  it("of an employee is valid", async () => {
    expect((await judge(ca, await ca.issueMoces())).outcome).toBe("valid");
  });

  it("is valid whichever way round its name is written", async () => {
    expect((await judge(ca, await ca.issuePoces({ subjectOrder: "serial-first" }))).outcome).toBe("valid");
  });

  it("says nothing of the person in its findings", async () => {
    const person = await ca.issuePoces({ name: "Ella Testesen", email: "ella@example.dk" });
    const texts = JSON.stringify((await judge(ca, person)).findings);
    expect(texts).not.toMatch(/Ella|example\.dk|9208-2002|PID:/);
  });

  it("may lack keyAgreement, as a real employee's of 2014 did", async () => {
    const keyUsage = ["digitalSignature", "nonRepudiation", "keyEncipherment", "dataEncipherment"] as const;
    expect((await judge(ca, await ca.issueMoces({ keyUsage }))).outcome).toBe("valid");
  });
});

describe("each fault of the certificate has its own finding", () => {
  const unknownCritical = { oid: "1.2.3.4", critical: true, value: Buffer.from("0500", "hex") };
  const nameConstraints = { oid: "2.5.29.30", critical: true, value: Buffer.from("3000", "hex") };
  const faults: readonly (readonly [string, CertificateFaults, string])[] = [
    ["no key usage", { keyUsage: "absent" }, "key-usage: wrong-key-usage"],
    ["a key for encryption", { keyUsage: ["keyEncipherment"] }, "key-usage: wrong-key-usage"],
    ["a key that signs lists", { keyUsage: ["digitalSignature", "cRLSign"] }, "key-usage: wrong-key-usage"],
    ["a CA's basic constraints", { basicConstraints: { ca: true } }, "key-usage: wrong-key-usage"],
    ["a purpose of servers", { extendedKeyUsage: ["1.3.6.1.5.5.7.3.1"] }, "key-usage: wrong-key-usage"],
    ["no policy", { policy: "absent" }, "subject: wrong-policy"],
    ["a policy of another arc", { policy: "1.2.3.4.5" }, "subject: wrong-policy"],
    ["an arc that only begins the same", { policy: "1.3.6.1.4.1.31313.2.4.6.10.5" }, "subject: wrong-policy"],
    ["the policy of employees", { policy: "1.3.6.1.4.1.31313.2.4.6.2.5" }, "subject: wrong-policy"],
    ["two policies", { policy: ["1.3.6.1.4.1.31313.2.4.6.1.5", "1.2.208.169.1.1.1.1.5"] }, "subject: wrong-policy"],
    ["the policy of an internal test environment", { policy: "1.3.6.1.4.1.31313.2.4.3.1.5" }, "subject: wrong-policy"],
    ["an unknown critical extension", { extraExtensions: [unknownCritical] }, "extensions: chain-refused"],
    ["name constraints", { extraExtensions: [nameConstraints] }, "names: unsupported-chain"],
    ["a damaged signature", { damagedSignature: true }, "chain: untrusted"],
  ];
  it.each(faults)("%s", async (_name, fault, expected) => {
    const verdict = await judge(ca, await ca.issuePoces(fault));
    expect(problemsOf(verdict)).toEqual([expected]);
    expect(verdict.outcome).toBe(expected.endsWith("unsupported-chain") ? "indeterminate" : "invalid");
  });

  it("a signature with another key under the CA's name", async () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    expect(problemsOf(await judge(ca, await ca.issuePoces({ signedWith: privateKey })))).toEqual(["chain: untrusted"]);
  });

  it("a key of 1024 bits", async () => {
    const key = generateKeyPairSync("rsa", { modulusLength: 1024 }).privateKey;
    expect(problemsOf(await judge(ca, await ca.issuePoces({ key })))).toEqual(["algorithms: weak-algorithm"]);
  });

  it("a time before it begins, and one after it ends, to the second", async () => {
    const person = await ca.issuePoces({ notBefore: hoursFromNow(-1), notAfter: hoursFromNow(1) });
    const at = async (time: Date) => problemsOf(await judge(ca, person, { at: time }));
    expect(await at(person.notBefore)).toEqual([]);
    expect(await at(new Date(person.notBefore.getTime() - 1000))).toEqual(["validity: not-yet-valid"]);
    expect(await at(person.notAfter)).toEqual([]);
    expect(await at(new Date(person.notAfter.getTime() + 1000))).toEqual(["validity: expired"]);
  });

  it("a revocation", async () => {
    const verdict = await judge(
      ca,
      await ca.issuePoces({ revoked: { at: hoursFromNow(-1), reason: "keyCompromise" } }),
    );
    expect(problemsOf(verdict)).toEqual(["revocation: revoked"]);
    expect(JSON.stringify(verdict.findings)).toContain("2022-05-01T11:00:00.000Z (keyCompromise)");
  });

  it("several at once, all of them told, with the reason of what it is before that of what became of it", async () => {
    const person = await ca.issuePoces({
      notAfter: hoursFromNow(-0.5),
      revoked: { at: hoursFromNow(-2), reason: "superseded" },
    });
    const verdict = await judge(ca, person, { revocation: listsOf(ca) });
    expect(problemsOf(verdict)).toEqual(["validity: expired", "revocation: revoked"]);
    expect(verdict.reason).toBe("expired");
  });
});

describe("what is not accepted here", () => {
  it.each(["issueVoces", "issueFoces"] as const)("%s", async (issue) => {
    expect(problemsOf(await judge(ca, await ca[issue]()))).toEqual(["kind: wrong-kind"]);
  });

  it("a server's certificate, which is of no OCES kind", async () => {
    const problems = problemsOf(await judge(ca, await ca.issueServer({ hosts: ["localhost"] })));
    expect(problems).toContain("subject: wrong-kind");
  });

  it("a serial number of no known form", async () => {
    const person = await ca.issuePoces({ subjectSerialNumber: "PID:1234" });
    expect(problemsOf(await judge(ca, person))).toEqual(["subject: wrong-kind"]);
  });

  it("a person's policy with a company's serial number", async () => {
    const person = await ca.issuePoces({ subjectSerialNumber: "CVR:12345678-UID:1234567890123" });
    expect(problemsOf(await judge(ca, person))).toEqual(["subject: wrong-policy"]);
  });
});

describe("test and production", () => {
  it("have policies of their own: a production certificate is refused where test is trusted", async () => {
    const production = await createCa({ environment: "production" });
    const verdict = await judge(production, await production.issuePoces());
    expect(problemsOf(verdict)).toEqual(["environment: wrong-environment"]);
  });

  it("and a test certificate where production is trusted", async () => {
    const verdict = await judge(ca, await ca.issuePoces(), { trust: trustIn(ca, "production") });
    expect(problemsOf(verdict)).toEqual(["environment: wrong-environment"]);
  });

  it("either is taken where only an anchor is given", async () => {
    const verdict = await judge(ca, await ca.issuePoces(), { trust: createTrust({ anchors: [ca.root.pem] }) });
    expect(verdict.outcome).toBe("valid");
  });
});

describe("CAs that must not be believed", () => {
  const unnumbered = async (options: Parameters<Ca["addIssuingCa"]>[0]) => {
    const own = await createCa();
    const issuer = await own.addIssuingCa(options);
    const revocation = offlineRevocation({ crls: [own.crl({ issuer }), own.crl({ issuer: own.root })] });
    return problemsOf(await judge(own, await own.issuePoces({ issuer }), { revocation }));
  };

  it("one that is no CA", async () => {
    expect(await unnumbered({ basicConstraints: { ca: false } })).toEqual(["issuers: chain-refused"]);
  });
  it("one without basic constraints", async () => {
    expect(await unnumbered({ basicConstraints: "absent" })).toEqual(["issuers: chain-refused"]);
  });
  it("one whose key may sign lists alone", async () => {
    expect(await unnumbered({ keyUsage: ["cRLSign"] })).toEqual(["issuers: chain-refused"]);
  });
  it("one whose key may sign certificates alone: its lists count for nothing", async () => {
    expect(await unnumbered({ keyUsage: ["keyCertSign"] })).toEqual(["revocation: revocation-unknown"]);
  });
  it("one for another policy", async () => {
    expect(await unnumbered({ policy: "1.3.6.1.4.1.31313.2.4.6.2.5" })).toEqual(["ca-policies: wrong-policy"]);
  });
  it("one that expired", async () => {
    const window = { notBefore: hoursFromNow(-9), notAfter: hoursFromNow(-1) };
    expect(await unnumbered(window)).toEqual(["validity: expired"]);
  });
  it("one below a CA that may have none below it", async () => {
    const own = await createCa({ issuing: { basicConstraints: { ca: true, pathLength: 0 } } });
    const issuer = await own.addIssuingCa({ issuer: own.issuing });
    const revocation = offlineRevocation({ crls: [own.crl({ issuer }), own.crl(), own.crl({ issuer: own.root })] });
    expect(problemsOf(await judge(own, await own.issuePoces({ issuer }), { revocation }))).toEqual([
      "issuers: chain-refused",
    ]);
  });
  it("one directly below it, though, is right", async () => {
    const own = await createCa({ issuing: { basicConstraints: { ca: true, pathLength: 0 } } });
    expect((await judge(own, await own.issuePoces())).outcome).toBe("valid");
  });
  it("a person who issues certificates", async () => {
    const person = await ca.issuePoces();
    const victim = await ca.issuePoces({ signedWith: person.privateKey });
    const untrusted = [person.certificate, ...person.chain].map((der) => readCertificate(der));
    expect(problemsOf(await judge(ca, victim, { untrusted }))).toEqual(["chain: untrusted"]);
  });
});

describe("a CA that was certified anew", () => {
  it("is judged by the certificate that was valid then, in whatever order they come", async () => {
    const own = await createCa();
    const { name, privateKey: key } = own.issuing;
    const old = await own.addIssuingCa({ name, key, notBefore: hoursFromNow(-1000), notAfter: hoursFromNow(-10) });
    const person = await own.issuePoces();
    const chain = [old.certificate, ...person.chain].map((der) => readCertificate(der));
    expect((await judge(own, person, { untrusted: chain })).outcome).toBe("valid");
    expect((await judge(own, person, { untrusted: chain.toReversed() })).outcome).toBe("valid");
  });
});

describe("the status of CAs", () => {
  it("is said to be unchecked where no list is at hand", async () => {
    const verdict = await judge(ca, await ca.issuePoces(), { revocation: offlineRevocation({ crls: [ca.crl()] }) });
    expect(verdict.outcome).toBe("valid");
    expect(verdict.findings.find(({ rule }) => rule === "ca-revocation")?.level).toBe("unchecked");
  });

  it("keeps the outcome open where the caller demands it", async () => {
    const revocation = offlineRevocation({ crls: [ca.crl()] });
    const verdict = await judge(ca, await ca.issuePoces(), { revocation, requireCaRevocation: true });
    expect(verdict).toMatchObject({ outcome: "indeterminate", reason: "revocation-unknown" });
  });

  it("refuses what a revoked CA issued", async () => {
    const own = await createCa();
    own.revoke(own.issuing.serial, { at: hoursFromNow(-1), reason: "cACompromise" });
    expect(problemsOf(await judge(own, await own.issuePoces()))).toEqual(["ca-revocation: revoked"]);
  });
});

describe("a list at hand answers for a time", () => {
  const answer = async (
    options: CrlOptions,
    more: { at?: Date; notAfter?: Date; revoked?: Parameters<Ca["revoke"]>[1] } = {},
  ) => {
    const own = await createCa();
    const person = await own.issuePoces({ notBefore: hoursFromNow(-100), notAfter: more.notAfter });
    if (more.revoked) own.revoke(person.serial, more.revoked);
    const revocation = offlineRevocation({ crls: [own.crl(options)] });
    return problemsOf(await judge(own, person, { revocation, at: more.at }));
  };
  const unknown = ["revocation: revocation-unknown"];
  const revoked = ["revocation: revoked"];

  it("inside its window", async () => {
    expect(await answer({ thisUpdate: hoursFromNow(-12), nextUpdate: NOW })).toEqual([]);
  });
  it("not after it: stale is not valid", async () => {
    expect(await answer({ thisUpdate: hoursFromNow(-13), nextUpdate: hoursFromNow(-1) })).toEqual(unknown);
  });
  it("when it is younger, and the certificate had not expired by then", async () => {
    expect(await answer({ thisUpdate: hoursFromNow(50) }, { notAfter: hoursFromNow(60) })).toEqual([]);
    expect(await answer({ thisUpdate: hoursFromNow(50) }, { notAfter: hoursFromNow(40) })).toEqual(unknown);
  });
  it("not when it is dated later than it is", async () => {
    const revocation = offlineRevocation({
      crls: [ca.crl({ thisUpdate: hoursFromNow(50) })],
      clock: { now: () => NOW },
    });
    expect(problemsOf(await judge(ca, await ca.issuePoces(), { revocation }))).toEqual(unknown);
  });
  it("a revocation from before counts even in a stale list", async () => {
    const stale = { thisUpdate: hoursFromNow(-13), nextUpdate: hoursFromNow(-1) };
    expect(await answer(stale, { revoked: { at: hoursFromNow(-14), reason: "keyCompromise" } })).toEqual(revoked);
  });
  it("a hold in a stale list may have been lifted", async () => {
    const stale = { thisUpdate: hoursFromNow(-13), nextUpdate: hoursFromNow(-1) };
    expect(await answer(stale, { revoked: { at: hoursFromNow(-14), reason: "certificateHold" } })).toEqual(unknown);
    expect(await answer({}, { revoked: { at: hoursFromNow(-14), reason: "certificateHold" } })).toEqual(revoked);
  });
  it("an entry that should only stand in a delta list is a revocation in a full one", async () => {
    const person = await ca.issuePoces({ revoked: { at: hoursFromNow(-1), reason: "keyCompromise" } });
    const list = Buffer.from(ca.crl());
    const reason = Buffer.from("0603551d1504030a01", "hex"); // of an extension, up to its value
    const entry = list.indexOf(Buffer.from(person.serial, "hex"));
    list[list.indexOf(reason, entry) + reason.length] = 8; // removeFromCRL
    const tbs = list.subarray(4, 8 + list.readUInt16BE(6));
    sign("sha256", tbs, ca.issuing.privateKey).copy(list, list.length - 256);
    const verdict = await judge(ca, person, { revocation: offlineRevocation({ crls: [list] }) });
    expect(problemsOf(verdict)).toEqual(revoked);
  });
  it("a revocation from after the time asked about does not reach back", async () => {
    const late = { at: hoursFromNow(-1), reason: "keyCompromise" } as const;
    expect(await answer({}, { revoked: late, at: hoursFromNow(-2) })).toEqual([]);
    expect(await answer({}, { revoked: late, at: hoursFromNow(-1) })).toEqual(revoked);
  });

  const unusable: readonly (readonly [string, CrlOptions])[] = [
    ["a damaged one", { damagedSignature: true }],
    ["one part of several", { partition: "CRL148" }],
    ["one of CAs alone", { onlyContains: "caCerts" }],
    ["one of attribute certificates", { onlyContains: "attributeCerts" }],
    ["a delta list", { deltaBase: 1 }],
    ["one with an unknown critical extension", { unknownCriticalExtension: true }],
    ["one of some reasons alone", { onlySomeReasons: ["keyCompromise"] }],
    ["an indirect one", { indirect: true }],
    ["one that is due again before it was made", { thisUpdate: hoursFromNow(1), nextUpdate: hoursFromNow(-1) }],
    [
      "one with somebody else's entry of an unknown critical extension",
      { extraEntries: [{ serial: "01", at: NOW, reason: "unspecified", unknownCriticalExtension: true }] },
    ],
  ];
  it.each(unusable)("not %s", async (_name, options) => {
    expect(await answer(options)).toEqual(unknown);
  });
  it("one of users, about a user", async () => {
    expect(await answer({ onlyContains: "userCerts" })).toEqual([]);
  });

  it("not one that another CA signed under the issuer's name", async () => {
    const other = await createCa();
    const revocation = offlineRevocation({ crls: [ca.crl({ signedBy: other.root })] });
    expect(problemsOf(await judge(ca, await ca.issuePoces(), { revocation }))).toEqual(unknown);
  });
  it("not one of another CA", async () => {
    const revocation = offlineRevocation({ crls: [ca.crl({ issuer: ca.root })] });
    expect(problemsOf(await judge(ca, await ca.issuePoces(), { revocation }))).toEqual(unknown);
  });
  it("and none at all is no answer", async () => {
    expect(problemsOf(await judge(ca, await ca.issuePoces(), { revocation: offlineRevocation({}) }))).toEqual(unknown);
  });
  it("and an entry that cannot be read leaves it open", async () => {
    const person = await ca.issuePoces({ revoked: { at: new Date("2022-03-04T05:06:07Z"), reason: "unspecified" } });
    const list = Buffer.from(ca.crl());
    list.write("229904050607Z", list.indexOf("220304050607Z"), "latin1"); // month 99
    const tbs = list.subarray(4, 8 + list.readUInt16BE(6));
    sign("sha256", tbs, ca.issuing.privateKey).copy(list, list.length - 256);
    const verdict = await judge(ca, person, { revocation: offlineRevocation({ crls: [list] }) });
    expect(problemsOf(verdict)).toEqual(unknown);
    expect(JSON.stringify(verdict.findings)).toContain("An entry of a revocation list");
  });
  it("a list with a certificate twice is refused when it is read", () => {
    const entry = { serial: "0102", at: NOW, reason: "unspecified" } as const;
    expect(() => offlineRevocation({ crls: [ca.crl({ extraEntries: [entry, entry] })] })).toThrow("an entry twice");
  });
  it("of two that disagree the one that says revoked is believed", async () => {
    const person = await ca.issuePoces({ revoked: { at: hoursFromNow(-1), reason: "unspecified" } });
    const revocation = offlineRevocation({ crls: [ca.crl({ omit: [person.serial] }), ca.crl()] });
    expect(problemsOf(await judge(ca, person, { revocation }))).toEqual(revoked);
  });
  it("in PEM too", async () => {
    const base64 = Buffer.from(ca.crl()).toString("base64").replace(/.{64}/g, "$&\n");
    const pem = Buffer.from(`-----BEGIN X509 CRL-----\n${base64}\n-----END X509 CRL-----\n`);
    expect((await judge(ca, await ca.issuePoces(), { revocation: offlineRevocation({ crls: [pem] }) })).outcome).toBe(
      "valid",
    );
  });
});
