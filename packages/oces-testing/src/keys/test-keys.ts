import { createPrivateKey, type KeyObject } from "node:crypto";
import { linkSync, lstatSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { generateRsaKey, type KeyRole, type KeySource } from "./key-source.js";

/** How many keys of a role exist before they are used again. */
const POOL_SIZE: Record<KeyRole, number> = { root: 8, issuing: 12, "ocsp-responder": 6, holder: 24 };

/** Shared by the whole process, so that two CAs made one after the other never have the same key. */
const drawn: Record<KeyRole, number> = { root: 0, issuing: 0, "ocsp-responder": 0, holder: 0 };
const loaded = new Map<string, Promise<KeyObject>>();

/**
 * RSA 2048 keys made once per machine and kept in the temporary folder, readable by this user only; keys repeat after
 * a couple of dozen draws. For tests alone.
 *
 * @throws when the pool's folder belongs to someone else or is open to others
 */
export function testKeys(): KeySource {
  return { draw: (role) => load(role, drawn[role]++ % POOL_SIZE[role]) };
}

function load(role: KeyRole, index: number): Promise<KeyObject> {
  const file = `${role}-${index}.pem`;
  const known = loaded.get(file) ?? readOrMakeKey(join(poolFolder(), file));
  loaded.set(file, known);
  return known;
}

/** The key of this file; made when nobody has made it yet. */
export async function readOrMakeKey(path: string): Promise<KeyObject> {
  const kept = readKey(path);
  if (kept !== undefined) return kept;
  const key = await generateRsaKey(2048);
  return placeUnlessThere(path, key) ? key : readKey(path)!;
}

function readKey(path: string): KeyObject | undefined {
  try {
    return createPrivateKey(readFileSync(path));
  } catch (error) {
    if (isCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

/** Another process may be making the same key: whoever links the name first decides, and the file is whole at once. */
function placeUnlessThere(path: string, key: KeyObject): boolean {
  const draft = `${path}.${process.pid}.${process.hrtime.bigint()}`;
  writeFileSync(draft, key.export({ type: "pkcs8", format: "pem" }), { mode: 0o600, flag: "wx" });
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (isCode(error, "EEXIST")) return false;
    throw error;
  } finally {
    unlinkSync(draft);
  }
}

/** In a temporary folder anyone could have been there before us: only a folder of ours that is closed to others will do. */
export function poolFolder(parent: string = tmpdir()): string {
  const folder = join(parent, `eid-gateway-test-keys-${userInfo().username}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder);
  const own = process.getuid === undefined || found.uid === process.getuid();
  const closed = process.platform === "win32" || (found.mode & 0o077) === 0;
  if (!found.isDirectory() || !own || !closed)
    throw new Error(`${folder} is not a private folder of this user: remove it`);
  return folder;
}

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && "code" in error && error.code === code;
