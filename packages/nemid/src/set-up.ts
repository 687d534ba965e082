/** Opening a method: everything that can be wrong is found and said at once, offline; what every log-in needs is made once. */
import { EidError, type Issue } from "@eid-gateway/core";
import { createTrust, OcesError, onlineRevocation, type RevocationSource, type Trust } from "@eid-gateway/oces";
import { fail } from "./errors/errors.js";
import type { NemidGiven } from "./follow-up.js";
import type { HolderKind } from "./holder-kind.js";
import type { NemidRecipe } from "./recipe.js";
import type { NemidConfig, NemidSettings } from "./settings.js";

/** What a method was given, checked, and how it judges certificates. */
export type Opened<Config> = NemidGiven<Config> & {
  readonly trust: Trust;
  readonly revocation: RevocationSource;
  readonly kinds: readonly HolderKind[]; // whose certificates are accepted
  readonly findsNationalId: boolean; // of one of these kinds at least
};

/** @throws EidError nemid:setup with every mistake; the issues' paths begin with settings, config or agreement */
export function setUp<Config extends NemidConfig>(
  { id, client, accepts, followUps }: NemidRecipe<Config>,
  given: NemidGiven<Config>,
): Opened<Config> {
  const { settings, services } = given;
  const trust = attempt(["settings", "trust", "anchors"], () => pinAnchors(settings.trust));
  const credential = attempt(["config", "credential"], () => services.credential(given.config.credential));
  const mistakes = [
    ...trust.issues,
    ...credential.issues,
    ...(client.findMistakes?.(settings) ?? []),
    ...followUps.flatMap((each) => each.findMistakes?.(given) ?? []),
  ];
  if (mistakes.length > 0 || trust.value === undefined) throw failOfMistakes(id, given.customer.service, mistakes);
  const kinds = typeof accepts === "function" ? accepts(given.config) : accepts;
  return {
    ...given,
    trust: trust.value,
    revocation: onlineRevocation({ ...services, hosts: settings.revocation.hosts }),
    kinds,
    findsNationalId: followUps.some((each) => each.findsNationalId?.(given, kinds)),
  };
}

/** The operator's anchors and no others, for one environment: the policies in the certificates must be that environment's too. */
function pinAnchors({ anchors, environment }: NemidSettings["trust"]): Trust {
  const trust = createTrust({ anchors });
  if (trust.environment !== undefined && trust.environment !== environment) {
    throw fail("nemid:setup", `an anchor of the ${trust.environment} environment, where ${environment} is trusted`);
  }
  return { ...trust, environment };
}

/** Makes something of what was given, or says what is wrong with it and where. */
export function attempt<T>(
  path: readonly string[],
  make: () => T,
): { readonly value?: T; readonly issues: readonly Issue[] } {
  try {
    return { value: make(), issues: [] };
  } catch (error) {
    if (!(error instanceof EidError || error instanceof OcesError)) throw error;
    const own = error instanceof EidError ? error.issues : [];
    return { issues: own.length > 0 ? own : [{ path, message: error.message }] };
  }
}

function failOfMistakes(id: string, service: string, issues: readonly Issue[]): EidError {
  const all = issues.map(({ message, path }) => `${path?.join(".")}: ${message}`).join("; ");
  return fail("nemid:setup", `${id} is not set up correctly for ${service}: ${all}`, { issues });
}
