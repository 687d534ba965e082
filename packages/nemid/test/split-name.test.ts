import { describe, expect, it } from "vitest";
import { splitName } from "../src/split-name.js";

describe("splitting a name", () => {
  it.each([
    ["Tilde Nilsson", "Tilde", "Nilsson"],
    ["Anna Marie Øster Ågård", "Anna Marie Øster", "Ågård"],
    ["Bo Smith-Hansen", "Bo", "Smith-Hansen"],
    ["  Bo   Hansen ", "Bo", "Hansen"],
    ["Cher", "Cher", undefined],
  ])("%j gives %j and %j", (name, givenName, familyName) => {
    expect(splitName(name)).toEqual({ givenName, ...(familyName && { familyName }) });
  });

  it("gives nothing for no name", () => {
    expect(splitName(" ")).toEqual({});
  });
});
