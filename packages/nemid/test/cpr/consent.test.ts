import { describe, expect, it } from "vitest";
import { consents } from "../../src/cpr/consent.js";
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
};

describe("the consent on the CPR pages", () => {
  it.each(Object.values(consents))("$version says what it always said", ({ key, version }) => {
    const { da, en } = text.tables as Record<"da" | "en", Record<string, string>>;
    expect({ da: da[key], en: en[key] }).toEqual(record[version]);
  });

  it("has a record of every version that is given out", () => {
    expect(Object.values(consents).map(({ version }) => version)).toEqual(Object.keys(record));
  });
});
