/** The operator's checks of user-id, password and code, and what each try does to the user's locks and card. */
import type { Identities } from "../register/identities.js";
import { askedNext, type Identity } from "../register/identity.js";
import { findCode, useCode } from "../register/key-card.js";
import {
  countWrongCode,
  countWrongPassword,
  findStandingLock,
  forgetWrongPasswords,
  UNLOCKED,
} from "../register/lock.js";
import { isMeant } from "../register/look-up.js";
import { ageAt, birthDate } from "../register/numbers.js";
import { OCES_OBSTACLES } from "../register/oces-obstacles.js";
import { allowedPasswordTries, isSamePassword } from "../register/password-rules.js";
import { tryTemporaryPassword } from "../register/temporary-password.js";
import type { Mode } from "./client-request.js";

/** How a try went: on with this user, on by choosing a password, wrong but another try is allowed, or over with a code. */
type Tried =
  | { readonly is: "right" | "temporary"; readonly identity: Identity }
  | { readonly is: "wrong"; readonly identity?: Identity }
  | { readonly is: "over"; readonly code: string; readonly identity: Identity };

export interface AskedCode {
  readonly cardId: string;
  readonly number: string;
}

interface Typed {
  readonly userId: string;
  readonly password: string;
  readonly mode: Mode;
  /** Which signature is meant, when a CPR number stands for several users. */
  readonly certificate?: string | undefined;
}

export interface CheckUser {
  password(typed: Typed): Tried;
  /** What the user is asked from the card, or the code that ends the ceremony. */
  ask(identity: Identity): AskedCode | { readonly code: string };
  code(nemidNumber: string, asked: AskedCode, code: string): Tried;
}

const YOUNGEST = 15; // to have OCES on a private NemID

export function createCheckUser(identities: Identities, seed: string, clock: { now(): Date }): CheckUser {
  const now = () => clock.now().getTime();

  function checkPassword(typed: Typed): Tried {
    const identity = choose(typed);
    if (!identity) return { is: "wrong" };
    const standing = findStandingLock(identity.lock, now());
    if (standing) return { is: "over", code: standing, identity };
    if (identity.activation) return checkTemporaryPassword(identity, typed);
    if (!isSamePassword(typed.password, identity.password)) return refusePassword(identity);
    const obstacle = findObstacle(identity, clock.now());
    if (obstacle) return { is: "over", code: obstacle, identity };
    const lock = forgetWrongPasswords(identity.lock);
    return { is: "right", identity: lock === identity.lock ? identity : change(identity, { lock }) };
  }
  /** The user meant: by the signature asked for, then by whose password it is. */
  function choose({ userId, password, certificate }: Typed): Identity | undefined {
    const has = ({ nemidNumber }: Identity) =>
      identities.signaturesOf(nemidNumber).some((signature) => isMeant(signature, certificate));
    const meant = identities.findUsers(userId).filter(has);
    return meant.find((identity) => isSamePassword(password, identity.password)) ?? meant[0];
  }
  /** Limited mode has no screens to choose a password in. */
  function checkTemporaryPassword(identity: Identity, { password, mode }: Typed): Tried {
    const { activation = { wrongTries: 0 } } = identity;
    if (activation.temporaryPassword === undefined) return { is: "over", code: "AUTH008", identity };
    const left = tryTemporaryPassword(activation, password);
    const obstacle = mode === "lmt" ? "AUTH011" : findObstacle(identity, clock.now());
    if (left === "right") return obstacle ? { is: "over", code: obstacle, identity } : { is: "temporary", identity };
    const counted = change(identity, { activation: left });
    const isVoid = left.temporaryPassword === undefined;
    return isVoid ? { is: "over", code: "AUTH001", identity: counted } : { is: "wrong", identity: counted };
  }
  function refusePassword(identity: Identity): Tried {
    const { lock, code } = countWrongPassword(identity.lock, allowedPasswordTries(identity.password), now());
    const counted = change(identity, { lock });
    return code ? { is: "over", code, identity: counted } : { is: "wrong", identity: counted };
  }
  function checkCode(nemidNumber: string, asked: AskedCode, code: string): Tried {
    const identity = identities.signaturesOf(nemidNumber)[0]!;
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

/** Why a user who typed the right password cannot sign, as a code. A private NemID carries OCES from the age of fifteen. */
function findObstacle({ kind, cpr, obstacle }: Identity, now: Date): string | undefined {
  if (obstacle) return OCES_OBSTACLES[obstacle];
  const born = kind === "POCES" && cpr !== undefined ? birthDate(cpr) : undefined;
  return born !== undefined && ageAt(born, now) < YOUNGEST ? "OCES004" : undefined;
}
