import { describe, expect, it } from "vitest";
import type { Company } from "../../src/company-register/company-register.js";
import { offersOf, readSearch, searchOffers } from "../../src/organization/offers.js";

const firm = (cvr: string, name: string, change: Partial<Company> = {}): Company => ({
  cvr,
  name,
  form: "ApS",
  status: "active",
  roles: [{ role: "owner", signs: "alone" }],
  ...change,
});
const namesOf = (companies: readonly Company[]) => offersOf(companies).map(({ name }) => name);

describe("a company is offered", () => {
  it.each<[string, Company["roles"], boolean]>([
    ["to its owner", [{ role: "owner", signs: "alone" }], true],
    ["to its owner who signs jointly", [{ role: "owner", signs: "jointly" }], true],
    ["to a fully liable participant", [{ role: "fully-liable-participant", signs: "jointly" }], true],
    ["to a director who signs alone", [{ role: "director", signs: "alone" }], true],
    ["not to a director who signs jointly", [{ role: "director", signs: "jointly" }], false],
    ["not to a member of the board under joint signing", [{ role: "board-member", signs: "jointly" }], false],
    [
      "to who signs alone in one of two roles",
      [
        { role: "board-member", signs: "jointly" },
        { role: "director", signs: "alone" },
      ],
      true,
    ],
    ["not to who has no role there", [], false],
  ])("%s", (_what, roles, expected) => {
    expect(namesOf([firm("12345678", "Firma", { roles })])).toEqual(expected ? ["Firma"] : []);
  });

  it("not when it is dissolved", () => {
    expect(namesOf([firm("12345678", "Firma", { status: "dissolved" })])).toEqual([]);
  });
});

describe("the companies that are offered", () => {
  it("are sorted by name as Danes do: æ, ø and å at the end, aa as å, numbers by value", () => {
    const names = ["Aabenraa Vand", "Østerlund", "Bager 10", "Bager 2", "Ærø Is", "Zoo", "Ål & Co", "anders"];
    const all = names.map((name, n) => firm(String(20_000_000 + n), name));
    expect(namesOf(all)).toEqual([
      "anders",
      "Bager 2",
      "Bager 10",
      "Zoo",
      "Ærø Is",
      "Østerlund",
      "Aabenraa Vand",
      "Ål & Co",
    ]);
  });

  it("stand by CVR number where the names are the same", () => {
    const twins = [firm("30000000", "Tvilling"), firm("20000000", "Tvilling")];
    expect(offersOf(twins).map(({ number }) => number)).toEqual(["20000000", "30000000"]);
  });
});

describe("a search", () => {
  const all = offersOf([firm("12345678", "Ærø Is"), firm("87654321", "Bager Jensen (Vest)")]);
  it.each([
    ["ærø", ["Ærø Is"]],
    ["JENSEN", ["Bager Jensen (Vest)"]],
    ["(vest)", ["Bager Jensen (Vest)"]],
    ["1234", ["Ærø Is"]],
    ["12 34 56 78", ["Ærø Is"]],
    ["A\u0308ro", []],
    [".*", []],
    ["is", ["Ærø Is"]],
    ["e", ["Bager Jensen (Vest)"]],
  ])("for %j finds %j", (search, expected) => {
    expect(searchOffers(all, search).map(({ name }) => name)).toEqual(expected);
  });

  it.each([
    [undefined, ""],
    ["  bager \t jensen\n", "bager jensen"],
    ["a\u0000b\u202ec\ud83d", "a b c"],
    ["x".repeat(500), "x".repeat(100)],
  ])("typed as %j is one bounded line", (typed, expected) => {
    expect(readSearch(typed)).toBe(expected);
  });
});
