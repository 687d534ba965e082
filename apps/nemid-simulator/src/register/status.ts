/** The states a user can be put in by the test tool, in one word each. The README's table says what each does. */
import type { Identity, NemidUser } from "./identity.js";
import { type CardOwner, codesLeft, replaceKeyCard } from "./key-card.js";
import { isQuarantined, type Lock, quarantine, UNLOCKED } from "./lock.js";
import { OCES_OBSTACLES, type OcesObstacle } from "./oces-obstacles.js";
import { sendTemporaryPassword } from "./temporary-password.js";

const CERTIFICATE_STATUSES = ["valid", "revoked", "expired"] as const;
const USER_STATUSES = [
  "locked",
  "quarantined",
  "suspended",
  "password-revoked",
  "temporary-password",
  "not-activated",
  "no-codes",
] as const;
const OBSTACLES = Object.keys(OCES_OBSTACLES) as OcesObstacle[];

export const IDENTITY_STATUSES = [...CERTIFICATE_STATUSES, ...USER_STATUSES, ...OBSTACLES] as const;
export type IdentityStatus = (typeof IDENTITY_STATUSES)[number];

type Standing = Pick<NemidUser, "lock" | "cards" | "activation" | "obstacle" | "temporaryPasswordsSent">;

/** One word for the test tool: what keeps the user from logging in is told before the state of the certificate. */
export function statusOf(identity: Identity, now: number): IdentityStatus {
  const { lock, activation, obstacle, cards } = identity;
  if (lock.locked) return LOCKS[lock.locked];
  if (isQuarantined(lock, now)) return "quarantined";
  if (activation) return activation.temporaryPassword === undefined ? "not-activated" : "temporary-password";
  if (obstacle) return obstacle;
  return codesLeft(cards.active) === 0 && cards.waiting.length === 0 ? "no-codes" : identity.certificateStatus;
}

const LOCKS = { passwords: "locked", codes: "password-revoked", suspended: "suspended" } as const;

/** What becomes of the user, all signatures alike. Whatever stood before is lifted, but for a temporary password sent anew. */
export function standAs(user: NemidUser, status: IdentityStatus, owner: CardOwner, now: number): Standing {
  const { temporaryPasswordsSent } = user;
  const lifted = { lock: UNLOCKED, cards: withCodes(user.cards, owner), activation: undefined, obstacle: undefined };
  const free = { ...lifted, temporaryPasswordsSent };
  const lock = findLock(status, now);
  if (lock) return { ...free, lock };
  if (status === "temporary-password") return { ...free, ...sendTemporaryPassword(user, owner.seed) };
  if (status === "not-activated") return { ...free, activation: { wrongTries: 0 } };
  if (status === "no-codes")
    return { ...free, cards: replaceKeyCard(user.cards, owner, { codesLeft: 0, automatic: false }) };
  return isObstacle(status) ? { ...free, obstacle: status } : free;
}

/** Whether a status is of one certificate, and leaves the user's other signatures as they are. */
export function isOfCertificate(status: IdentityStatus): status is Identity["certificateStatus"] {
  return CERTIFICATE_STATUSES.some((one) => one === status);
}

function isObstacle(status: IdentityStatus): status is OcesObstacle {
  return OBSTACLES.some((one) => one === status);
}

function findLock(status: IdentityStatus, now: number): Lock | undefined {
  if (status === "quarantined") return quarantine(UNLOCKED, now);
  const found = Object.entries(LOCKS).find(([, word]) => word === status);
  return found && { ...UNLOCKED, locked: found[0] as keyof typeof LOCKS };
}

/** A card that is used up is replaced by a new one. */
function withCodes(cards: NemidUser["cards"], owner: CardOwner): NemidUser["cards"] {
  const isUsedUp = codesLeft(cards.active) === 0 && cards.waiting.length === 0;
  return isUsedUp ? replaceKeyCard(cards, owner, { automatic: true }) : cards;
}
