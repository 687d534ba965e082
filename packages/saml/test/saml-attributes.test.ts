import { type Identity, NationalId } from "@eid-gateway/core";
import {
  NATIONAL_NUMBER,
  type SamlRelease,
  samlAttributesOf,
  samlIdentityOf,
  samlSubjectOf,
  UNSPECIFIED,
} from "@eid-gateway/saml";
import { describe, expect, it } from "vitest";

const PID = "9208-2002-2-963154826612";
const EMPLOYEE = "CVR:12345678-RID:87654321";
const CPR = "0102038888";
const evidence = { format: "nemid", bytes: new Uint8Array(), report: null };
const amr = ["urn:ksi:names:SAML:2.0:ac:OCES"];

const person: Identity = {
  subject: `PID:${PID}`,
  kind: "person",
  name: "Theodora Ida Mathiesen",
  givenName: "Theodora Ida",
  familyName: "Mathiesen",
  nationalId: new NationalId("DK", CPR),
  birthDate: "2003-02-01",
  amr,
  attributes: {
    pid: PID,
    subject_serial_number: `PID:${PID}`,
    common_name: "Theodora Ida Mathiesen",
    dn: "CN=Theodora",
    youth: true,
    cpr_source: "user",
  },
  evidence,
};
const employee: Identity = {
  ...person,
  subject: EMPLOYEE,
  kind: "employee",
  nationalId: undefined,
  organization: { number: "12345678", name: "Grøn A/S" },
  attributes: { cvr: "12345678", rid: "87654321", company_name: "Grøn A/S", subject_serial_number: EMPLOYEE },
};
const owner: Identity = { ...person, organization: { number: "12345678", name: "Grøn A/S" } };
const withCpr: SamlRelease = { family: "nemid", service: "demo", methodName: "nemid", releaseNationalId: true };
const withoutCpr = { ...withCpr, releaseNationalId: false };

const rowsOf = (identity: Identity, release: SamlRelease) =>
  samlAttributesOf(identity, release).map(({ namespace, name, value }) => `${namespace} ${name} = ${value}`);

const personRows = [
  `unique-id nemid = ${PID}`,
  `signicat unique-id = ${PID}`,
  "signicat service-name = demo",
  "signicat method-name = nemid",
  "signicat plain-name = Theodora Ida Mathiesen",
  "signicat security-level = 3",
  `signicat national-id = ${CPR}`,
  "nemid firstname = Theodora Ida",
  "nemid lastname = Mathiesen",
  `nemid subject-serial-number = PID:${PID}`,
  `nemid pid = ${PID}`,
  `nemid cpr = ${CPR}`,
  "oces plain-name = Theodora Ida Mathiesen",
  `national-id dk.cpr = ${CPR}`,
];
const withoutCprRows = personRows.filter((row) => !row.includes(CPR));
const companyRows = ["signicat organization-number = 12345678", "signicat organization-name = Grøn A/S"];

describe("a person", () => {
  it("has the attributes as captured, in their order", () => {
    expect(rowsOf(person, withCpr)).toEqual(personRows);
  });

  it("is named by the national number, where it may be told", () => {
    expect(samlSubjectOf(person, withCpr)).toEqual({ nameIdentifier: CPR, format: NATIONAL_NUMBER });
  });

  it("is named by the PID, in a format that does not lie, where it may not", () => {
    expect(samlSubjectOf(person, withoutCpr)).toEqual({ nameIdentifier: PID, format: UNSPECIFIED });
    expect(rowsOf(person, withoutCpr)).toEqual(withoutCprRows);
  });

  it("has no number where none was found out", () => {
    const unasked = { ...person, nationalId: undefined };
    expect(rowsOf(unasked, withCpr)).toEqual(withoutCprRows);
    expect(samlSubjectOf(unasked, withCpr)).toEqual({ nameIdentifier: PID, format: UNSPECIFIED });
  });

  it("without release leaves no trace of the number, nor of what comes from it", () => {
    const said = JSON.stringify(samlIdentityOf(person, withoutCpr));
    for (const trace of [CPR, "010203", "2003-02-01", "user", "national id"]) expect(said).not.toContain(trace);
  });

  it("has no split name under a pseudonym, and no last name with one word", () => {
    const { givenName: _g, familyName: _f, ...unsplit } = person;
    const names = (identity: Identity) =>
      rowsOf(identity, withoutCpr).filter((row) => /name = /.test(row) && !/service|method/.test(row));
    expect(names({ ...unsplit, name: "Pseudonym" })).toEqual([
      "signicat plain-name = Pseudonym",
      "oces plain-name = Pseudonym",
    ]);
    expect(names({ ...unsplit, name: "Bo", givenName: "Bo" })).toEqual([
      "signicat plain-name = Bo",
      "nemid firstname = Bo",
      "oces plain-name = Bo",
    ]);
  });
});

