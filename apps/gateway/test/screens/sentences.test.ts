import { describe, expect, it } from "vitest";
import { hubSentences, sentencesOf } from "../../src/screens/sentences.js";
import { da } from "../../src/screens/texts/da.js";
import { en } from "../../src/screens/texts/en.js";

const acme = {
  family: "acme",
  texts: { en: { hello: "Hello {name}", only: "Only English" }, da: { hello: "Hej {name}" } },
};
const danish = (profileTexts = {}) => sentencesOf(acme, { language: "da", profileTexts });
const hello = { key: "hello", values: { name: "Ada" } };

describe("a sentence", () => {
  it("is the method's in the page's language", () => {
    expect(danish().plain(hello)).toBe("Hej Ada");
  });
  it("is the profile's where the profile has it for the family", () => {
    expect(danish({ da: { acme: { hello: "Dav {name}" } } }).plain(hello)).toBe("Dav Ada");
  });
  it.each(["Dav {nobody}", "Dav {name} {constructor}"])(
    "is not the profile's where nothing fills its place: %s",
    (theirs) => {
      expect(danish({ da: { acme: { hello: theirs } } }).plain(hello)).toBe("Hej Ada");
      const gateway = hubSentences({
        language: "da",
        profileTexts: { da: { gateway: { "welcome.title": "{nobody}" } } },
      });
      expect(gateway.sayIfKnown("welcome.title")).toBeUndefined();
    },
  );
  it("of another family in the profile changes nothing", () => {
    expect(danish({ da: { gateway: { hello: "Dav {name}" } } }).plain(hello)).toBe("Hej Ada");
  });
  it("prefers the method's own language to the profile's English", () => {
    expect(danish({ en: { acme: { hello: "Hi {name}" } } }).plain(hello)).toBe("Hej Ada");
  });
  it("falls back to English and says so to a screen reader", () => {
    expect(danish().say({ key: "only" }).toString()).toBe('<span lang="en">Only English</span>');
  });
  it("escapes what fills its places", () => {
    expect(
      danish()
        .say({ key: "hello", values: { name: "<b>" } })
        .toString(),
    ).toBe("Hej &#60;b&#62;");
  });
  it("does not fill a place from what filled another", () => {
    expect(danish().plain({ key: "hello", values: { name: "{other}" } })).toBe("Hej {other}");
  });
  it.each(["gone", "constructor", "__proto__", "toString"])("is never missing in silence: %s", (key) => {
    expect(() => danish().say({ key })).toThrow(`no sentence for "${key}"`);
  });
  it("is not said with a place left open", () => {
    expect(() => danish().say({ key: "hello", values: {} })).toThrow("wants a value for {name}");
    expect(() => danish().say({ key: "hello" })).toThrow("wants a value for {name}");
  });
});

describe("the gateway's own sentences", () => {
  const placesOf = (sentence: string) => [...sentence.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();

  it("are complete in Danish, with the same places", () => {
    expect(Object.keys(da).sort()).toEqual(Object.keys(en).sort());
    for (const key of Object.keys(en) as (keyof typeof en)[]) expect(placesOf(da[key]), key).toEqual(placesOf(en[key]));
  });
  it.each(["nb", "sv", "fi", "xx"])("are English in %s", (language) => {
    expect(hubSentences({ language, profileTexts: {} }).plain("page.cancel")).toBe("Cancel");
  });
  it("can be said another way by a profile", () => {
    const profileTexts = { en: { gateway: { "page.cancel": "Stop" } } };
    expect(hubSentences({ language: "en", profileTexts }).plain("page.cancel")).toBe("Stop");
  });
});
