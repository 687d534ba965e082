import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Findings } from "./findings.js";
import { resolveReferences, type Surroundings } from "./references/resolve.js";

/** The folder for what the gateway makes itself: as gateway.yaml says, else EID_GATEWAY_VAR, else `var`. Absolute. */
export function findStateFolder(file: string, gateway: unknown, env: Surroundings["env"], findings: Findings): string {
  const written = (gateway as { state?: unknown } | null)?.state;
  const { state } = resolveReferences(file, { state: written }, { env, state: undefined }, findings) as {
    state: unknown;
  };
  if (typeof state === "string" && state !== "") return resolve(dirname(file), state);
  if (env.EID_GATEWAY_VAR) return resolve(env.EID_GATEWAY_VAR);
  return join(repositoryOf(dirname(file)) ?? dirname(file), "var");
}

/** The project's root, when the configuration lies somewhere in a clone of it. */
function repositoryOf(folder: string): string | undefined {
  if (isRepository(folder)) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : repositoryOf(parent);
}

function isRepository(folder: string): boolean {
  try {
    return (
      (JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { name?: unknown }).name === "eid-gateway"
    );
  } catch {
    return false;
  }
}
