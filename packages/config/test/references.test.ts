import { describe, expect, it } from "vitest";
import { expand, type References, UnresolvedReference } from "../src/references/expand.js";
import { acme, acmeWith, CUSTOMER, customerData, gatewayData, load, mistakesIn } from "./config-folder.js";

const references: References = {
  env: (name) => ({ NAME: "value", EMPTY: "", TRICK: "${env:NAME}", FILE: "a.pem" })[name],
  file: (path) => `<${path}>`,
  state: "/state",
};

describe("expand", () => {
  it.each([
    ["plain", "plain"],
    ["${env:NAME}", "value"],
    ["a-${env:NAME}-b-${env:NAME}", "a-value-b-value"],
    ["${env:NAME:-other}", "value"],
    ["${env:ABSENT:-other}", "other"],
    ["${env:ABSENT:-}", ""],
    ["${env:EMPTY:-other}", "other"],
    ["${env:ABSENT:-${env:NAME}}", "value"],
    ["${env:ABSENT:-${file:x}}/y", "<x>/y"],
    ["${file:${state}/root.pem}", "</state/root.pem>"],
    ["${file:${env:FILE}}", "<a.pem>"],
    ["${state}/x", "/state/x"],
    ["$${env:NAME}", "${env:NAME}"],
    ["costs $5 {really}", "costs $5 {really}"],
    ["}", "}"],
  ])("turns %s into %s", (text, expected) => {
    expect(expand(text, references)).toBe(expected);
  });

  it("does not look for references in what a reference gave", () => {
    expect(expand("${env:TRICK}", references)).toBe("${env:NAME}");
    expect(expand("${file:x}", { ...references, file: () => "${state}" })).toBe("${state}");
  });

  it("does not read the file of a default that is not needed", () => {
    const file = () => {
      throw new UnresolvedReference({ message: "read", remedy: "" });
    };
    expect(expand("${env:NAME:-${file:absent}}", { ...references, file })).toBe("value");
  });

  it.each([
    ["${env:ABSENT}", "needs the environment variable ABSENT"],
    ["${env:EMPTY}", "not set or empty"],
    ["${env:NAME", "without its }"],
    ["${env:NAME:-x", "without its }"],
    ["${file:x", "without its }"],
    ["${", "unknown kind"],
    ["${NAME}", "unknown kind"],
    ["${env:}", "unknown kind"],
    ["${env:A-B}", "unknown kind"],
    ["${env:NAME?}", "unknown kind"],
    ["${ENV:NAME}", "unknown kind"],
    ["${state/x}", "unknown kind"],
    ["${http://x}", "unknown kind"],
  ])("refuses %s", (text, message) => {
    expect(() => expand(text, references)).toThrow(message);
  });
});

describe("references in files", () => {
  it("become numbers and yes or no where these are wanted", () => {
    const root = acme({
      "gateway.yaml": { ...gatewayData, listen: { port: "${env:PORT}" } },
      "customers/acme/profiles/blue/profile.yaml": {
        apiVersion: "eid-gateway/v1",
        header: { visible: "${env:SHOWN:-false}" },
      },
    });
    const { gateway, customers } = load(root, { PORT: "1234" });
    expect(gateway.listen.port).toBe(1234);
    expect(customers.get("acme")?.profiles.get("blue")?.header.visible).toBe(false);
  });

  it("stay texts where texts are wanted", () => {
    const root = acmeWith.customer({ password: "${env:PASSWORD}" });
    expect(load(root, { PASSWORD: "0123" }).customers.get("acme")?.password).toBe("0123");
  });

  it("work inside what belongs to plug-ins", () => {
    const root = acmeWith.gateway({ settings: { nemid: { list: [{ url: "http://x:${env:PORT:-80}" }] } } });
    expect(load(root, { PORT: "81" }).gateway.settings).toEqual({ nemid: { list: [{ url: "http://x:81" }] } });
  });

  it("read files relative to the file they stand in, without the last line end", () => {
    const root = acme({
      [CUSTOMER]: { ...customerData, password: "${file:secrets/password}" },
      "customers/acme/secrets/password": "from a file\n",
    });
    expect(load(root).customers.get("acme")?.password).toBe("from a file");
  });

  it("do not find inherited members of the environment", () => {
    expect(mistakesIn(acmeWith.customer({ password: "${env:toString}" }))).toHaveLength(1);
  });

  it.each([
    ["absent", "${file:absent}", "which does not exist > put the file there"],
    ["a folder", "${file:.}", "which is not a readable file"],
    ["under a file", "${file:customer.yaml/x}", "which does not exist"],
    ["too large", "${file:large}", "which is too large"],
    ["not text", "${file:binary}", "which is not UTF-8 text"],
  ])("say of a file that is %s what is wrong", (_, password, message) => {
    const root = acme({
      [CUSTOMER]: { ...customerData, password },
      "customers/acme/large": "x".repeat(1024 * 1024 + 1),
      "customers/acme/binary": Buffer.from([0xff, 0xfe, 0xfd]),
    });
    expect(mistakesIn(root)).toEqual([expect.stringContaining(message)]);
  });

  it("say how to make a file that belongs into the state folder", () => {
    const root = acmeWith.customer({ password: "${file:${state}/simulator/password}" });
    expect(mistakesIn(root)).toEqual([expect.stringContaining("run `npm start` once")]);
  });

  it("are told once: not again for the empty value they leave", () => {
    const root = acmeWith.gateway({ host: "${env:HOST}", listen: { port: "${env:PORT}" } });
    expect(mistakesIn(root)).toEqual([
      expect.stringContaining("gateway.yaml host: needs the environment variable HOST"),
      expect.stringContaining("gateway.yaml listen.port: needs the environment variable PORT"),
    ]);
  });

  it("cannot define the state folder by itself", () => {
    expect(mistakesIn(acmeWith.gateway({ state: "${state}/x" }))).toEqual([
      expect.stringContaining("state: refers to itself"),
    ]);
  });
});
