import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { join } from "node:path";
import { readIfPresent, StateError, writeSecretFile } from "../state/json-file.js";

/** The tokens of REMEMBER_USERID: opaque to service providers, and of use only to the one they were made for. */
export interface RememberedUsers {
  seal(userId: string, spid: string): Buffer;
  /** The user-id, or undefined for a token that is empty, damaged, or another provider's: those act like the empty string. */
  open(token: string, spid: string): string | undefined;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

export function openRememberedUsers(stateDir: string): RememberedUsers {
  const key = loadKey(join(stateDir, "remember-user-id.key"));
  return {
    seal(userId, spid) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(spid));
      const sealed = Buffer.concat([cipher.update(userId, "utf8"), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
    },
    open(token, spid) {
      const bytes = Buffer.from(token, "base64");
      if (bytes.length <= IV_BYTES + TAG_BYTES) return undefined;
      return decrypt(key, bytes, Buffer.from(spid));
    },
  };
}

function decrypt(key: Buffer, bytes: Buffer, spid: Buffer): string | undefined {
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, IV_BYTES));
  decipher.setAAD(spid).setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  try {
    const sealed = bytes.subarray(IV_BYTES + TAG_BYTES);
    return Buffer.concat([decipher.update(sealed), decipher.final()]).toString("utf8");
  } catch {
    return undefined; // not a token of ours for this provider
  }
}

function loadKey(file: string): Buffer {
  const kept = readIfPresent(file);
  if (kept !== undefined) return readKey(kept, file);
  const key = randomBytes(KEY_BYTES);
  writeSecretFile(file, `${key.toString("hex")}\n`);
  return key;
}

function readKey(text: string, file: string): Buffer {
  const key = Buffer.from(text.trim(), "hex");
  if (key.length !== KEY_BYTES) throw new StateError(`${file} is not a key`);
  return key;
}
