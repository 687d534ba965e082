import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { COLORS, defaultProfile, FONT_STACKS, type GraphicalProfile } from "../src/index.js";
import { acme, acmeWith, CUSTOMER, customerData, load, mistakesIn, PROFILE } from "./config-folder.js";

const LOGO = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h1"/></svg>';
const PNG = Buffer.from("89504e470d0a1a0a0000", "hex");
const logo = { light: "logo.svg", alt: { en: "Acme" } };
const beside = (name: string) => `customers/acme/profiles/blue/${name}`;

function blue(more: object, files: Record<string, string | Uint8Array> = {}): GraphicalProfile {
  const profile = load(acmeWith.profile({ ...more }, files))
    .customers.get("acme")
    ?.profiles.get("blue");
  if (!profile) throw new Error("the profile is not there");
  return profile;
}

describe("the built-in profile", () => {
  it("gives every colour, light and dark", () => {
    const { light, dark } = defaultProfile().colors;
    expect([Object.keys(light), Object.keys(dark)]).toEqual([Object.keys(COLORS), Object.keys(COLORS)]);
  });

  it("is the same for everybody who has no other of its name", () => {
    expect(load(acme()).customers.get("acme")?.profiles.get("default")).toBe(defaultProfile());
  });

  it("can be replaced by a customer", () => {
    const root = acme({
      "customers/acme/profiles/default/profile.yaml": { apiVersion: "eid-gateway/v1", layout: "bar" },
    });
    expect(load(root).customers.get("acme")?.profiles.get("default")?.layout).toBe("bar");
  });
});

