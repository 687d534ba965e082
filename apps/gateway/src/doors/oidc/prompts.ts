import { interactionPolicy } from "oidc-provider";

/** Our own: the person takes back what the service may remember of them. It needs the eID, which says whose that is. */
export const CONSENT_REVOKE = "consent_revoke";

export const PROMPTS = ["none", "login", "consent", CONSENT_REVOKE];

/** oidc-provider's, which ask for a log-in, and ours before them, so that it is not answered by a session. */
export function promptPolicy(): interactionPolicy.DefaultPolicy {
  const policy = interactionPolicy.base();
  policy.add(new interactionPolicy.Prompt({ name: CONSENT_REVOKE, requestable: true }), 0);
  return policy;
}