describe("an employee", () => {
  const rows = [
    `unique-id nemid = ${EMPLOYEE}`,
    `signicat unique-id = ${EMPLOYEE}`,
    "signicat service-name = demo",
    "signicat method-name = medarbejder",
    "signicat plain-name = Theodora Ida Mathiesen",
    "signicat security-level = 3",
    `nemid subject-serial-number = ${EMPLOYEE}`,
    "nemid cvr = 12345678",
    "nemid rid = 87654321",
    "nemid company = Grøn A/S",
    "nemid firstname = Theodora Ida",
    "nemid lastname = Mathiesen",
    "oces plain-name = Theodora Ida Mathiesen",
  ];
  const release = { ...withCpr, methodName: "medarbejder" };

  it("has the certificate's attributes, and no national id", () => {
    expect(rowsOf(employee, release)).toEqual(rows);
    expect(samlSubjectOf(employee, release)).toEqual({ nameIdentifier: EMPLOYEE, format: UNSPECIFIED });
  });

  it("is not named by a private number that an agreement made known, and has it as `cpr` only where released", () => {
    const known = { ...employee, nationalId: new NationalId("DK", CPR) };
    expect(rowsOf(known, { ...release, releaseNationalId: false })).toEqual(rows);
    expect(rowsOf(known, release).filter((row) => !rows.includes(row))).toEqual([`nemid cpr = ${CPR}`]);
    expect(samlSubjectOf(known, release).nameIdentifier).toBe(EMPLOYEE);
  });
});

describe("a business owner", () => {
  it("is a person with a company", () => {
    expect(rowsOf(owner, withCpr)).toEqual([...personRows, ...companyRows]);
    expect(samlSubjectOf(owner, withCpr).nameIdentifier).toBe(CPR);
  });

  it("does not tell the number that was needed to find the company", () => {
    expect(rowsOf(owner, withoutCpr)).toEqual([...withoutCprRows, ...companyRows]);
  });
});

describe("whoever it is", () => {
  it("was authenticated by OCES", () => {
    for (const identity of [person, employee, owner]) {
      expect(samlIdentityOf(identity, withCpr)).toEqual({
        subject: samlSubjectOf(identity, withCpr),
        authenticationMethod: "urn:ksi:names:SAML:2.0:ac:OCES",
        attributes: samlAttributesOf(identity, withCpr),
      });
    }
  });

  it("has no attribute twice", () => {
    for (const identity of [person, employee, owner]) {
      const names = samlAttributesOf(identity, withCpr).map(({ namespace, name }) => `${namespace} ${name}`);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it.each([
    ["a person without a PID", { ...person, attributes: {} }],
    ["a person whose PID is empty", { ...person, attributes: { pid: "" } }],
    ["a person whose PID is no text", { ...person, attributes: { pid: true } }],
    ["an employee without a serial number", { ...employee, attributes: { pid: PID } }],
  ])("refuses %s, without a word of who it is", (_name, identity) => {
    expect(() => samlAttributesOf(identity, withCpr)).toThrow("An identity of nemid has no identifier to name it by");
    expect(() => samlSubjectOf(identity, withCpr)).toThrow("An identity of nemid has no identifier to name it by");
  });
});

describe("a family without a table", () => {
  const acme: Identity = { ...person, subject: "acme-7", attributes: { badge: "B7", admin: true } };
  const release = { ...withoutCpr, family: "acme", methodName: "acme" };

  it("has the hub-wide attributes and its own texts", () => {
    expect(rowsOf(acme, release)).toEqual([
      "unique-id acme = acme-7",
      "signicat unique-id = acme-7",
      "signicat service-name = demo",
      "signicat method-name = acme",
      "signicat plain-name = Theodora Ida Mathiesen",
      "acme badge = B7",
    ]);
    expect(samlSubjectOf(acme, release)).toEqual({ nameIdentifier: "acme-7", format: UNSPECIFIED });
  });

  it("claims no level and no method that it may not have", () => {
    const { authenticationMethod, attributes } = samlIdentityOf(acme, { ...release, releaseNationalId: true });
    expect(authenticationMethod).toBe("urn:oasis:names:tc:SAML:1.0:am:unspecified");
    expect(attributes.some(({ name }) => name === "security-level")).toBe(false);
    expect(attributes).toContainEqual({ namespace: "signicat", name: "national-id", value: CPR });
  });
});
