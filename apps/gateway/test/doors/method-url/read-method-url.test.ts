import { type CustomerConfig, defaultProfile } from "@eid-gateway/config";
import { describe, expect, it } from "vitest";
import { readMethodUrl } from "../../../src/doors/method-url/read-method-url.js";
import { MethodUrlRefused } from "../../../src/doors/method-url/refusal.js";

const TARGET = "https://shop.dk/saml";
const profile = defaultProfile();
const use = (method: string, more = {}) => ({ method, config: {}, ...more });
const target = { url: TARGET, continuesTo: [], nationalId: true, organization: true };

const shop = {
  service: "shop",
  name: "Shop",
  sector: "private",
  methods: new Map([
    ["nemid", use("nemid")],
    ["work", use("nemid-moces", { profile: "blue" })],
    ["file", use("nemid-codefile")],
  ]),
  portals: new Map([["all", ["file", "nemid"]]]),
  languages: ["da", "en"],
  defaultLanguage: "da",
  profiles: new Map([
    ["default", profile],
    ["blue", { ...profile, name: "blue", language: "en" }],
    ["iframe", { ...profile, name: "iframe" }],
  ]),
  defaultProfile: "default",
  saml: { targets: [target, { ...target, url: `${TARGET}/plain`, nationalId: false }], prefillByGet: true },
} as unknown as CustomerConfig;
const strict = { ...shop, service: "strict", saml: { ...shop.saml, prefillByGet: false } };
const customers = new Map([shop, strict].map((each) => [each.service, each]));

type Fields = Readonly<Record<string, string>>;

function read(query: Fields, form: Fields = {}, service = "shop") {
  const warnings: string[] = [];
  const given = "target" in form || "target" in query ? query : { target: TARGET, ...query };
  const { request } = readMethodUrl({ customers }, { service, query: given, form }, (warning) => {
    warnings.push(warning);
  });
  return { ...request, warnings };
}
function refusalOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (error instanceof MethodUrlRefused) return `${error.kind}: ${error.message}`;
    throw error;
  }
  throw new Error("it was not refused");
}

describe("what an address names", () => {
  it.each([
    [{ id: "nemid" }, ["nemid"], "default", "da"],
    [{ id: "nemid:" }, ["nemid"], "default", "da"],
    [{ id: "nemid::" }, ["nemid"], "default", "da"],
    [{ id: "nemid::en" }, ["nemid"], "default", "en"],
    [{ id: "nemid:blue" }, ["nemid"], "blue", "en"],
    [{ id: "nemid:blue:" }, ["nemid"], "blue", "en"],
    [{ id: "nemid:blue:da" }, ["nemid"], "blue", "da"],
    [{ id: "nemid:BLUE:DA" }, ["nemid"], "blue", "da"],
    [{ id: "nemid:iframe:en" }, ["nemid"], "iframe", "en"],
    [{ id: " nemid : blue : da " }, ["nemid"], "blue", "da"],
    [{ id: "nemid::da-DK" }, ["nemid"], "default", "da"],
    [{ id: "nemid::en_GB" }, ["nemid"], "default", "en"],
    [{ id: "nemid::xx" }, ["nemid"], "default", "da"],
    [{ id: "nemid::sv" }, ["nemid"], "default", "da"], // a language of the pages, and none of this customer's
    [{ id: "nemid:blue:xx" }, ["nemid"], "blue", "en"],
    [{ id: "work" }, ["work"], "blue", "en"],
    [{ id: "work:default" }, ["work"], "default", "da"],
    [{ id: "nemid,work::en" }, ["nemid", "work"], "default", "en"],
    [{ id: "work, nemid ,,work" }, ["work", "nemid"], "default", "da"],
    [{ id: "all" }, ["file", "nemid"], "default", "da"],
    [{ id: "nemid,all" }, ["nemid", "file"], "default", "da"],
    [{ method: "nemid" }, ["nemid"], "default", "da"],
    [{ method: "nemid", profile: "blue", language: "da" }, ["nemid"], "blue", "da"],
    [{ method: "file,nemid,work", profile: "", language: "" }, ["file", "nemid", "work"], "default", "da"],
    [{ id: "", method: "work" }, ["work"], "blue", "en"],
    [{ id: "nemid", method: "work", profile: "blue", language: "en" }, ["nemid"], "default", "da"],
  ])("%j", (fields, methods, ofProfile, language) => {
    expect(read(fields)).toMatchObject({ methods, profile: ofProfile, language, warnings: [] });
    expect(read({}, { ...fields, target: TARGET }), "posted").toMatchObject({ methods, profile: ofProfile, language });
  });

  it("with an unknown profile shows the default one, and warns", () => {
    const { profile: shown, warnings } = read({ id: "work:bleu" });
    expect(shown).toBe("default");
    expect(warnings).toEqual([expect.stringContaining("does not exist")]);
  });

  it("asks for what the target may have, and always for a log-in of its own", () => {
    expect(read({ id: "nemid" })).toMatchObject({ needs: { nationalId: true, organization: true }, fresh: true });
    const plain = read({ id: "nemid", target: `${TARGET}/plain?x` });
    expect(plain).toMatchObject({ needs: { nationalId: false }, returnTo: `${TARGET}/plain` });
  });
});

