import { describe, expect, it } from "vitest";
import { consents, covers } from "../../src/cpr/consent.js";
import { text } from "../../src/texts.js";

/** What each version said. A line here is never changed: a new sentence is a new version, with a line of its own. */
const record = {
  "cpr-match/1": {
    da: "Lad {service} kontrollere mit CPR-nummer, og gå videre",
    en: "Let {service} check my CPR number and go on",
  },
  "cpr-match-given/1": {
    da: "Lad {service} kontrollere det CPR-nummer, den har givet, og gå videre",
    en: "Let {service} check the CPR number it has given and go on",
  },
  "cpr-remember/1": {
    da: "Husk mit CPR-nummer, næste gang jeg logger på {service}. Det slettes, når det ikke har været brugt i tre måneder.",
    en: "Remember my CPR number the next time I log in to {service}. It is deleted when it has not been used for three months.",
  },
  "cpr-remember/2": {
    da: "Husk mit CPR-nummer, næste gang jeg logger på eller underskriver hos {service}. Det slettes, når det ikke har været brugt i tre måneder.",
    en: "Remember my CPR number the next time I log in or sign at {service}. It is deleted when it has not been used for three months.",
  },
};

describe("the consent on the CPR pages", () => {
  it.each(Object.values(consents))("$version says what it always said", ({ key, version }) => {
    const { da, en } = text.tables as Record<"da" | "en", Record<string, string>>;
    expect({ da: da[key], en: en[key] }).toEqual(record[version]);
  });

  it("has a record of every version that is given out", () => {
    expect(Object.keys(record)).toEqual(expect.arrayContaining(Object.values(consents).map(({ version }) => version)));
  });

  it("to remember a number for the next log-in does not cover signing", () => {
    expect([covers("cpr-remember/1", "authenticate"), covers("cpr-remember/1", "sign")]).toEqual([true, false]);
    expect([covers("cpr-remember/2", "authenticate"), covers("cpr-remember/2", "sign")]).toEqual([true, true]);
  });
});
