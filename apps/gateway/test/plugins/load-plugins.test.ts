import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { EidError } from "@eid-gateway/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadPlugins } from "../../src/load-plugins.js";

const CORE = fileURLToPath(new URL("../../../../packages/core", import.meta.url));
let folder = "";

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "eid-plugins-")));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const manifest = {
  name: "eid-acme",
  version: "1.0.0",
  type: "module",
  keywords: ["eid-plugin"],
  exports: "./index.js",
  peerDependencies: { "@eid-gateway/core": ">=0.0.0" },
  eidPlugin: { api: 1, methods: ["acme"] },
};
const method = `{
  id: "acme", family: "acme", intent: "authenticate", country: "DK", displayName: { en: "Acme" },
  configSchema: {}, texts: { en: { "acme:denied": "No." } }, errors: { "acme:denied": "refused" }, open() {},
}`;
const code = `import { EID_METHOD } from "@eid-gateway/core";
export const register = (registry) => registry.register(EID_METHOD, { useValue: ${method} });`;

/** A package on disk as npm would lay it, sharing the gateway's core unless it is told to bring its own. */
function install(change: object = {}, source = code, name = "eid-acme"): string {
  const at = join(folder, "node_modules", name);
  mkdirSync(at, { recursive: true });
  writeFileSync(join(at, "package.json"), JSON.stringify({ ...manifest, name, ...change }));
  writeFileSync(join(at, "index.js"), source);
  mkdirSync(join(folder, "node_modules/@eid-gateway"), { recursive: true });
  try {
    symlinkSync(CORE, join(folder, "node_modules/@eid-gateway/core"));
  } catch {
    // a second plug-in in the same folder
  }
  return at;
}

async function refusal(names: readonly string[]): Promise<string> {
  const error: unknown = await loadPlugins(names, folder).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(EidError);
  expect((error as EidError).category).toBe("misconfigured");
  return (error as EidError).issues.map(({ message }) => message).join("\n");
}

describe("loading plug-ins", () => {
  it("finds a package by name beside gateway.yaml", async () => {
    install();
    const [plugin] = await loadPlugins(["eid-acme"], folder);
    expect(plugin?.methods.map(({ id }) => id)).toEqual(["acme"]);
    expect(plugin?.version).toBe("1.0.0");
  });

  it("finds a package by path", async () => {
    install();
    const plugins = await loadPlugins(["./node_modules/eid-acme"], folder);
    expect(plugins).toHaveLength(1);
  });

  it.each<[string, string, object, string?]>([
    ["a package that is not a plug-in", "plugin:manifest", { eidPlugin: undefined }],
    ["a plug-in without the keyword", "plugin:manifest", { keywords: [] }],
    ["another API", "plugin:api", { eidPlugin: { api: 2, methods: ["acme"] } }],
    ["a manifest without methods", "plugin:manifest", { eidPlugin: { api: 1, methods: [] } }],
    ["a plug-in that does not name core", "plugin:peer", { peerDependencies: {} }],
    ["a plug-in for another core", "plugin:peer", { peerDependencies: { "@eid-gateway/core": "^9.0.0" } }],
    ["ids that differ from the manifest's", "plugin:ids", { eidPlugin: { api: 1, methods: ["acme", "other"] } }],
    ["code that cannot be parsed", "plugin:import", {}, "export const register = ("],
    ["code that throws", "plugin:import", {}, "throw new Error('no')"],
    ["code without register", "plugin:register", {}, "export const other = 1"],
    ["a register that throws", "plugin:register", {}, "export const register = () => { throw new Error('no') }"],
    [
      "a registration under another token",
      "plugin:register",
      {},
      "export const register = (r) => r.register(Symbol('x'), { useValue: {} })",
    ],
    ["a method without members", "plugin:method", {}, code.replace("configSchema: {},", "")],
    ["a code without a sentence", "plugin:texts", {}, code.replace('"acme:denied": "No."', "")],
    ...["signicat", "profile", "national-id", "gateway", "signicat.national_id", "Acme", "a b"].map(
      (family): [string, string, object, string] => [
        `the family ${family}, whose attributes would pass for the gateway's own`,
        "plugin:family",
        {},
        code.replace('family: "acme"', `family: "${family}"`).replaceAll("acme:denied", `${family}:denied`),
      ],
    ),
    ["a code of another family", "plugin:codes", {}, code.replaceAll("acme:denied", "other:denied")],
  ])("refuses %s, naming package and code", async (_what, expected, change, source) => {
    install(change, source);
    const message = await refusal(["eid-acme"]);
    expect(message).toContain("eid-acme");
    expect(message).toContain(`(${expected})`);
  });

  it("refuses a name that is not installed, and says how to install it", async () => {
    expect(await refusal(["eid-missing"])).toMatch(/npm install eid-missing.*plugin:notfound/);
    expect(await refusal(["./nowhere"])).toMatch(/nowhere.*plugin:notfound/);
  });

  it("refuses a package.json that is no JSON", async () => {
    writeFileSync(join(install(), "package.json"), "{");
    expect(await refusal(["eid-acme"])).toContain("(plugin:manifest)");
  });

  it("refuses a plug-in that brings a core of its own, whose NationalId ours would not know", async () => {
    const at = install();
    mkdirSync(join(at, "node_modules/@eid-gateway/core"), { recursive: true });
    cpSync(join(CORE, "package.json"), join(at, "node_modules/@eid-gateway/core/package.json"));
    expect(await refusal(["eid-acme"])).toContain("(plugin:core)");
  });

  it("refuses two plug-ins with one method, and says both names", async () => {
    install();
    install({}, code, "eid-other");
    expect(await refusal(["eid-acme", "eid-other"])).toMatch(
      /acme is registered by eid-acme and eid-other.*plugin:duplicate/,
    );
  });

  it("says every plug-in that will not do, not the first", async () => {
    install({ eidPlugin: { api: 7, methods: ["acme"] } });
    const message = await refusal(["eid-acme", "eid-missing"]);
    expect(message).toContain("plugin:api");
    expect(message).toContain("plugin:notfound");
  });
});
