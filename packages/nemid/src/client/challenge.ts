/**
 * The challenge: unguessable, signed by the person, good for one answer. When the relying party wants the log-in bound to
 * something (authentication-based signing), the binding follows it and so comes under the person's key too.
 *
 *     challenge=9f86d081884c7d659a2feaa0c55ad015           and with a binding
 *     challenge=9f86d081884c7d659a2feaa0c55ad015.E3Bc...   (base64url)
 */
import { randomBytes } from "node:crypto";
import { fail } from "../errors/errors.js";

const challengeBytes = 16; // 128 bits

/** @param binding base64url. @throws EidError nemid:setup for another binding: `;` and `=` would forge further properties */
export function newChallenge(binding: string | undefined): string {
  const random = randomBytes(challengeBytes).toString("hex");
  if (binding === undefined) return random;
  if (!/^[\w-]{1,512}$/.test(binding)) throw fail("nemid:setup", "the flow's binding is not base64url");
  return `${random}.${binding}`;
}

/** The binding, as it stands in a challenge that was signed. */
export function bindingIn(challenge: string): string | undefined {
  const dot = challenge.indexOf(".");
  return dot < 0 ? undefined : challenge.slice(dot + 1);
}
