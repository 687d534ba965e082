/** The operator's checks of user-id, password and code, and what each try does to the user's locks and card. */
import type { Identities } from "../register/identities.js";
import { askedNext, type Identity, type IdentityKind } from "../register/identity.js";
import { findCode, useCode } from "../register/key-card.js";
import {
  countWrongCode,
  countWrongPassword,
  findStandingLock,
  forgetWrongPasswords,
  UNLOCKED,
} from "../register/lock.js";
import { ageAt, birthDate } from "../register/numbers.js";
import { allowedPasswordTries, isSamePassword } from "../register/password-rules.js";

/** How a try went: on with this user, wrong but another try is allowed, or over with a code. */
type Tried =
  | { readonly is: "right"; readonly identity: Identity }
  | { readonly is: "wrong"; readonly identity?: Identity }
  | { readonly is: "over"; readonly code: string; readonly identity: Identity };

export interface AskedCode {
  readonly cardId: string;
  readonly number: string;
}

export interface CheckUser {
  /** @param kind which of a person's identities is meant, when a CPR number stands for several */
  password(userId: string, password: string, kind?: IdentityKind): Tried;
  /** What the user is asked from the card, or the code that ends the ceremony. */
  ask(identity: Identity): AskedCode | { readonly code: string };
  code(nemidNumber: string, asked: AskedCode, code: string): Tried;
}

const YOUNGEST = 15; // to have OCES on a private NemID

export function createCheckUser(identities: Identities, seed: string, clock: { now(): Date }): CheckUser {
  const now = () => clock.now().getTime();

  function checkPassword(userId: string, password: string, kind?: IdentityKind): Tried {
    const identity = choose(identities.find(userId), password, kind);
    if (!identity) return { is: "wrong" };
    const standing = findStandingLock(identity.lock, now());
    if (standing) return { is: "over", code: standing, identity };
    if (!isSamePassword(password, identity.password)) return refusePassword(identity);
    if (isTooYoung(identity, clock.now())) return { is: "over", code: "OCES004", identity };
    const lock = forgetWrongPasswords(identity.lock);
    return { is: "right", identity: lock === identity.lock ? identity : change(identity, { lock }) };
  }
  function refusePassword(identity: Identity): Tried {
    const { lock, code } = countWrongPassword(identity.lock, allowedPasswordTries(identity.password), now());
    const counted = change(identity, { lock });
    return code ? { is: "over", code, identity: counted } : { is: "wrong", identity: counted };
  }
  function checkCode(nemidNumber: string, asked: AskedCode, code: string): Tried {
    const identity = identities.find(nemidNumber)[0]!;
    const standing = findStandingLock(identity.lock, now());
    if (standing) return { is: "over", code: standing, identity };
    const isCurrent = identity.cards.active.id === asked.cardId && !identity.cards.active.used.includes(asked.number);
    if (!isCurrent) return { is: "over", code: "AUTH010", identity };
    if (findCode(identity.cards.active, asked.number) !== code) return refuseCode(identity);
    const cards = useCode(identity.cards, { seed, nemidNumber }, asked.number);
    return { is: "right", identity: change(identity, { cards, lock: UNLOCKED }) };
  }
  function refuseCode(identity: Identity): Tried {
    const { lock, code } = countWrongCode(identity.lock);
    const counted = change(identity, { lock });
    return code ? { is: "over", code, identity: counted } : { is: "wrong", identity: counted };
  }
  function change(identity: Identity, changes: Partial<Identity>): Identity {
    const changed = { ...identity, ...changes };
    identities.save(changed);
    return changed;
  }

  return {
    password: checkPassword,
    ask(identity) {
      const number = askedNext(identity, seed);
      return number === undefined ? { code: "AUTH006" } : { cardId: identity.cards.active.id, number };
    },
    code: checkCode,
  };
}

/** The identity meant: by the kind asked for, then by whose password it is. */
function choose(found: readonly Identity[], password: string, kind: IdentityKind | undefined): Identity | undefined {
  const meant = kind === undefined ? found : found.filter((identity) => identity.kind === kind);
  return meant.find((identity) => isSamePassword(password, identity.password)) ?? meant[0];
}

/** A private NemID carries OCES from the age of fifteen. */
function isTooYoung({ kind, cpr }: Identity, now: Date): boolean {
  const born = kind === "POCES" && cpr !== undefined ? birthDate(cpr) : undefined;
  return born !== undefined && ageAt(born, now) < YOUNGEST;
}
