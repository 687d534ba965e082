import { chmodSync, copyFileSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runGateway } from "../../src/cli/run-gateway.js";
import { editFile } from "../../src/world/edit-customer.js";
import { withDemo } from "./with-demo.js";

const demo = withDemo();

interface Issue {
  readonly file: string;
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly remedy: string;
  readonly line?: number;
}

const checkConfig = (...args: string[]) => runGateway(["check-config", ...args], demo());
const replace = (file: string, from: string | RegExp, to: string) => editFile(file, (yaml) => yaml.replace(from, to));

/** All mistakes as `path: message`; each must have its place and a remedy, and end the command with 1. */
async function mistakes(): Promise<readonly string[]> {
  const { code, stdout } = await checkConfig("--json");
  expect(code).toBe(1);
  const issues = JSON.parse(stdout) as Issue[];
  for (const { file, line, remedy } of issues) {
    expect(file.startsWith(demo().config)).toBe(true);
    expect(line).toBeGreaterThan(0);
    expect(remedy).not.toBe("");
  }
  return issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
}

describe("the demo", () => {
  it("has no mistakes once the simulator has made its files: exit 0", async () => {
    expect(await checkConfig()).toMatchObject({ code: 0, stdout: expect.stringContaining("no mistakes (2 customers") });
    expect(await checkConfig("--json")).toMatchObject({ code: 0, stdout: "[]\n" });
  });

  it("is found by --config from anywhere", async () => {
    const env = { EID_GATEWAY_VAR: demo().state };
    expect((await runGateway(["check-config", "--config", demo().config], { env })).code).toBe(0);
  });

  it("says on a fresh clone to run `npm start` once", async () => {
    rmSync(demo().state, { recursive: true });
    const { code, stdout } = await checkConfig();
    expect(code).toBe(1);
    expect(stdout).toMatch(/root\.pem, which does not exist\n +run `npm start` once/);
    expect(stdout).toMatch(/demo\.p12, which does not exist\n +run `npm start` once/);
  });
});

describe("a mistake in a customer's file is told with its place and remedy", () => {
  it.each<[string, string | RegExp, string, RegExp]>([
    ["an unknown key", "sector: private", "sector: private\ncolour: red", /^colour: /],
    ["a value that is none of the known", "sector: private", "sector: secret", /^sector: must be one of/],
    ["a value of another type", "name: Demo Insurance", "name: [1]", /^name: /],
    ["a missing value", /^name: .*\n/m, "", /^name: /],
    [
      "the service under another folder's name",
      "service: demo",
      "service: other",
      /^service: is not the name of the folder/,
    ],
    [
      "an environment variable that is not set",
      "name: Demo Insurance",
      `name: \${env:NOT_SET_HERE}`,
      /^name: .*NOT_SET_HERE/,
    ],
    [
      "a redirect address that is none",
      "http://localhost:3999/callback",
      "localhost",
      /^oidc\.clients\.0\.redirectUris\.1: /,
    ],
    ["a profile it does not have", "defaultProfile: default", "defaultProfile: blue", /^defaultProfile: /],
    ["a language it does not have", "languages: [da, en]", "languages: [da]", /^defaultLanguage: /],
    ["a client id that another customer has", "clientId: demo\n", "clientId: kommune\n", /clientId: is already used/],
    [
      "a method that no plug-in has",
      "method: nemid\n",
      "method: nemidd\n",
      /^methods\.nemid\.method: no plug-in has the method "nemidd"/,
    ],
    [
      "a scope that nobody gives",
      "scopes: [openid, profile, signicat.national_id,",
      "scopes: [openid, profile, signicat.nationalid,",
      /^oidc\.clients\.0\.scopes\.2: is a scope that neither the gateway nor a plug-in has/,
    ],
    ["a key the method does not know", "requestIssuer:", "requestIsuer:", /^methods\.nemid\.config: .*requestIsuer/],
    ["an agreement the family does not know", "cpr: match", "cpr: always", /^agreements\.nemid\.cpr: /],
    ["lookup in the private sector", "cpr: match", "cpr: lookup", /^agreements\.nemid\.cpr: .*public authorities only/],
    [
      "a certificate the customer does not have",
      "  voces:",
      "  other:",
      /^methods\.nemid\.config\.credential: no certificate named voces: add credentials\.voces/,
    ],
  ])("%s", async (_what, from, to, expected) => {
    replace(demo().customer, from, to);
    expect(await mistakes()).toContainEqual(expect.stringMatching(expected));
  });

  it("YAML that cannot be read", async () => {
    writeFileSync(demo().customer, "service: [demo\n  name: }");
    expect((await mistakes()).length).toBeGreaterThan(0);
  });
});

