/**
 * The users on disk: one file each, read once at start. A user's first signature stands in the file with the user,
 * others follow under `further`; in memory each is an identity of its own that repeats its user.
 */
import { join } from "node:path";
import { readRegister, writeJsonFile } from "../state/json-file.js";
import type { Identity, NemidUser, Signature } from "./identity.js";

type StoredUser = Omit<Identity, "userId"> & {
  readonly userId?: string;
  readonly further?: readonly Signature[];
};

export interface IdentityStore {
  /** In the order they were made. */
  all(): Identity[];
  /** All signatures of one user, in the order they were made. */
  ofUser(nemidNumber: string): Identity[];
  /** Writes an identity, new or changed. What belongs to the user changes for all of the user's signatures. */
  save(identity: Identity): void;
}

const KEPT = [
  "nemidNumber",
  "kind",
  "alias",
  "password",
  "name",
  "serial",
  "certificateStatus",
  "lock",
  "cards",
] as const;

export function openIdentityStore(folder: string): IdentityStore {
  const kept = new Map(readRegister<StoredUser>(folder, KEPT).map((user) => [user.nemidNumber, user]));
  return {
    all: () => [...kept.values()].flatMap(identitiesOf).sort((one, other) => one.ordinal - other.ordinal),
    ofUser(nemidNumber) {
      const user = kept.get(nemidNumber);
      return user ? identitiesOf(user) : [];
    },
    save(identity) {
      const user = mergeInto(kept.get(identity.nemidNumber), identity);
      writeJsonFile(join(folder, `${user.nemidNumber}.json`), user);
      kept.set(user.nemidNumber, user);
    },
  };
}

/** Files of earlier versions say no user-id: it was the alias. */
function identitiesOf({ further = [], ...first }: StoredUser): Identity[] {
  const identity = { ...first, userId: first.userId ?? first.alias };
  return [identity, ...further.map((signature) => ({ ...userOf(identity), ...signature }))];
}

function mergeInto(stored: StoredUser | undefined, identity: Identity): StoredUser {
  if (!stored) return identity;
  const { further = [] } = stored;
  if (identity.alias === stored.alias) return further.length > 0 ? { ...identity, further } : identity;
  const others = further.filter(({ alias }) => alias !== identity.alias);
  const signatures = [...others, signatureOf(identity)].sort((one, other) => one.ordinal - other.ordinal);
  return { ...stored, ...userOf(identity), further: signatures };
}

/** What all signatures of a user have in common. */
export function userOf(identity: Identity): NemidUser {
  const { nemidNumber, userId, password, lock, cards, activation, temporaryPasswordsSent, obstacle } = identity;
  return { nemidNumber, userId, password, lock, cards, activation, temporaryPasswordsSent, obstacle };
}

function signatureOf(identity: Identity): Signature {
  const user = new Set(Object.keys(userOf(identity)));
  const own = Object.entries(identity).filter(([name]) => !user.has(name));
  return Object.fromEntries(own) as unknown as Signature; // what is not the user's is the signature's
}
