/**
 * Finds, checks and registers plug-ins. Each is registered with a recording registry first, so that a plug-in that is wrong in any way
 * stops the start with a sentence that names the package and the remedy, before the container has heard of it.
 */
import { pathToFileURL } from "node:url";
import { type AnyEidMethod, EID_METHOD, EidError, type MethodRegistry, type Register } from "@eid-gateway/core";
import { checkCore, checkIds, checkManifest, checkMethod } from "./plugins/check-plugin.js";
import { entryOf, findFolder, type Manifest, readManifest } from "./plugins/find-plugin.js";
import { refuse } from "./plugins/refuse.js";

export interface LoadedPlugin {
  readonly name: string;
  readonly version: string;
  readonly register: Register;
  readonly methods: readonly AnyEidMethod[];
}

/**
 * @param names as in gateway.yaml: package names, or paths beginning with "."
 * @param from the folder of gateway.yaml; package names are looked for there, then in the working directory
 * @throws EidError "misconfigured" with one issue per plug-in that will not do
 */
export async function loadPlugins(names: readonly string[], from: string): Promise<readonly LoadedPlugin[]> {
  const loaded: LoadedPlugin[] = [];
  const issues: { message: string; path: readonly (string | number)[] }[] = [];
  for (const [at, name] of names.entries()) {
    try {
      loaded.push(await loadPlugin(name, from));
    } catch (error) {
      if (!(error instanceof EidError)) throw error;
      issues.push({ message: `${error.message} (${error.code})`, path: ["plugins", at] });
    }
  }
  issues.push(...findDuplicates(loaded).map((message) => ({ message, path: ["plugins"] })));
  if (issues.length > 0) throw refuse("plugin:setup", "not every plug-in could be loaded", { issues });
  return loaded;
}

async function loadPlugin(name: string, from: string): Promise<LoadedPlugin> {
  const folder = findFolder(name, from);
  const manifest = readManifest(name, folder);
  checkManifest(name, manifest);
  checkCore(name, folder, manifest);
  const register = await importRegister(name, folder, manifest);
  const methods = record(name, register);
  checkIds(name, manifest, methods);
  return { name: manifest.name, version: manifest.version, register, methods };
}

async function importRegister(name: string, folder: string, manifest: Manifest): Promise<Register> {
  let module: { register?: unknown };
  try {
    module = (await import(pathToFileURL(entryOf(folder, manifest)).href)) as { register?: unknown };
  } catch (cause) {
    throw refuse("plugin:import", `${name} cannot be imported: ${(cause as Error).message}`, { cause });
  }
  if (typeof module.register !== "function")
    throw refuse("plugin:register", `${name} does not export a function "register"`);
  return module.register as Register;
}

function record(name: string, register: Register): readonly AnyEidMethod[] {
  const methods: AnyEidMethod[] = [];
  const recorder: MethodRegistry = {
    register(token, { useValue }) {
      if (token !== EID_METHOD) throw refuse("plugin:register", `${name} registers something that is not a method`);
      methods.push(useValue);
    },
  };
  try {
    register(recorder);
  } catch (cause) {
    if (cause instanceof EidError) throw cause;
    throw refuse("plugin:register", `${name} fails while it registers: ${(cause as Error).message}`, { cause });
  }
  for (const method of methods) checkMethod(name, method);
  return methods;
}

function findDuplicates(plugins: readonly LoadedPlugin[]): string[] {
  const owners = new Map<string, string[]>();
  for (const { name, methods } of plugins) {
    for (const { id, intent } of methods) {
      const key = `${intent} ${id}`;
      owners.set(key, [...(owners.get(key) ?? []), name]);
    }
  }
  const twice = [...owners].filter(([, names]) => names.length > 1);
  return twice.map(
    ([key, names]) =>
      `the method ${key.split(" ")[1]} is registered by ${names.join(" and ")}: remove one (plugin:duplicate)`,
  );
}
