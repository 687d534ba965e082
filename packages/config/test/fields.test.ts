import { X509Certificate } from "node:crypto";
import { describe, expect, it } from "vitest";
import { findSimilar } from "../src/schema/similar.js";
import { acmeWith, load, mistakesIn } from "./config-folder.js";

/** Each row: what is written in gateway.yaml, and what is said about it. */
const GATEWAY: readonly (readonly [Readonly<Record<string, unknown>>, string])[] = [
  [{ apiVersion: "eid-gateway/v2" }, "apiVersion: must be eid-gateway/v1 > did you mean eid-gateway/v1?"],
  [{ apiVersion: 1 }, "apiVersion: must be eid-gateway/v1"],
  [{ environment: "prod" }, "environment: must be one of test, production > write it as listed"],
  [{ environment: "Production" }, "did you mean production?"],
  [{ environment: null }, "environment: must be one of"],
  [{ host: "id.example.dk" }, "host: is not an origin > write scheme and host"],
  [{ host: "https://id.example.dk/" }, "host: is not a bare origin > write https://id.example.dk"],
  [{ host: "https://id.example.dk/oidc" }, "write https://id.example.dk"],
  [{ host: "https://ID.example.dk" }, "write https://id.example.dk"],
  [{ host: "https://id.example.dk:443" }, "write https://id.example.dk"],
  [{ host: "https://user:pass@id.example.dk" }, "write https://id.example.dk"],
  [{ host: "ftp://id.example.dk" }, "host: is not an origin"],
  [{ host: "https:id.example.dk" }, "host: is not an origin"],
  [{ host: 8080 }, "host: is a number, but must be a text > put the value in quotes"],
  [{ host: null }, "host: is empty > give it a value, or remove the line"],
  [{ listen: { port: 0 } }, "listen.port: is below 1"],
  [{ listen: { port: 65536 } }, "listen.port: is above 65535"],
  [{ listen: { port: 80.5 } }, "listen.port: is a number, but must be a whole number"],
  [{ listen: { port: "http" } }, "listen.port: is a text, but must be a number > write a number, without quotes"],
  [{ listen: { host: "" } }, "listen.host: is empty"],
  [{ listen: 8080 }, "listen: is a number, but must be a mapping > write keys and values on lines of their own"],
  [{ listen: { prot: 1 } }, "listen.prot: is not a key that is known here > did you mean port?"],
  [{ managment: {} }, "managment: is not a key that is known here > did you mean management?"],
  [{ xyz: 1 }, "xyz: is not a key that is known here > remove it; known here: apiVersion, environment"],
  [{ state: "" }, "state: is empty"],
  [{ database: "mysql://localhost/eid" }, "database: is a database of an unknown kind"],
  [{ trustedProxies: "10.0.0.0/8" }, "trustedProxies: is a text, but must be a list > write one entry per line"],
  [{ trustedProxies: ["10.0.0.0/33"] }, "trustedProxies[0]: is not a range of addresses"],
  [{ trustedProxies: ["10.0.0.1", "fd00::/129"] }, "trustedProxies[1]: is not a range of addresses"],
  [{ trustedProxies: ["0.0.0.0/0"] }, "trustedProxies[0]: is not a range of addresses"],
  [{ trustedProxies: ["proxy.local"] }, "trustedProxies[0]: is not a range of addresses"],
  [{ plugins: ["a", "b", "a"] }, "plugins: names something twice"],
  [{ plugins: [""] }, "plugins[0]: is empty"],
  [{ settings: [] }, "settings: is a list, but must be a mapping"],
  [{ settings: { "Nem ID": {} } }, "settings.Nem ID: is not a short plain name"],
  [{ outbound: { trust: ["MIIB"] } }, "outbound.trust[0]: is not a certificate in PEM"],
  [{ outbound: { timeoutMs: 10 } }, "outbound.timeoutMs: is below 100"],
  [
    { merchants: { default: { file: "x.p12" } } },
    "merchants.default.password: is missing > add it. The password of the file.",
  ],
  [{ flow: { idleMinutes: 20, hardMinutes: 10 } }, "flow.hardMinutes: is shorter than idleMinutes"],
  [{ sealing: { current: "k", keys: {} } }, "sealing.current: names no key under keys"],
  [
    { sealing: { current: "k", keys: { k: "c2hvcnQ=" } } },
    "sealing.keys.k: is not a key of 32 bytes in base64 > make one with",
  ],
  [{ log: { level: "trace" } }, "log.level: must be one of debug, info, warn, error, silent"],
];

