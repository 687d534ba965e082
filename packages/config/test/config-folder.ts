/** Builds configuration folders: a small valid one, with whatever a test wants to be different. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { stringify } from "yaml";
import { type Config, ConfigError, formatPath, type LoadOptions, loadConfig } from "../src/index.js";

type Data = Readonly<Record<string, unknown>>;
type Files = Readonly<Record<string, string | Uint8Array | Data>>;

export const gatewayData: Data = { apiVersion: "eid-gateway/v1", environment: "test", host: "https://id.example.dk" };
export const clientData: Data = {
  clientId: "portal",
  name: "Portal",
  secret: "a-secret-of-the-portal",
  redirectUris: ["https://portal.example.dk/callback"],
};
export const customerData: Data = {
  apiVersion: "eid-gateway/v1",
  service: "acme",
  name: "Acme",
  sector: "private",
  methods: { nemid: { method: "nemid" } },
  oidc: { clients: [clientData] },
};

export const CUSTOMER = "customers/acme/customer.yaml";
export const PROFILE = "customers/acme/profiles/blue/profile.yaml";

/** A folder with these files, objects written as YAML; gone after the test. */
export function writeFolder(files: Files): string {
  const root = mkdtempSync(join(tmpdir(), "config-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    const isRaw = typeof content === "string" || content instanceof Uint8Array;
    writeFileSync(join(root, name), isRaw ? content : stringify(content, { aliasDuplicateObjects: false }), {
      mode: 0o600,
    });
  }
  return root;
}

/** A valid folder of one customer, in which files are replaced or added. */
export function acme(files: Files = {}): string {
  return writeFolder({ "gateway.yaml": gatewayData, [CUSTOMER]: customerData, ...files });
}
export const acmeWith = {
  gateway: (more: Data) => acme({ "gateway.yaml": { ...gatewayData, ...more } }),
  customer: (more: Data) => acme({ [CUSTOMER]: { ...customerData, ...more } }),
  client: (more: Data) => acme({ [CUSTOMER]: { ...customerData, oidc: { clients: [{ ...clientData, ...more }] } } }),
  profile: (more: Data, files: Files = {}) => acme({ [PROFILE]: { apiVersion: "eid-gateway/v1", ...more }, ...files }),
};

export function load(root: string, env: LoadOptions["env"] = {}): Config {
  return loadConfig(root, { env });
}

/** What is wrong with a folder, as `file path: message > remedy`. */
export function mistakesIn(root: string, env: LoadOptions["env"] = {}): string[] {
  return errorOf(root, env).issues.map((issue) => line(root, issue));
}

export function errorOf(root: string, env: LoadOptions["env"] = {}): ConfigError {
  try {
    load(root, env);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error("nothing was wrong with the configuration");
}

export function warningsIn(root: string, env: LoadOptions["env"] = {}): string[] {
  return load(root, env).warnings.map((issue) => line(root, issue));
}

function line(root: string, { file, path, message, remedy }: ConfigError["issues"][number]): string {
  return `${file.replace(`${root}/`, "")} ${formatPath(path)}: ${message} > ${remedy}`;
}
