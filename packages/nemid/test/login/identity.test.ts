import { describe, expect, it } from "vitest";
import { identityIn, now, openBench, operator } from "./bench.js";

const { ca } = operator;

describe("a person who logs in", async () => {
  const anna = await ca.issuePoces({ name: "Anna Marie Ågård-Øster" });
  const step = await openBench().logIn(anna);
  const identity = identityIn(step);

  it("is known by the PID, with the name split at its last word", () => {
    expect(identity).toMatchObject({
      subject: anna.subject.serialNumber,
      kind: "person",
      name: "Anna Marie Ågård-Øster",
      givenName: "Anna Marie",
      familyName: "Ågård-Øster",
      amr: ["urn:ksi:names:SAML:2.0:ac:OCES"],
    });
    expect(identity).not.toHaveProperty("organization");
    expect(identity.nationalId).toBeUndefined();
  });

  it("has the family's attributes", () => {
    expect(identity.attributes).toEqual({
      pid: anna.subject.pid,
      common_name: "Anna Marie Ågård-Øster",
      dn: expect.stringContaining("Anna Marie"),
      subject_serial_number: anna.subject.serialNumber,
      certificate_type: "POCES",
      login_type: "otp",
      identity_assurance_level: "2",
    });
  });

  it("leaves the message as it was signed, and the verifier's report", () => {
    expect(identity.evidence.format).toBe("nemid");
    expect(Buffer.from(identity.evidence.bytes).toString()).toMatch(/^<\?xml version="1.0"/);
    expect(identity.evidence.report).toMatchObject({ outcome: "valid", at: now.toISOString() });
  });
});

describe("an employee who logs in", async () => {
  const bo = await ca.issueMoces({
    name: "Bo Hansen",
    companyName: "Jensen Test ApS",
    cvr: "23456789",
    rid: "87654321",
  });
  const identity = identityIn(await openBench({ cpr: "match" }).logIn(bo));

  it("is known by company and employee number, and asked for no CPR number", () => {
    expect(identity).toMatchObject({
      subject: "CVR:23456789-RID:87654321",
      kind: "employee",
      name: "Bo Hansen",
      organization: { number: "23456789", name: "Jensen Test ApS" },
    });
  });

  it("has the company in the attributes, and no PID", () => {
    expect(identity.attributes).toMatchObject({
      cvr: "23456789",
      rid: "87654321",
      company_name: "Jensen Test ApS",
      certificate_type: "MOCES",
    });
    expect(identity.attributes).not.toHaveProperty("pid");
  });
});

describe("a holder out of the ordinary", () => {
  it("logs in as Pseudonym, without given and family name", async () => {
    const identity = identityIn(await openBench().logIn(await ca.issuePoces({ pseudonym: true })));
    expect(identity.name).toBe("Pseudonym");
    expect(identity.attributes.pseudonym).toBe(true);
    expect(identity).not.toHaveProperty("givenName");
    expect(identity).not.toHaveProperty("familyName");
  });

  it("of 15 to 17 years is marked as such", async () => {
    const identity = identityIn(await openBench().logIn(await ca.issuePoces({ youth: true })));
    expect(identity.attributes.youth).toBe(true);
  });

  it("with one name has no family name", async () => {
    const identity = identityIn(await openBench().logIn(await ca.issuePoces({ name: "Cher" })));
    expect([identity.givenName, identity.familyName]).toEqual(["Cher", undefined]);
  });
});

describe("the level of assurance", async () => {
  const anna = await ca.issuePoces({ name: "Anna Test" });
  it.each([
    ["2", "substantial"],
    ["1", undefined],
    [undefined, undefined],
  ] as const)("that NemID states as %s is %s", async (identityAssuranceLevel, assurance) => {
    const identity = identityIn(await openBench().logIn(anna, { identityAssuranceLevel }));
    expect(identity.assurance).toBe(assurance);
  });
});

describe("what the browser keeps", async () => {
  const anna = await ca.issuePoces({ name: "Anna Test" });

  it("is NemID's token, as it came", async () => {
    const step = await openBench().logIn(anna, { rememberUseridToken: Buffer.from("opaque token") });
    expect(step).toMatchObject({ kind: "done", keep: Buffer.from("opaque token").toString("base64") });
  });

  it("is nothing when NemID sends no token", async () => {
    expect(await openBench().logIn(anna)).toMatchObject({ kind: "done", keep: "" });
  });
});

describe("a log-in that is bound to something", async () => {
  const anna = await ca.issuePoces({ name: "Anna Test" });
  const binding = "E3Bc_-nZ0cP2bYtM0mRk8m7b2x9dYk0v1w2x3y4z5A0";

  it("has the binding in its evidence, as read from what was signed", async () => {
    const identity = identityIn(await openBench({ request: { binding } }).logIn(anna));
    expect(identity.evidence.binding).toBe(binding);
    expect(Buffer.from(identity.evidence.bytes).toString()).toContain(`.${binding}<`);
  });

  it("has none when none was wished", async () => {
    expect(identityIn(await openBench().logIn(anna)).evidence.binding).toBeUndefined();
  });

  it("does not begin with a binding that would forge a property", async () => {
    await expect(openBench({ request: { binding: "x;action=sign" } }).start()).rejects.toMatchObject({
      code: "nemid:setup",
    });
  });
});
