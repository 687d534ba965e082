import { StorageError } from "../errors.js";

/** Root keys of 32 random bytes by id. `current` seals; the others only open what they once sealed. */
export interface SealingKeys {
  readonly current: string;
  readonly keys: Readonly<Record<string, Uint8Array>>;
}

const ROOT_KEY_BYTES = 32;

/** @throws StorageError `storage:sealing` for a current key that is not given, or a key of the wrong length */
export function checkSealingKeys({ current, keys }: SealingKeys): void {
  if (!Object.hasOwn(keys, current)) {
    throw new StorageError("storage:sealing", `the current sealing key "${current}" is not among the keys given`);
  }
  for (const [id, key] of Object.entries(keys)) {
    if (key.length === ROOT_KEY_BYTES) continue;
    throw new StorageError(
      "storage:sealing",
      `sealing key "${id}" has ${key.length} bytes; it must have ${ROOT_KEY_BYTES}`,
    );
  }
}
