/**
 * The consent door: a person takes back what a service may remember of them, without the service's help. A log-in says who they are;
 * nothing of it is told to anybody.
 *
 *   /consent/<service> -> POST -> flow with `forget` -> /flow/<id>/forgotten
 */
import type { Config, CustomerConfig } from "@eid-gateway/config";
import type { Door, FlowOutcome, FlowRequest } from "../../flow/flow.js";
import type { MethodDirectory } from "../../method-directory.js";

export interface ConsentDoor extends Door {
  /** The service whose page this is, if people can log in to it. */
  find(service: string): ConsentPage | undefined;
  /** The flow that forgets. @param language of the page the person came from */
  request(page: ConsentPage, language: string): FlowRequest;
}
export interface ConsentPage {
  readonly customer: CustomerConfig;
  readonly methods: readonly string[];
}
/** What the last page says. */
export type Ended = { readonly ending: "forgotten" | "nothing" | "unchanged" };

export const CONSENT = "consent";
export const LAST_PAGE = "forgotten";

export function createConsentDoor(config: Config, directory: MethodDirectory): ConsentDoor {
  const { customers, gateway } = config;
  return {
    name: CONSENT,
    find(service) {
      const customer = customers.get(service);
      if (!customer) return undefined;
      const names = [...customer.methods.keys()];
      const methods = names.filter((name) => directory.methodOf(service, name)?.intent === "authenticate");
      return methods.length > 0 ? { customer, methods } : undefined;
    },
    request({ customer, methods }, language) {
      return {
        door: CONSENT,
        reply: null,
        service: customer.service,
        methods,
        profile: customer.defaultProfile,
        language,
        needs: { nationalId: false, organization: false },
        hints: { other: {} },
        fresh: true,
        forget: true,
        returnTo: `${gateway.host}/consent/${customer.service}`,
      };
    },
    answer: async (_reply, outcome) => ({ page: LAST_PAGE, kept: { ending: endingOf(outcome) } satisfies Ended }),
  };
}

function endingOf(outcome: FlowOutcome): Ended["ending"] {
  if (outcome.kind === "failed") return "unchanged";
  return outcome.forgotten ? "forgotten" : "nothing";
}
