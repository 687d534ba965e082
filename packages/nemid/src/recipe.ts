/**
 * What every NemID method is made of. A recipe says what differs; `login.ts` and `signing.ts` make a method of it, and `flow.ts` runs
 * both: client's ceremony -> signed message -> accepted? -> follow-ups in order -> outcome.
 */
import type { EidMethod, Intent, LocalizedText, Texts } from "@eid-gateway/core";
import type { StandardSchemaV1 } from "@standard-schema/spec";
import { assets } from "./assets.js";
import type { NemidClient } from "./client/client.js";
import { errors } from "./errors/errors.js";
import { wrongKindText } from "./errors/wrong-kind.js";
import type { FollowUp } from "./follow-up.js";
import type { HolderKind } from "./holder-kind.js";
import { nemidAttributes } from "./identity.js";
import { samplesOf } from "./samples.js";
import {
  type NemidAgreement,
  type NemidConfig,
  type NemidSettings,
  nemidAgreement,
  nemidSettings,
} from "./settings.js";
import { text } from "./texts.js";

export interface NemidRecipe<Config> {
  readonly id: string;
  readonly displayName: LocalizedText;
  readonly help?: LocalizedText; // whom it is for, in a word: the line under its name where people choose
  readonly client: NemidClient;
  readonly accepts: readonly HolderKind[] | ((config: NoInfer<Config>) => readonly HolderKind[]);
  readonly configSchema: StandardSchemaV1<unknown, Config>;
  readonly followUps: readonly FollowUp<NoInfer<Config>>[];
}

export type NemidMethod<I extends Intent, Config> = EidMethod<I, NemidSettings, Config, NemidAgreement>;

/** All of a method but how it is opened. */
export function describeRecipe<I extends Intent, Config extends NemidConfig>(
  { id, displayName, help, client, configSchema, followUps }: NemidRecipe<Config>,
  intent: I,
): Omit<NemidMethod<I, Config>, "open"> {
  return {
    id,
    family: "nemid",
    intent,
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
    samples: (service) => samplesOf([client.screens[intent], ...followUps.map(({ name }) => name)], service, intent),
    binds: true,
  };
}

function merge(all: readonly (Texts | undefined)[]): Texts {
  const merged: Record<string, Record<string, string>> & { en: Record<string, string> } = { en: {} };
  for (const [language, sentences] of all.flatMap((texts) => Object.entries(texts ?? {}))) {
    merged[language] = { ...merged[language], ...sentences };
  }
  return merged;
}
