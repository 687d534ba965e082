/** How a user who came in by a temporary password chooses a password, and perhaps a user-id, for good. */
import type { Identities } from "../register/identities.js";
import type { Identity } from "../register/identity.js";
import { UNLOCKED } from "../register/lock.js";
import { isNameTaken } from "../register/look-up.js";
import { findAliasFault, findPasswordFault, isSamePassword } from "../register/password-rules.js";
import { VOID } from "../register/temporary-password.js";
import type { Activation, Problem } from "./conversation.js";

export interface ActivateUser {
  /** Activates the user; or says what is wrong with the choice, or why there is nothing to choose any more. */
  choose(user: Identity, choice: Activation): Chosen;
  /** The temporary password was used and nothing chosen: it is worthless from now on. */
  cancel(user: Identity): void;
}

type Chosen = { readonly identity: Identity } | { readonly problem: Problem } | { readonly code: string };

export function createActivateUser(identities: Identities): ActivateUser {
  /** As it stands now: another session may have been faster. */
  const reload = ({ nemidNumber }: Identity) => identities.signaturesOf(nemidNumber)[0]!;
  return {
    choose(before, { password, repeated, userId }) {
      const user = reload(before);
      if (user.activation?.temporaryPassword === undefined) return { code: "AUTH008" };
      const wished = userId.trim();
      const problem = findPasswordProblem(user, password, repeated) ?? findUserIdProblem(identities, user, wished);
      if (problem) return { problem };
      const chosen = { password, userId: wished || user.userId, activation: undefined, lock: UNLOCKED };
      identities.save({ ...user, ...chosen });
      return { identity: reload(user) };
    },
    cancel(before) {
      const user = reload(before);
      if (user.activation) identities.save({ ...user, activation: VOID });
    },
  };
}

function findPasswordProblem(user: Identity, password: string, repeated: string): Problem | undefined {
  if (password === "" || repeated === "") return "new-password-missing";
  if (findPasswordFault(password, user)) return "new-password-refused";
  if (isSamePassword(password, user.activation?.temporaryPassword ?? "")) return "new-password-not-new";
  return isSamePassword(password, repeated) ? undefined : "new-passwords-differ";
}

function findUserIdProblem(identities: Identities, user: Identity, userId: string): Problem | undefined {
  if (userId === "") return undefined;
  if (findAliasFault(userId)) return "user-id-refused";
  return isNameTaken(identities.list(), userId, user.nemidNumber) ? "user-id-taken" : undefined;
}
