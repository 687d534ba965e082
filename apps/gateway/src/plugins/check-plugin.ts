/** What must be right about a plug-in before the gateway registers it. */
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { AnyEidMethod } from "@eid-gateway/core";
import { satisfies } from "semver";
import type { Manifest } from "./find-plugin.js";
import { refuse } from "./refuse.js";

const API = 1;

export function checkManifest(name: string, { keywords, eidPlugin }: Manifest): void {
  if (!keywords?.includes("eid-plugin") || !eidPlugin) {
    throw refuse(
      "plugin:manifest",
      `${name} is no eID plug-in: its package.json lacks "eidPlugin" and the keyword eid-plugin`,
    );
  }
  if (eidPlugin.api !== API) {
    const wanted = JSON.stringify(eidPlugin.api);
    throw refuse(
      "plugin:api",
      `${name} is written for plug-in API ${wanted}; this gateway has API ${API}: install a version that fits`,
    );
  }
  const { methods } = eidPlugin;
  if (!Array.isArray(methods) || methods.length === 0 || methods.some((id) => typeof id !== "string")) {
    throw refuse("plugin:manifest", `${name}: "eidPlugin.methods" in its package.json must list the method ids`);
  }
}

/** One copy of core: NationalId is a class with a private member, so two copies would not know each other's. */
export function checkCore(name: string, folder: string, { peerDependencies = {} }: Manifest): void {
  const range = peerDependencies["@eid-gateway/core"];
  if (range === undefined) throw refuse("plugin:peer", `${name} must name @eid-gateway/core as a peer dependency`);
  const own = coreOf(dirname(fileURLToPath(import.meta.url)));
  const theirs = coreOf(folder);
  if (theirs && theirs.folder !== own?.folder) {
    throw refuse(
      "plugin:core",
      `${name} brings its own copy of @eid-gateway/core: remove it, or install both with one package manager`,
    );
  }
  const isWorkspace = range.startsWith("workspace:");
  if (own && !isWorkspace && !satisfies(own.version, range, { includePrerelease: true })) {
    throw refuse("plugin:peer", `${name} wants @eid-gateway/core ${range}; this gateway has ${own.version}`);
  }
}

function coreOf(folder: string): { readonly folder: string; readonly version: string } | undefined {
  for (const modules of createRequire(join(folder, "x.js")).resolve.paths("@eid-gateway/core") ?? []) {
    const found = join(modules, "@eid-gateway/core");
    if (!existsSync(join(found, "package.json"))) continue;
    const { version } = JSON.parse(readFileSync(join(found, "package.json"), "utf8")) as Manifest;
    return { folder: realpathSync(found), version };
  }
  return undefined;
}

/** Names by which the gateway itself speaks: in scopes and claims, as namespaces of SAML attributes, in the texts of a profile. */
const OWN_NAMES = ["openid", "profile", "offline_access", "signicat", "gateway", "oces", "unique-id", "national-id"];

/** A family's attributes are released under its name, so that none may pass for what the gateway releases by rules of its own. */
function checkFamily(name: string, { id, family }: AnyEidMethod): void {
  if (/^[a-z][a-z0-9_-]{0,31}$/.test(family) && !OWN_NAMES.includes(family)) return;
  throw refuse(
    "plugin:family",
    `${name}: the family of ${id} must be up to 32 lower-case letters, digits, - and _, and none of ${OWN_NAMES.join(", ")}`,
  );
}

export function checkMethod(name: string, method: AnyEidMethod): void {
  const lacks = (["id", "family", "intent", "configSchema", "texts", "errors", "open"] as const).filter(
    (key) => !method[key],
  );
  if (lacks.length > 0) throw refuse("plugin:method", `${name} registers a method without ${lacks.join(", ")}`);
  checkFamily(name, method);
  const silent = Object.keys(method.errors).filter((code) => method.texts.en[code] === undefined);
  if (silent.length > 0)
    throw refuse("plugin:texts", `${name}: ${method.id} has no English sentence for ${silent.join(", ")}`);
  const foreign = Object.keys(method.errors).filter((code) => !code.startsWith(`${method.family}:`));
  if (foreign.length > 0)
    throw refuse(
      "plugin:codes",
      `${name}: codes of ${method.id} must begin with "${method.family}:": ${foreign.join(", ")}`,
    );
}

export function checkIds(name: string, { eidPlugin }: Manifest, methods: readonly AnyEidMethod[]): void {
  const declared = [...((eidPlugin?.methods ?? []) as string[])].sort().join(", ");
  const registered = methods
    .map(({ id }) => id)
    .sort()
    .join(", ");
  if (declared !== registered) {
    throw refuse(
      "plugin:ids",
      `${name} declares the methods ${declared} in its package.json, and registers ${registered || "none"}`,
    );
  }
}