describe("what may be filled in", () => {
  const filled = (value: string) => read({ id: "nemid", "prefilled.subject": value }).hints;

  it.each(["0101701234", "010170-1234", " 0101701234 "])("is a CPR number: %s", (value) => {
    expect(filled(value).nationalId?.reveal()).toBe("0101701234");
  });

  it.each(["", "123", "01017012345", "010170 1234", "0101701234x", "010170--1234", "٠١٠١٧٠١٢٣٤"])(
    "is nothing for what is none: %s",
    (value) => {
      expect(filled(value)).toEqual({ other: {} });
    },
  );

  it("may be something else, by the names of login_hint", () => {
    const more = { "prefilled.deviceId": "d 1", "prefilled.organization": "12345678", "prefilled.__proto__": "x" };
    expect(read({ id: "nemid", ...more }).hints).toEqual({ other: { deviceId: "d 1", organization: "12345678" } });
  });

  it("is refused in an address where the service wants it posted", () => {
    const subject = { "prefilled.subject": "0101701234" };
    const refusal = refusalOf(() => read({ id: "nemid", ...subject }, {}, "strict"));
    expect(refusal).toBe("malformed: this service takes no number to fill in by address");
    expect(refusalOf(() => read({ id: "nemid", ...subject, target: TARGET }, { x: "1" }, "strict"))).toBe(refusal);
    const posted = read({}, { id: "nemid", ...subject, target: TARGET }, "strict");
    expect(posted.hints.nationalId?.reveal()).toBe("0101701234");
  });

  it("is refused beyond 255 characters", () => {
    expect(read({ id: "nemid", "prefilled.phone": "1".repeat(255) }).hints.other.phone).toHaveLength(255);
    expect(refusalOf(() => read({ id: "nemid", "prefilled.x": "1".repeat(256) }))).toMatch(/^malformed/);
  });
});

describe("an address that begins nothing", () => {
  it.each([
    ["an unknown service", { id: "nemid" }, "nobody", "untrusted: no such service"],
    ["a service called like a member of every object", { id: "nemid" }, "constructor", "untrusted: no such service"],
    ["an unknown method", { id: "mitid" }, "shop", "untrusted: no such method"],
    ["a method in other capitals", { id: "NEMID" }, "shop", "untrusted: no such method"],
    ["one unknown method of two", { id: "nemid,mitid" }, "shop", "untrusted: no such method"],
    ["a method called like a member of every object", { id: "toString" }, "shop", "untrusted: no such method"],
    ["no method", {}, "shop", "malformed: no method is named"],
    ["an empty method", { id: ":default:da" }, "shop", "malformed: no method is named"],
    ["commas alone", { id: ",," }, "shop", "malformed: no method is named"],
    ["four segments", { id: "nemid:default:da:x" }, "shop", "malformed: an id of more than three segments"],
    ["four empty segments", { id: "nemid:::" }, "shop", "malformed: an id of more than three segments"],
    ["no target", { id: "nemid", target: "" }, "shop", "malformed: no target is given"],
    ["a target that is not registered", { id: "nemid", target: "https://evil.dk" }, "shop", "untrusted: the target"],
    ["a NUL", { id: "nemid\u0000" }, "shop", "malformed: a control character"],
    ["a line end in what nobody reads", { id: "nemid", x: "a\nb" }, "shop", "malformed: a control character"],
  ])("%s", (_what, fields, service, refusal) => {
    expect(refusalOf(() => read(fields, {}, service))).toContain(refusal);
  });

  it("one parameter in the address and posted too", () => {
    expect(refusalOf(() => read({ id: "nemid" }, { id: "work" }))).toBe("malformed: a parameter twice");
  });
});
