import { describe, expect, it } from "vitest";
import { createAssets } from "../../src/assets.js";
import { dressProfile } from "../../src/screens/look.js";
import { renderNotice } from "../../src/screens/render-notice.js";
import { stylesheetOf } from "../../src/screens/stylesheet.js";
import { pageOf, profile } from "./pages.js";

const image = { name: "logo.svg", mediaType: "image/svg+xml", sha256: "", bytes: Buffer.from("<svg/>") } as const;
const logo = {
  light: image,
  dark: { ...image, bytes: Buffer.from("<svg id='d'/>") },
  alt: { en: 'The "Demo"', da: "Demoen" },
};

describe("the look of a profile", () => {
  it("says the colours of both schemes as variables", () => {
    const dark = { ...profile.colors.light, onPrimary: "#abcdef" };
    const css = stylesheetOf({ ...profile, colors: { ...profile.colors, dark } }, "").toString();
    expect(css).toContain("--on-primary: #ffffff;");
    expect(css).toMatch(/prefers-color-scheme: dark\) \{ :root \{.*--on-primary: #abcdef;/);
  });
  it.each(["red", "#fff", "#123456;} body{background:url(https://evil)}", "var(--x)", "url(x)"])(
    "refuses the colour %s",
    (page) => {
      const colors = { ...profile.colors, light: { ...profile.colors.light, page } };
      expect(() => stylesheetOf({ ...profile, colors }, "")).toThrow("#rrggbb");
    },
  );
  it.each([Number.NaN, -1, Number.POSITIVE_INFINITY])("refuses the length %d", (radius) => {
    expect(() => stylesheetOf({ ...profile, radius }, "")).toThrow("number of pixels");
  });
  it("refuses a font stack that would leave its place", () => {
    expect(() => stylesheetOf({ ...profile, font: { ...profile.font, stack: "x; } body { color: red" } }, "")).toThrow(
      "font stack",
    );
  });
  it("is another style sheet for another layout", () => {
    const assets = createAssets();
    const sheets = (["card", "split", "bar"] as const).map(
      (layout) => dressProfile({ ...profile, layout }, assets).stylesheet,
    );
    expect(new Set(sheets).size).toBe(3);
    for (const sheet of sheets) expect(assets.find(sheet)?.headers["content-type"]).toBe("text/css; charset=utf-8");
  });
  it("is the same for the same profile", () => {
    expect(dressProfile(profile, createAssets())).toEqual(dressProfile(profile, createAssets()));
  });
  it("shows the logo with its own words, and another file in the dark", () => {
    const page = pageOf({ profile: { logo }, language: "da" });
    const { html } = renderNotice({ kind: "unknown" }, page);
    expect(html).toContain(`<img src="${page.look.logo?.light}" alt="Demoen">`);
    expect(html).toContain(`srcset="${page.look.logo?.dark}"`);
    expect(page.look.logo?.light).not.toBe(page.look.logo?.dark);
  });
  it("leaves the header out when the profile does", () => {
    expect(
      renderNotice({ kind: "unknown" }, pageOf({ profile: { header: { visible: false, align: "start" } } })).html,
    ).not.toContain("<header");
  });
  it("shows help on the screen it is for, and refuses a link that runs script", () => {
    const help = (url: string, screen?: string) => ({ profile: { help: [{ label: { en: "Help" }, url, screen }] } });
    const shown = (page: ReturnType<typeof pageOf>) =>
      renderNotice({ kind: "unknown" }, page).html.includes(">Help</a>");
    expect(shown(pageOf(help("https://help.example/")))).toBe(true);
    expect(shown(pageOf(help("http://help.test/"))), "the configuration has warned").toBe(true);
    expect(shown(pageOf(help("https://help.example/", "notice/unknown")))).toBe(true);
    expect(shown(pageOf(help("https://help.example/", "nemid/cpr")))).toBe(false);
    expect(() => shown(pageOf(help("javascript:alert(1)")))).toThrow("may not link");
  });
});
