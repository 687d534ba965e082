import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createTestCa } from "@eid-gateway/oces-testing";
import { beforeAll, describe, expect, it } from "vitest";
import { type Config, loadConfig } from "../src/index.js";
import { errorOf, mistakesIn, writeFolder } from "./config-folder.js";

const SHIPPED = fileURLToPath(new URL("../../../config", import.meta.url));

let rootPem: string;
beforeAll(async () => {
  rootPem = (await createTestCa({ baseUrl: "http://localhost:8090" })).root.pem;
});

/** The state folder as `npm start` leaves it. */
function started() {
  const stores = ["demo", "kommune", "seal"].map((name) => [`simulator/${name}.p12`, ""]);
  const files = { "simulator/root.pem": rootPem, ...Object.fromEntries(stores) };
  return { EID_GATEWAY_VAR: writeFolder(files) };
}

function shipped(more: Record<string, string> = {}): Config {
  return loadConfig(SHIPPED, { env: { ...started(), ...more } });
}

describe("the shipped configuration", () => {
  it("has neither mistakes nor warnings once npm start has run", () => {
    const { customers, warnings } = shipped();
    expect([...customers.keys()]).toEqual(["demo", "kommune"]);
    expect(warnings).toEqual([]);
  });

  it("says on a fresh clone to run npm start, and nothing else", () => {
    const { issues } = errorOf(SHIPPED, { EID_GATEWAY_VAR: "/nowhere" });
    expect(issues.map(({ remedy }) => remedy)).toEqual(
      issues.map(() => expect.stringContaining("run `npm start` once")),
    );
    expect(issues).toHaveLength(5);
  });

  it("stands on the default addresses", () => {
    const { gateway, customers } = shipped();
    expect(gateway).toMatchObject({
      issuer: "http://localhost:8080/oidc",
      listen: { host: "127.0.0.1", port: 8080 },
      management: { host: "127.0.0.1", port: 9000 },
      plugins: ["keycard", "moces", "codefile", "erhverv", "sign"].map((name) => `@eid-gateway/nemid-${name}`),
      settings: { nemid: { client: { url: "http://localhost:8090/launcher" }, trust: { anchors: [rootPem.trim()] } } },
    });
    expect(customers.get("demo")?.clients.get("demo")?.redirectUris).toEqual([
      "http://localhost:3000/callback",
      "http://localhost:3999/callback",
    ]);
  });

  it("follows the variables for ports", () => {
    const { gateway, customers } = shipped({
      EID_GATEWAY_PORT: "18080",
      EID_GATEWAY_MANAGEMENT_PORT: "19000",
      NEMID_SIMULATOR_PORT: "18090",
      NEMID_SIMULATOR_TLS_PORT: "18091",
      DEMO_PORTAL_PORT: "13000",
    });
    expect([gateway.host, gateway.listen.port, gateway.management.port]).toEqual([
      "http://localhost:18080",
      18080,
      19000,
    ]);
    expect(JSON.stringify(gateway.settings)).not.toMatch(/localhost:(8090|8091)/);
    expect(customers.get("demo")?.clients.get("demo")?.redirectUris[0]).toBe("http://localhost:13000/callback");
  });

  it("has a private customer that matches CPR numbers and a public one that looks them up", () => {
    const { customers } = shipped();
    expect(customers.get("demo")).toMatchObject({
      sector: "private",
      password: "Bond007",
      agreements: { nemid: { cpr: "match" } },
    });
    expect(customers.get("kommune")).toMatchObject({ sector: "public", agreements: { nemid: { cpr: "lookup" } } });
  });

  it("has a profile that shares no look with the built-in one", () => {
    const profiles = shipped().customers.get("demo")?.profiles;
    const [plain, demo] = [profiles?.get("default"), profiles?.get("demo")];
    expect(demo?.layout).not.toBe(plain?.layout);
    expect(demo?.font.family).not.toBe(plain?.font.family);
    expect(demo?.header.align).not.toBe(plain?.header.align);
    expect(demo?.radius).not.toBe(plain?.radius);
    for (const scheme of ["light", "dark"] as const) {
      const own = Object.entries(demo?.colors[scheme] ?? {});
      expect(own.filter(([name, color]) => plain?.colors[scheme][name as "text"] === color)).toEqual([]);
    }
    expect(Object.keys(demo?.logo?.alt ?? {})).toEqual(["da", "en"]);
  });

  it("has no secret that production would take", () => {
    const secrets = new Set(
      yamlFiles().flatMap((text) => [...text.matchAll(/\b(?:secret|password): *(\S+)/g)].map(([, value]) => value!)),
    );
    expect(secrets.size).toBeGreaterThan(2);
    for (const secret of secrets) {
      const root = writeFolder({
        "gateway.yaml": { apiVersion: "eid-gateway/v1", environment: "production", host: "https://id.example.dk" },
        "customers/a/customer.yaml": {
          apiVersion: "eid-gateway/v1",
          service: "a",
          name: "A",
          sector: "private",
          password: secret,
        },
      });
      expect(mistakesIn(root)).toEqual([expect.stringContaining("password: is a secret of the demo")]);
    }
  });

  it("is refused as a whole when somebody only sets production", () => {
    const root = writeFolder({});
    cpSync(SHIPPED, root, { recursive: true });
    const file = join(root, "gateway.yaml");
    writeFileSync(
      file,
      readFileSync(file, "utf8").replace("environment: test\n\nhost", "environment: production\n\nhost"),
    );
    expect(mistakesIn(root, started()).filter((mistake) => mistake.includes("secret of the demo"))).toHaveLength(8);
  });
});

function yamlFiles(): string[] {
  const files = readdirSync(SHIPPED, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".yaml"));
  return files.map((name) => readFileSync(join(SHIPPED, name), "utf8"));
}
