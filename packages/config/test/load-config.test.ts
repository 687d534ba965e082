import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { ConfigError } from "../src/index.js";
import {
  acme,
  acmeWith,
  CUSTOMER,
  customerData,
  errorOf,
  gatewayData,
  load,
  mistakesIn,
  warningsIn,
  writeFolder,
} from "./config-folder.js";

describe("loadConfig", () => {
  it("fills in what the smallest gateway.yaml leaves out", () => {
    const root = acme();
    const { gateway } = load(root);
    expect(gateway).toMatchObject({
      file: join(root, "gateway.yaml"),
      environment: "test",
      host: "https://id.example.dk",
      issuer: "https://id.example.dk/oidc",
      listen: { host: "127.0.0.1", port: 8080 },
      management: { host: "127.0.0.1", port: 9000 },
      state: join(root, "var"),
      database: { kind: "sqlite", file: join(root, "var/gateway.sqlite") },
      trustedProxies: [],
      plugins: [],
      settings: {},
      outbound: { trust: [], timeoutMs: 10_000 },
      merchants: {},
      flow: { idleMinutes: 15, hardMinutes: 30 },
      log: { level: "info" },
    });
    expect(gateway.sealing).toBeUndefined();
  });

  it("fills in what the smallest customer.yaml leaves out", () => {
    const root = acme();
    const customer = load(root).customers.get("acme");
    expect(customer).toMatchObject({
      file: join(root, CUSTOMER),
      service: "acme",
      sector: "private",
      agreements: {},
      languages: ["en", "da"],
      defaultLanguage: "en",
      defaultProfile: "default",
    });
    expect(customer?.methods.get("nemid")).toEqual({ method: "nemid", config: {} });
    expect([...(customer?.profiles.keys() ?? [])]).toEqual(["default"]);
    expect(customer?.clients.get("portal")).toMatchObject({
      type: "confidential",
      auth: "client_secret_basic",
      postLogoutRedirectUris: [],
      scopes: ["openid", "profile"],
      methods: ["nemid"],
    });
  });

  it("hands settings, agreements and method configs through as they are", () => {
    const nemid = { nested: [{ deep: true }], spid: 1001 };
    const root = acme({
      "gateway.yaml": { ...gatewayData, settings: { nemid } },
      [CUSTOMER]: { ...customerData, agreements: { nemid }, methods: { mine: { method: "nemid", config: nemid } } },
    });
    const { gateway, customers } = load(root);
    const acmeCustomer = customers.get("acme");
    expect([gateway.settings.nemid, acmeCustomer?.agreements.nemid, acmeCustomer?.methods.get("mine")?.config]).toEqual(
      [nemid, nemid, nemid],
    );
  });

  it("makes paths absolute from the file they stand in", () => {
    const root = acme({
      "gateway.yaml": { ...gatewayData, state: "../state", database: "./here.sqlite" },
      [CUSTOMER]: { ...customerData, credentials: { voces: { file: "key.p12", password: "p" } } },
      "customers/acme/key.p12": "",
    });
    const { gateway, customers } = load(root);
    expect(gateway.state).toBe(resolve(root, "../state"));
    expect(gateway.database).toEqual({ kind: "sqlite", file: join(root, "here.sqlite") });
    expect(customers.get("acme")?.credentials.get("voces")?.file).toBe(join(root, "customers/acme/key.p12"));
  });

  it.each([
    ["", { kind: "sqlite", file: "/state/gateway.sqlite" }],
    ["postgres://u:p@db/eid", { kind: "postgres", url: "postgres://u:p@db/eid" }],
    ["postgresql://db/eid", { kind: "postgres", url: "postgresql://db/eid" }],
  ])("reads DATABASE_URL %j", (DATABASE_URL, expected) => {
    const root = acmeWith.gateway({ database: "${env:DATABASE_URL:-}" });
    expect(load(root, { DATABASE_URL, EID_GATEWAY_VAR: "/state" }).gateway.database).toEqual(expected);
  });

  it("keeps state where EID_GATEWAY_VAR says, unless gateway.yaml says where", () => {
    expect(load(acme(), { EID_GATEWAY_VAR: "/from/env" }).gateway.state).toBe("/from/env");
    expect(load(acmeWith.gateway({ state: "/from/file" }), { EID_GATEWAY_VAR: "/from/env" }).gateway.state).toBe(
      "/from/file",
    );
  });

  it("keeps state at the root of a clone of the project, from however deep", () => {
    const root = writeFolder({ "package.json": '{ "name": "eid-gateway" }', "a/b/gateway.yaml": gatewayData });
    expect(load(join(root, "a/b")).gateway.state).toBe(join(root, "var"));
  });

  it("decodes sealing keys", () => {
    const key = Buffer.alloc(32, 7);
    const { sealing } = load(
      acmeWith.gateway({ sealing: { current: "k1", keys: { k1: key.toString("base64") } } }),
    ).gateway;
    expect(sealing?.current).toBe("k1");
    expect(sealing?.keys.get("k1")).toEqual(new Uint8Array(key));
  });

  it("tells every mistake of every file at once", () => {
    const root = acme({
      "gateway.yaml": { ...gatewayData, environment: "prod", colour: "red" },
      [CUSTOMER]: { ...customerData, sector: "secret", name: 7 },
      "customers/acme/profiles/blue/profile.yaml": { apiVersion: "eid-gateway/v1", radius: 99 },
      "customers/other/customer.yaml": "a: [",
    });
    const files = mistakesIn(root).map((mistake) => mistake.split(":")[0]);
    expect(files).toEqual([
      "gateway.yaml environment",
      "gateway.yaml colour",
      "customers/acme/customer.yaml name",
      "customers/acme/customer.yaml sector",
      "customers/acme/profiles/blue/profile.yaml radius",
      "customers/other/customer.yaml ",
    ]);
  });

  it("says how many mistakes there are", () => {
    expect(errorOf(acmeWith.gateway({ a: 1, b: 2 })).message).toBe("the configuration has 2 mistakes");
  });

  it("names the missing file when there is no configuration", () => {
    expect(mistakesIn(writeFolder({}))).toEqual([expect.stringMatching(/^gateway.yaml : cannot be read \(ENOENT\)/)]);
  });

  it("names the missing file when a customer's folder is empty", () => {
    const root = acme();
    mkdirSync(join(root, "customers/empty"));
    expect(mistakesIn(root)).toEqual([
      expect.stringMatching(/^customers\/empty\/customer.yaml : cannot be read \(ENOENT\)/),
    ]);
  });

  it("warns when there is no customer", () => {
    expect(warningsIn(writeFolder({ "gateway.yaml": gatewayData }))).toEqual([
      expect.stringContaining("holds no customer"),
    ]);
  });

  it("leaves alone what lies beside the customers' folders", () => {
    const root = acme({ "customers/README.md": "x", "customers/.git/x": "y" });
    expect([...load(root).customers.keys()]).toEqual(["acme"]);
  });

  it("tells where a value stands, for mistakes that only a plug-in sees", () => {
    const root = acme({
      "gateway.yaml": "apiVersion: eid-gateway/v1\nenvironment: test\nhost: https://a.dk\nsettings:\n  x:\n    y: 1\n",
    });
    const { gateway, locate } = load(root);
    expect(locate(gateway.file, ["settings", "x", "y"])).toEqual({ line: 6, column: 5 });
    expect(locate(gateway.file, ["settings", "x", "missing", "deeper"])).toEqual({ line: 5, column: 3 });
    expect(locate("/elsewhere", [])).toBeUndefined();
  });

  it("reads two hundred customers", () => {
    const customers = Array.from({ length: 200 }, (_, index) => {
      const oidc = { clients: [{ ...(customerData.oidc as { clients: object[] }).clients[0], clientId: `c${index}` }] };
      return [`customers/s${index}/customer.yaml`, { ...customerData, service: `s${index}`, oidc }] as const;
    });
    expect(load(acme(Object.fromEntries(customers))).customers.size).toBe(201);
  });

  it("puts no configured value into any message", () => {
    const root = acme({
      "gateway.yaml": `apiVersion: CANARY-1\nhost: https://u:CANARY-2@h\nlisten: CANARY-3\ndatabase: mysql://u:CANARY-4@h/d\nsealing: { current: k, keys: { k: CANARY-5 } }\n`,
      [CUSTOMER]: `password: 'CANARY-6\nname: x`,
      "customers/two/customer.yaml": {
        ...customerData,
        service: "CANARY-7",
        password: "${env:NOT_SET}CANARY-8",
        sector: "CANARY-9",
      },
      "customers/three/customer.yaml": {
        ...customerData,
        oidc: { clients: [{ ...clientOf(), jwks: { keys: [{ kty: "oct", k: "CANARY-A" }] } }] },
      },
      "customers/four/customer.yaml": `password: "\\qCANARY-B"\nname: *CANARY-C\n`,
    });
    const error = errorOf(root);
    expect(error.issues.length).toBeGreaterThan(8);
    expect(JSON.stringify([error.issues, error.message, error.stack])).not.toContain("CANARY");
  });

  it("throws an error that says what it is", () => {
    expect(errorOf(writeFolder({}))).toBeInstanceOf(ConfigError);
    expect(errorOf(writeFolder({})).name).toBe("ConfigError");
  });
});

function clientOf(): object {
  return (customerData.oidc as { clients: object[] }).clients[0]!;
}
