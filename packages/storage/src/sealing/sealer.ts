import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { decodeStorable, encodeStorable, type Storable } from "@eid-gateway/core";
import type { SealedTable } from "../database/tables.js";
import { StorageError } from "../errors.js";
import { associatedData, type RowKey } from "./row-key.js";
import { checkSealingKeys, type SealingKeys } from "./sealing-keys.js";

/** The two columns of a sealed value: `salt | ciphertext | tag`, and the id of the root key. */
export type Sealed = { readonly sealed: Uint8Array; readonly key_id: string };

export interface Sealer {
  /** The id of the key that seals now. */
  readonly current: string;
  seal<T extends SealedTable>(table: T, row: RowKey<T>, value: Storable): Sealed;
  /** @throws StorageError `storage:sealing`: the key is not given or not the one, or the row was altered */
  open<T extends SealedTable>(table: T, row: RowKey<T> & Sealed): Storable;
  /** The same for bytes that are no text: a document's. */
  sealBytes<T extends SealedTable>(table: T, row: RowKey<T>, bytes: Uint8Array): Sealed;
  openBytes<T extends SealedTable>(table: T, row: RowKey<T> & Sealed): Uint8Array;
}

const SALT_BYTES = 16;
const TAG_BYTES = 16;

/** AES-256-GCM over the text form of a value, or over bytes, with the row's key as associated data. */
export function createSealer(sealing: SealingKeys): Sealer {
  checkSealingKeys(sealing);
  const { current, keys } = sealing;
  const sealBytes: Sealer["sealBytes"] = (table, row, bytes) => {
    const salt = randomBytes(SALT_BYTES);
    const sealed = encrypt(bytes, rootKey(keys, current), salt, associatedData(table, row, current));
    return { sealed, key_id: current };
  };
  const openBytes = <T extends SealedTable>(table: T, row: RowKey<T> & Sealed): Buffer => {
    const root = rootKey(keys, row.key_id);
    const data = associatedData(table, row, row.key_id);
    return unlessAltered(table, row.key_id, () => decrypt(row.sealed, root, data));
  };
  return {
    current,
    seal: (table, row, value) => sealBytes(table, row, Buffer.from(encodeStorable(value))),
    open: (table, row) => decodeStorable(openBytes(table, row).toString("utf8")),
    sealBytes,
    openBytes,
  };
}

function rootKey(keys: SealingKeys["keys"], id: string): Uint8Array {
  const key = Object.hasOwn(keys, id) ? keys[id] : undefined;
  if (key) return key;
  throw new StorageError(
    "storage:sealing",
    `a row is sealed with key "${id}", which is not given: add it beside the current one`,
  );
}

function unlessAltered(table: SealedTable, keyId: string, open: () => Buffer): Buffer {
  try {
    return open();
  } catch (cause) {
    const message = `a row of ${table} does not open with sealing key "${keyId}": it was altered, or another key of that name sealed it`;
    throw new StorageError("storage:sealing", message, { cause });
  }
}

/**
 * A key and a nonce of each row's own, by HKDF (RFC 5869) from the root key and a random salt: GCM's limit of 2^32 messages
 * with random nonces (NIST SP 800-38D, 8.3) then holds for no root key.
 */
function rowSecrets(root: Uint8Array, salt: Uint8Array): { key: Buffer; nonce: Buffer } {
  const bytes = Buffer.from(hkdfSync("sha256", root, salt, "eid-gateway storage row", 32 + 12));
  return { key: bytes.subarray(0, 32), nonce: bytes.subarray(32) };
}

function encrypt(bytes: Uint8Array, root: Uint8Array, salt: Uint8Array, data: Uint8Array): Uint8Array {
  const { key, nonce } = rowSecrets(root, salt);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(data);
  return Buffer.concat([salt, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(sealed: Uint8Array, root: Uint8Array, data: Uint8Array): Buffer {
  const { key, nonce } = rowSecrets(root, sealed.subarray(0, SALT_BYTES));
  // The tag's length is fixed: node:crypto would otherwise accept one of four bytes, which can be guessed.
  const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES }).setAAD(data);
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  const bytes = decipher.update(sealed.subarray(SALT_BYTES, -TAG_BYTES));
  decipher.final(); // gives no more bytes: it throws unless the tag is right
  return bytes;
}