const CUSTOMER: readonly (readonly [Readonly<Record<string, unknown>>, string])[] = [
  [{ service: "Acme" }, "service: is not a short plain name"],
  [{ service: "../acme" }, "service: is not a short plain name"],
  [{ service: "a".repeat(65) }, "service: is not a short plain name"],
  [{ service: "acme-" }, "service: is not a short plain name"],
  [{ name: " " }, "name: is empty"],
  [{ sector: "semi" }, "sector: must be one of private, public"],
  [{ password: 1234 }, "password: is a number, but must be a text > put the value in quotes"],
  [{ password: true }, "must be a text > put the value in quotes"],
  [{ homePage: "javascript:alert(1)" }, "homePage: is not a web address"],
  [{ homePage: "//evil.dk" }, "homePage: is not an absolute address"],
  [{ credentials: { "vo ces": { file: "a", password: "b" } } }, "credentials.vo ces: is not a short plain name"],
  [{ methods: { "nemid:x": { method: "nemid" } } }, "methods.nemid:x: is not a short plain name"],
  [{ methods: { nemid: {} } }, "methods.nemid.method: is missing > add it. The id of a plug-in's method."],
  [
    { methods: { nemid: { method: "nemid", confg: {} } } },
    "methods.nemid.confg: is not a key that is known here > did you mean config?",
  ],
  [{ methods: ["nemid"] }, "methods: is a list, but must be a mapping"],
  [{ languages: [] }, "languages: is an empty list"],
  [{ languages: ["dk"] }, "languages[0]: must be one of da, en, nb, sv, fi > did you mean da?"],
  [{ languages: ["en", "en"] }, "languages: names something twice"],
  [{ oidc: { client: [] } }, "oidc.client: is not a key that is known here > did you mean clients?"],
  [{ oidc: { clients: {} } }, "oidc.clients: is a mapping, but must be a list"],
];

describe("gateway.yaml", () => {
  it.each(GATEWAY)("with %j is told: %s", (more, expected) => {
    expect(mistakesIn(acmeWith.gateway(more)).join("\n")).toContain(expected);
  });

  it("takes proxies as addresses and as ranges", () => {
    const trustedProxies = ["10.0.0.0/8", "192.168.1.1", "fd00::/8", "::1"];
    expect(load(acmeWith.gateway({ trustedProxies })).gateway.trustedProxies).toEqual(trustedProxies);
  });

  it("takes no text that only looks like a certificate", () => {
    const fake = "-----BEGIN CERTIFICATE-----\nMIIBAAAA\n-----END CERTIFICATE-----";
    expect(() => new X509Certificate(fake)).toThrow();
    expect(mistakesIn(acmeWith.gateway({ outbound: { trust: [fake] } }))).toHaveLength(1);
  });
});

describe("customer.yaml", () => {
  it.each(CUSTOMER)("with %j is told: %s", (more, expected) => {
    expect(mistakesIn(acmeWith.customer(more)).join("\n")).toContain(expected);
  });
});

describe("findSimilar", () => {
  it.each([
    ["redirectUrls", "redirectUris"],
    ["redirect_uris", "redirectUris"],
    ["CLIENTID", "clientId"],
  ])("takes %s for %s", (word, meant) => {
    expect(findSimilar(word, ["clientId", "name", "redirectUris"])).toBe(meant);
  });

  it("makes no guess where nothing is near", () => {
    expect(findSimilar("zebra", ["clientId", "name"])).toBeUndefined();
    expect(findSimilar("x".repeat(1_000_000), ["clientId"])).toBeUndefined();
  });
});