describe("a profile", () => {
  it("may say nothing but its version", () => {
    expect(blue({})).toMatchObject({
      name: "blue",
      layout: "card",
      header: { visible: true, align: "start" },
      colors: defaultProfile().colors,
      font: { family: "system", stack: FONT_STACKS.system, size: 16 },
      radius: 8,
      texts: {},
      help: [],
      window: "top",
      frameParents: [],
    });
  });

  it("changes single colours and leaves the rest to the default", () => {
    const { colors } = blue({ colors: { light: { primary: "#7A0019" } } });
    expect(colors.light).toEqual({ ...defaultProfile().colors.light, primary: "#7a0019" });
    expect(colors.dark).toEqual(defaultProfile().colors.dark);
  });

  it("holds its pictures with their digests", () => {
    const profile = blue({ logo, favicon: "small.png" }, { [beside("logo.svg")]: LOGO, [beside("small.png")]: PNG });
    const sha256 = createHash("sha256").update(LOGO).digest("hex");
    expect(profile.logo?.light).toEqual({
      name: "logo.svg",
      mediaType: "image/svg+xml",
      sha256,
      bytes: new Uint8Array(Buffer.from(LOGO)),
    });
    expect(profile.logo?.dark).toBe(profile.logo?.light);
    expect(profile.favicon?.mediaType).toBe("image/png");
  });

  it("keeps texts by language, family and key", () => {
    const texts = { da: { nemid: { "cpr.title": "Dit CPR-nummer" }, gateway: { cancel: "Fortryd" } } };
    expect(blue({ texts }).texts).toEqual(texts);
  });

  it("has the same hash as long as nothing of it changes", () => {
    const files = { [beside("logo.svg")]: LOGO };
    expect(blue({ logo }, files).hash).toBe(blue({ logo }, files).hash);
    expect(blue({ logo }, files).hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    ["a colour", { colors: { dark: { link: "#ffffff" } } }, LOGO],
    ["a text", { texts: { da: { gateway: { cancel: "Fortryd" } } } }, LOGO],
    ["a picture", {}, LOGO.replace("h1", "h2")],
    ["who may frame it", { window: "self", frameParents: ["https://a.dk"] }, LOGO],
  ])("has another hash with another %s", (_, more, picture) => {
    const before = blue({ logo }, { [beside("logo.svg")]: LOGO }).hash;
    expect(blue({ logo, ...more }, { [beside("logo.svg")]: picture }).hash).not.toBe(before);
  });

  it.each([
    [{ layout: "grid" }, "layout: must be one of card, split, bar"],
    [{ css: "body{}" }, "css: is not a key that is known here"],
    [{ html: "<b>" }, "html: is not a key that is known here"],
    [
      { colors: { light: { primary: "red" } } },
      'colors.light.primary: is not a colour > write it as "#rrggbb", in quotes',
    ],
    [{ colors: { light: { primary: "#fff" } } }, "colors.light.primary: is not a colour"],
    [{ colors: { light: { primary: "#ffffff;}body{" } } }, "colors.light.primary: is not a colour"],
    [{ colors: { light: { primary: null } } }, "colors.light.primary: is empty"],
    [{ colours: {} }, "colours: is not a key that is known here > did you mean colors?"],
    [
      { colors: { light: { onPrimry: "#000000" } } },
      "colors.light.onPrimry: is not a key that is known here > did you mean onPrimary?",
    ],
    [{ font: { family: "Comic Sans" } }, "font.family: must be one of system, humanist"],
    [{ font: { size: 9 } }, "font.size: is below 14"],
    [{ radius: "8px" }, "radius: is a text, but must be a number"],
    [{ header: { visible: "yes" } }, "header.visible: is a text, but must be a yes or no"],
    [{ logo: { light: "logo.svg" } }, "logo.alt: is missing"],
    [{ logo: { ...logo, alt: {} } }, "logo.alt: is in no language"],
    [{ logo: { ...logo, alt: { dk: "Acme" } } }, "logo.alt.dk: is not a key that is known here > did you mean da?"],
    [{ logo: { ...logo, light: "../logo.svg" } }, "logo.light: is not the name of an image in the profile's folder"],
    [{ logo: { ...logo, light: "/etc/logo.svg" } }, "logo.light: is not the name of an image"],
    [{ logo: { ...logo, light: "https://a.dk/logo.svg" } }, "logo.light: is not the name of an image"],
    [{ logo: { ...logo, light: "logo.gif" } }, "logo.light: is not the name of an image"],
    [{ logo }, "logo.svg, which does not exist > put the file there"],
    [{ help: [{ label: { en: "Help" }, url: "javascript:alert(1)" }] }, "help[0].url: is not a web address"],
    [{ help: [{ label: "Help", url: "https://a.dk" }] }, "help[0].label: is a text, but must be a mapping"],
    [
      { window: "self", frameParents: ["https://a.dk/page"] },
      "frameParents[0]: is not a bare origin > write https://a.dk",
    ],
    [{ window: "self", frameParents: ["https://*.a.dk"] }, "frameParents[0]: is not an origin"],
    [{ window: "self", frameParents: ["*"] }, "frameParents[0]: is not an origin"],
    [{ window: "self", frameParents: ["https://a.dk;script-src"] }, "frameParents[0]: is not an origin"],
    [{ texts: { dk: {} } }, "texts.dk: is not a key that is known here > did you mean da?"],
    [{ texts: { da: { nemid: "x" } } }, "texts.da.nemid: is a text, but must be a mapping"],
    [{ texts: { da: { nemid: { a: 1 } } } }, "texts.da.nemid.a: is a number, but must be a text"],
    [
      { frameParents: ["https://a.dk"] },
      "frameParents: means nothing where the pages have the whole window > set window: self",
    ],
    [{ window: "self" }, "frameParents: names nobody, so no page could show these > list the origins"],
    [{ window: "popup" }, "frameParents: names nobody"],
    [{ languages: ["sv"] }, "languages[0]: names a language this customer does not have"],
    [{ languages: [] }, "languages: is an empty list"],
    [{ languages: ["da"], language: "en" }, "language: is not among the profile's languages"],
    [{ extends: "default" }, "extends: is not a key that is known here"],
    [{ window: "frame" }, "window: must be one of top, self, popup"],
    [{ language: "fi" }, "language: names a language this customer does not have"],
  ])("with %j is told: %s", (more, expected) => {
    expect(mistakesIn(acmeWith.profile(more)).join("\n")).toContain(expected);
  });

  it.each([
    ["an SVG with a script", "logo.svg", LOGO.replace("<path", "<script/><path"), "holds the element script"],
    ["an SVG that is not UTF-8", "logo.svg", Buffer.from([0xff, 0xfe]), "is not UTF-8 text"],
    [
      "an SVG of more than 256 KiB",
      "logo.svg",
      LOGO.replace("h1", "h1".repeat(140_000)),
      "is larger than 262144 bytes",
    ],
    ["a PNG that is an SVG", "logo.png", LOGO, "is not an image/png file"],
    ["a JPEG that is a PNG", "logo.jpg", PNG, "is not an image/jpeg file"],
    ["a WebP that is a sound", "logo.webp", Buffer.from("RIFF____WAVE"), "is not an image/webp file"],
    [
      "a picture of more than 1 MiB",
      "logo.png",
      Buffer.concat([PNG, Buffer.alloc(1024 * 1024)]),
      "is larger than 1048576 bytes",
    ],
  ])("is refused for %s, and the picture is named", (_, name, content, message) => {
    const root = acmeWith.profile({ logo: { ...logo, light: name } }, { [beside(name)]: content });
    expect(mistakesIn(root)).toEqual([expect.stringContaining(`profiles/blue/${name} : ${message}`)]);
  });

  it("must have a name that can stand in an address", () => {
    const root = acme({ "customers/acme/profiles/Blå profil/profile.yaml": { apiVersion: "eid-gateway/v1" } });
    expect(mistakesIn(root)).toEqual([
      expect.stringContaining("has a profile folder whose name cannot stand in an address"),
    ]);
  });

  it("with mistakes is not also called unknown", () => {
    const root = acme({
      [CUSTOMER]: { ...customerData, defaultProfile: "blue" },
      [PROFILE]: { apiVersion: "eid-gateway/v1", radius: 99 },
    });
    expect(mistakesIn(root)).toEqual([expect.stringContaining("radius: is above 32")]);
  });
});
