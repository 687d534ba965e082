/**
 * A NemID log-in, once for all methods that log in:
 *
 *   client's ceremony -> signed message -> certificate accepted? -> follow-ups in order -> identity
 *
 * A method is a recipe of what differs; `login-flow.ts` runs it.
 */
import type { EidMethod, LocalizedText, OpenMethod, Texts } from "@eid-gateway/core";
import type { StandardSchemaV1 } from "@standard-schema/spec";
import { assets } from "./assets.js";
import type { NemidClient } from "./client/client.js";
import { errors } from "./errors/errors.js";
import { wrongKindText } from "./errors/wrong-kind.js";
import type { FollowUp } from "./follow-up.js";
import type { HolderKind } from "./holder-kind.js";
import { nemidAttributes } from "./identity.js";
import { begin, goOn, type State } from "./login-flow.js";
import { samplesOf } from "./samples.js";
import { setUp } from "./set-up.js";
import {
  type NemidAgreement,
  type NemidConfig,
  type NemidSettings,
  nemidAgreement,
  nemidSettings,
} from "./settings.js";
import { text } from "./texts.js";

export interface NemidLoginRecipe<Config> {
  readonly id: string;
  readonly displayName: LocalizedText;
  readonly help?: LocalizedText; // whom it is for, in a word: the line under its name where people choose
  readonly client: NemidClient;
  readonly accepts: readonly HolderKind[] | ((config: NoInfer<Config>) => readonly HolderKind[]);
  readonly configSchema: StandardSchemaV1<unknown, Config>;
  readonly followUps: readonly FollowUp<NoInfer<Config>>[];
}

/** The method that a recipe describes. A recipe whose config lacks what one of its follow-ups reads does not compile. */
export function defineNemidLogin<Config extends NemidConfig>(
  recipe: NemidLoginRecipe<Config>,
): EidMethod<"authenticate", NemidSettings, Config, NemidAgreement> {
  const { id, displayName, help, configSchema, followUps } = recipe;
  return {
    id,
    family: "nemid",
    intent: "authenticate",
    country: "DK",
    displayName,
    ...(help && { help }),
    logo: assets.logo,
    settingsSchema: nemidSettings,
    configSchema,
    agreementSchema: nemidAgreement,
    texts: merge([text.tables, wrongKindText.tables, ...followUps.map((each) => each.texts)]),
    errors: Object.assign({}, errors, ...followUps.map((each) => each.errors)),
    attributes: nemidAttributes,
    assets: Object.values(assets),
    samples: (service) => samplesOf([recipe.client.screen, ...followUps.map(({ name }) => name)], service),
    binds: true,
    open(given): OpenMethod<"authenticate", State> {
      const opened = setUp(recipe, given);
      return {
        start: (request) => begin({ recipe, opened, request }),
        resume: (request, state, input) => goOn({ recipe, opened, request }, state, input),
      };
    },
  };
}

function merge(all: readonly (Texts | undefined)[]): Texts {
  const merged: Record<string, Record<string, string>> & { en: Record<string, string> } = { en: {} };
  for (const [language, sentences] of all.flatMap((texts) => Object.entries(texts ?? {}))) {
    merged[language] = { ...merged[language], ...sentences };
  }
  return merged;
}
