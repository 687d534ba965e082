/** The keys that seal the database: of the configuration, or made once in the state folder, readable by nobody else. */
import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { GatewayConfig } from "@eid-gateway/config";
import { EidError } from "@eid-gateway/core";
import type { SealingKeys } from "@eid-gateway/storage";

interface KeyFile {
  readonly current: string;
  readonly keys: Readonly<Record<string, string>>;
}

/** @throws EidError "misconfigured" when the file is there and cannot be used: making another would lose what the old key sealed */
export function loadSealingKeys({ sealing, state }: GatewayConfig): SealingKeys {
  if (sealing) return { current: sealing.current, keys: Object.fromEntries(sealing.keys) };
  const folder = join(state, "keys");
  const file = join(folder, "sealing.json");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return readKeyFile(file) ?? makeKeyFile(file);
}

function readKeyFile(file: string): SealingKeys | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw unusable(file, "it cannot be read", cause);
  }
  try {
    const { current, keys } = JSON.parse(text) as KeyFile;
    const decoded = Object.fromEntries(Object.entries(keys).map(([id, key]) => [id, Buffer.from(key, "base64")]));
    if (decoded[current]?.length !== 32) throw new Error("no current key of 32 bytes");
    return { current, keys: decoded };
  } catch (cause) {
    throw unusable(file, "it is damaged", cause);
  }
}

/** A hard link appears whole or not at all, and for one of two processes that start together. */
function makeKeyFile(file: string): SealingKeys {
  const id = `k${randomBytes(4).toString("hex")}`;
  const content: KeyFile = { current: id, keys: { [id]: randomBytes(32).toString("base64") } };
  const draft = `${file}.${randomBytes(6).toString("hex")}`;
  writeFileSync(draft, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, flag: "wx", flush: true });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    unlinkSync(draft);
  }
  return readKeyFile(file)!;
}

function unusable(file: string, why: string, cause: unknown): EidError {
  const remedy = "restore it from a backup: without it nothing in the database can be read";
  return new EidError("sealing:keyfile", "misconfigured", `${file}: ${why}; ${remedy}`, { cause });
}