describe("a key file", () => {
  const keyFile = () => join(demo().state, "simulator", "demo.p12");
  it.each<[string, () => void, RegExp]>([
    ["that is missing", () => rmSync(keyFile()), /voces\.file: .*does not exist/],
    ["that is empty", () => truncateSync(keyFile(), 0), /voces\.file: .*is empty/],
    ["that is cut short", () => truncateSync(keyFile(), 500), /voces\.file: .*cut short/],
    [
      "of another type",
      () => copyFileSync(join(demo().state, "simulator", "root.pem"), keyFile()),
      /voces\.file: .*not a PKCS#12 file/,
    ],
    [
      "with a wrong password",
      () => replace(demo().customer, "    password: Bond007", "    password: Bond008"),
      /voces\.password: .*does not open its key file/,
    ],
  ])("%s is the one mistake", async (_what, spoil, expected) => {
    spoil();
    const told = await mistakes();
    expect(told).toEqual([expect.stringMatching(expected)]);
    expect(told.join()).not.toContain("Bond00");
  });

  it("that others may read is warned of, on stderr", async () => {
    chmodSync(keyFile(), 0o644);
    expect(await checkConfig()).toMatchObject({ code: 0, stderr: expect.stringContaining(`chmod 600 ${keyFile()}`) });
  });
});

describe("a mistake in gateway.yaml", () => {
  const gateway = () => join(demo().config, "gateway.yaml");
  it.each<[string, string | RegExp, string, RegExp]>([
    [
      "an unknown plug-in",
      "@eid-gateway/nemid-keycard",
      "@eid-gateway/nope",
      /^plugins\.0: @eid-gateway\/nope is not installed/,
    ],
    [
      "a package that is no plug-in",
      "@eid-gateway/nemid-keycard",
      "@eid-gateway/gateway",
      /^plugins\.0: .*is no eID plug-in/,
    ],
    ["a folder without a package", "@eid-gateway/nemid-keycard", "./plugins/none", /^plugins\.0: .*no package\.json/],
    ["a setting the family does not know", "mode: lmt", "mode: fast", /^settings\.nemid\.client\.mode: /],
    [
      "no address of a client that a customer's method needs",
      /^ {4}codeFile:\n.*\n/m,
      "",
      /^settings\.nemid\.codeFile: a customer has a method with the code file client/,
    ],
    ["an environment that is none", "environment: test\n\n", "environment: tset\n\n", /^environment: must be one of/],
    ["one port for two servers", /\$\{env:EID_GATEWAY_MANAGEMENT_PORT:-9000\}/, "8080", /^management\.port: /],
  ])("%s", async (_what, from, to, expected) => {
    replace(gateway(), from, to);
    expect(await mistakes()).toContainEqual(expect.stringMatching(expected));
  });

  it("is told when the whole file is missing", async () => {
    rmSync(gateway());
    const { code, stdout } = await checkConfig();
    expect(code).toBe(1);
    expect(stdout).toContain("gateway.yaml");
  });
});

it("tells what the files, the plug-in and the key files have wrong all at once, by file", async () => {
  const kommune = join(demo().config, "customers", "kommune", "customer.yaml");
  replace(demo().customer, "cpr: match", "cpr: lookup");
  replace(demo().customer, "defaultProfile: default", "defaultProfile: blue");
  replace(kommune, "    password: Bond007", "    password: Bond008");
  replace(kommune, "config: {}", "config: { colour: red }");
  const { code, stdout } = await checkConfig();
  expect(code).toBe(1);
  expect(stdout).toContain(demo().customer);
  expect(stdout).toContain(kommune);
  expect(stdout).toMatch(/\d+:\d+ +defaultProfile: names a profile/);
  expect(stdout).toMatch(/\d+:\d+ +agreements\.nemid\.cpr: looking CPR numbers up is for public authorities only/);
  expect(stdout).toMatch(/\d+:\d+ +methods\.nemid\.config: .*colour/);
});

it("finds the same mistakes as `start`, which then refuses to run", async () => {
  replace(demo().customer, "cpr: match", "cpr: lookup");
  const { code, stdout, stderr } = await runGateway(["start"], demo());
  expect(code).toBe(1);
  expect(stderr).toContain("public authorities only");
  expect(stdout).not.toContain("ready");
  expect(readFileSync(demo().customer, "utf8")).toContain("lookup");
});
