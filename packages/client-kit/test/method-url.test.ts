import { describe, expect, it } from "vitest";
import { methodForm, methodUrl } from "../src/index.js";

const REQUEST = {
  gateway: "https://id.example.dk",
  service: "demo",
  methods: ["nemid"],
  target: "https://shop.example.dk/saml?order=7&by=æ",
} as const;

describe("the method URL", () => {
  it("names method, profile and language, and carries the target whole", () => {
    const url = methodUrl({ ...REQUEST, profile: "shop", language: "da" });
    expect(url.origin + url.pathname).toBe("https://id.example.dk/std/method/demo/");
    expect(Object.fromEntries(url.searchParams)).toEqual({ id: "nemid:shop:da", target: REQUEST.target });
  });

  it.each([
    [{}, "nemid"],
    [{ language: "da" }, "nemid::da"],
    [{ profile: "shop" }, "nemid:shop"],
    [{ methods: ["nemid", "nemid-codefile"] as const, language: "en" }, "nemid,nemid-codefile::en"],
  ])("leaves out what is not said: %j", (more, id) => {
    expect(methodUrl({ ...REQUEST, ...more }).searchParams.get("id")).toBe(id);
  });

  it.each([
    { service: "demo/../other" },
    { service: ".." },
    { service: "." },
    { service: "%2e%2e" },
    { service: "demo\\..\\other" },
    { service: "demo;x" },
    { service: "" },
    { methods: ["nemid:demo"] as const },
    { methods: [""] as const },
    { methods: ["nemid,other"] as const },
    { profile: "a:b" },
    { language: "da#" },
    { profile: "a b" },
  ])("refuses a name that would be read as something else: %j", (more) => {
    expect(() => methodUrl({ ...REQUEST, ...more })).toThrow(TypeError);
  });

  it("never carries a CPR number: that is for the form, which is posted", () => {
    const { action, fields } = methodForm(REQUEST, "0703010003");
    expect(action.search).toBe("");
    expect(fields).toEqual({ id: "nemid", target: REQUEST.target, "prefilled.subject": "0703010003" });
  });
});
