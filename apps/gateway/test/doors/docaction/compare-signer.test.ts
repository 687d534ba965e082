import { NationalId } from "@eid-gateway/core";
import { describe, expect, it } from "vitest";
import { compareSigner } from "../../../src/doors/docaction/compare-signer.js";
import type { KnownPerson } from "../../../src/doors/docaction/sitting.js";

const ANNA = "0101701234";
const BO = "0202702345";
const number = (digits: string, country = "DK") => new NationalId(country, digits);
const person = (subject: string, more: Partial<KnownPerson> = {}): KnownPerson => ({
  family: "nemid",
  identityKind: "person",
  subject,
  ...more,
});
const employee = (subject: string, more: Partial<KnownPerson> = {}) =>
  person(subject, { identityKind: "employee", ...more });

describe("where the order names a number", () => {
  it.each([
    ["its holder", number(ANNA), "same"],
    ["its holder, written with a hyphen", number("010170-1234"), "same"],
    ["somebody else", number(BO), "other"],
    ["a number of another country", number(ANNA, "NO"), "other"],
    ["a number of no digits", number(""), "other"],
    ["no number at all", undefined, "unknown"],
  ])("%s is taken for that", (_who, found, expected) => {
    const wanted = { subject: number(ANNA), began: undefined };
    expect(compareSigner(wanted, person("PID:1", found && { nationalId: found }))).toBe(expected);
  });

  it("who was at the gate makes nobody else its holder", () => {
    const wanted = { subject: number(ANNA), began: person("PID:2") };
    expect(compareSigner(wanted, person("PID:2", { nationalId: number(BO) }))).toBe("other");
    expect(compareSigner(wanted, person("PID:2"))).toBe("unknown");
  });

  it("its holder may log in as a person and sign as an employee", () => {
    const wanted = { subject: number(ANNA), began: person("PID:1", { nationalId: number(ANNA) }) };
    expect(compareSigner(wanted, employee("CVR:1-RID:1", { nationalId: number(ANNA) }))).toBe("same");
  });
});

describe("where the order names nobody", () => {
  const compare = (began: KnownPerson | undefined, found: KnownPerson) =>
    compareSigner({ subject: undefined, began }, found);

  it("anybody is taken who was not asked to log in before", () => {
    expect(compare(undefined, person("PID:1"))).toBe("same");
  });

  it.each([
    ["another PID", person("PID:1"), person("PID:2")],
    ["another RID of the company", employee("CVR:1-RID:1"), employee("CVR:1-RID:2")],
    ["the RID at another company", employee("CVR:1-RID:1"), employee("CVR:2-RID:1")],
    [
      "another number, whatever the kind",
      person("PID:1", { nationalId: number(ANNA) }),
      employee("CVR:1-RID:1", { nationalId: number(BO) }),
    ],
  ])("%s is not who logged in", (_what, began, found) => {
    expect(compare(began, found)).toBe("not-who-began");
  });

  it.each([
    ["the same PID", person("PID:1"), person("PID:1")],
    ["the same CVR and RID", employee("CVR:1-RID:1"), employee("CVR:1-RID:1")],
    [
      "the same number by another identifier",
      person("PID:1", { nationalId: number(ANNA) }),
      employee("CVR:1-RID:1", { nationalId: number(ANNA) }),
    ],
  ])("%s is who logged in", (_what, began, found) => {
    expect(compare(began, found)).toBe("same");
  });

  it.each([
    ["a person and an employee", person("PID:1"), employee("CVR:1-RID:1")],
    ["two families", person("PID:1"), person("PID:2", { family: "other" })],
    ["a number on one side alone", person("PID:1", { nationalId: number(ANNA) }), employee("CVR:1-RID:1")],
  ])("%s cannot be compared, and are taken", (_what, began, found) => {
    expect(compare(began, found)).toBe("same");
  });
});
