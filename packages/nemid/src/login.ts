/** A NemID log-in: nothing is signed but the challenge, and the outcome is who signed it. */
import type { OpenMethod } from "@eid-gateway/core";
import { type Act, begin, goOn, type State } from "./flow.js";
import { toIdentity } from "./identity.js";
import { describeRecipe, type NemidMethod, type NemidRecipe } from "./recipe.js";
import { setUp } from "./set-up.js";
import type { NemidConfig } from "./settings.js";

const login: Act<"authenticate"> = {
  intent: "authenticate",
  readSignText: async () => undefined,
  toOutcome: (known, { needs }) => toIdentity(known, needs),
};

/** The method that a recipe describes. A recipe whose config lacks what one of its follow-ups reads does not compile. */
export function defineNemidLogin<Config extends NemidConfig>(
  recipe: NemidRecipe<Config>,
): NemidMethod<"authenticate", Config> {
  return {
    ...describeRecipe(recipe, "authenticate"),
    open(given): OpenMethod<"authenticate", State> {
      const opened = setUp(recipe, given);
      return {
        findsNationalId: opened.findsNationalId,
        start: (request) => begin({ act: login, recipe, opened, request }),
        resume: (request, state, input) => goOn({ act: login, recipe, opened, request }, state, input),
      };
    },
  };
}
