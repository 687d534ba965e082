import { describe, expect, it } from "vitest";
import { methodForm, methodUrl } from "../src/index.js";

const REQUEST = {
  gateway: "https://id.example.dk",
  service: "demo",
  methods: ["nemid"],
  target: "https://shop.example.dk/saml?order=7&by=æ",
} as const;
const TARGET = "https://shop.example.dk/saml?order=7&by=%C3%A6";

describe("the method URL", () => {
  it("names method, profile and language, and carries the target whole", () => {
    const url = methodUrl({ ...REQUEST, profile: "shop", language: "da" });
    expect(url.origin + url.pathname).toBe("https://id.example.dk/std/method/demo/");
    expect(Object.fromEntries(url.searchParams)).toEqual({ id: "nemid:shop:da", target: TARGET });
  });

  it.each([
    ["https://shop.example.dk/saml?name=O'Neill", "https://shop.example.dk/saml?name=O%27Neill"],
    ["https://shop.example.dk/saml?a b", "https://shop.example.dk/saml?a%20b"],
    ["https://shop.example.dk/saml?a=%zz&b=%C3%A6;{|}", "https://shop.example.dk/saml?a=%zz&b=%C3%A6;{|}"],
    ["https://shop.example.dk/saml?", "https://shop.example.dk/saml?"],
    ["https://shop.example.dk", "https://shop.example.dk"],
  ])(
    "names the target as the browser will ask for it, since that is what the answer is held against: %s",
    (target, named) => {
      expect(methodUrl({ ...REQUEST, target }).searchParams.get("target")).toBe(named);
    },
  );

  it.each(["", "/saml", "https://shop.example.dk/saml#part", "https://shop.example.dk/saml?a#b"])(
    "refuses a target that no answer can be posted to: %j",
    (target) => {
      expect(() => methodUrl({ ...REQUEST, target })).toThrow(TypeError);
    },
  );

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
    expect(fields).toEqual({ id: "nemid", target: TARGET, "prefilled.subject": "0703010003" });
  });
});
