import { describe, expect, it } from "vitest";
import { defaultProfile } from "../src/index.js";
import { contrastProblems, contrastRatio } from "../src/profile/contrast.js";
import { acmeWith, mistakesIn, PROFILE } from "./config-folder.js";

const light = defaultProfile().colors.light;

describe("contrastRatio", () => {
  it.each([
    ["#000000", "#ffffff", 21],
    ["#ffffff", "#000000", 21],
    ["#777777", "#777777", 1],
    ["#777777", "#ffffff", 4.48],
    ["#767676", "#ffffff", 4.54],
    ["#ff0000", "#ffffff", 4.0],
  ])("of %s and %s is %d, as WCAG computes it", (one, other, ratio) => {
    expect(contrastRatio(one, other)).toBeCloseTo(ratio, 2);
  });
});

describe("contrastProblems", () => {
  it("names the pair, both colours and the ratio, never rounded up to what is asked for", () => {
    expect(contrastProblems({ ...light, onHeader: "#777777", header: "#ffffff" })).toEqual([
      {
        color: "onHeader",
        message: "on header (#777777 on #ffffff) has a contrast of 4.47:1, below 4.5:1",
        remedy: "make onHeader or header lighter or darker (WCAG 2.2 AA)",
      },
    ]);
  });

  it.each([
    ["text", "#bbbbbb", 2],
    ["muted", "#bbbbbb", 2],
    ["link", "#bbbbbb", 2],
    ["problem", "#bbbbbb", 1],
    ["onPrimary", "#0b5394", 1],
    ["onHeader", "#ffffff", 1],
    ["border", "#dddddd", 1],
    ["focus", "#dddddd", 2],
  ] as const)("finds %s too pale on each of its grounds", (color, value, count) => {
    const problems = contrastProblems({ ...light, [color]: value });
    expect(problems.map((problem) => problem.color)).toEqual(Array(count).fill(color));
  });

  it("asks less of edges than of texts", () => {
    expect(contrastProblems({ ...light, border: "#8a8a8a" })).toEqual([]);
  });
});

describe("a profile's colours", () => {
  it("are refused where they cannot be read, light and dark apart", () => {
    const root = acmeWith.profile({ colors: { light: { text: "#aaaaaa" }, dark: { text: "#333333" } } });
    expect(mistakesIn(root).map((mistake) => mistake.split(" has ")[0])).toEqual([
      `${PROFILE} colors.light.text: on page (#aaaaaa on #eef1f5)`,
      `${PROFILE} colors.light.text: on surface (#aaaaaa on #ffffff)`,
      `${PROFILE} colors.dark.text: on page (#333333 on #10151b)`,
      `${PROFILE} colors.dark.text: on surface (#333333 on #1a2129)`,
    ]);
  });

  it("are judged together with those they leave to the default", () => {
    expect(mistakesIn(acmeWith.profile({ colors: { light: { primary: "#ffee00" } } })).join()).toContain(
      "onPrimary: on primary",
    );
  });
});
