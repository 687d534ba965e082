import { inspect } from "node:util";
import type { Input } from "@eid-gateway/core";
import { complain } from "../complaint.js";
import type { MethodUnderTest } from "../method-under-test.js";
import { attempt } from "../trial/attempt.js";
import { everyOutage } from "../trial/every-outage.js";
import { failureIn, provokeWithGarbage, provokeWithProofs } from "../trial/provoke.js";
import { beginTrial, type Trial } from "../trial/trial.js";
import { walk } from "../trial/walk.js";
import type { Check } from "./check.js";

const shortest = 8; // a shorter posted value ("on", "1") stands in too many harmless places

/** Logs are read by many, kept for years and sent to strangers; so are errors and addresses. */
export const keepsSecrets: Check = {
  name: "secrets are in no log line, error or address",
  run: async (subject) => {
    await searchHealthyFlow(subject);
    for await (const provocation of failures(subject)) search(provocation);
  },
};

interface Leftovers {
  readonly what: string;
  readonly trial: Trial;
  readonly error?: Error | undefined;
  readonly input?: Input;
}

async function searchHealthyFlow(subject: MethodUnderTest): Promise<void> {
  const trial = await beginTrial(subject);
  if (trial.stage.secretsOf(0).length === 0) complain(trial.method, "no secret was named to look for");
  const { steps } = await walk(trial, 0);
  search({ what: "a flow that goes well", trial });
  const addresses = steps.flatMap(({ step }) => (step.kind === "redirect" ? [step.url.href] : framesIn(step.screen)));
  refuseSecrets(trial, "an address it sends the browser to", addresses.join("\n"), trial.stage.secretsOf(0));
}

async function* failures(subject: MethodUnderTest): AsyncGenerator<Leftovers> {
  for await (const { outcome, ...rest } of provokeWithGarbage(subject)) yield { ...rest, error: failureIn(outcome) };
  for await (const { outcome, ...rest } of provokeWithProofs(subject)) yield { ...rest, error: failureIn(outcome) };
  for await (const { what, trial, run } of everyOutage(subject)) {
    yield { what, trial, error: failureIn(await attempt(trial, what, run)) };
  }
}

function search({ what, trial, error, input }: Leftovers): void {
  const secrets = [...trial.stage.secretsOf(0), ...trial.stage.secretsOf(1), ...postedIn(input)];
  refuseSecrets(trial, `${what}: a log line`, trial.logLines.join("\n"), secrets);
  refuseSecrets(trial, `${what}: an address it calls`, trial.calls.urls.join("\n"), secrets);
  if (error) refuseSecrets(trial, `${what}: the error`, inspect(error, { depth: 8, showHidden: true }), secrets);
}

/** The place is named, the secret is not: this message is a log line too. */
function refuseSecrets({ method }: Trial, where: string, text: string, secrets: readonly string[]): void {
  const found = secrets.findIndex((secret) => text.includes(secret) || text.includes(encodeURIComponent(secret)));
  if (found >= 0) complain(method, `${where} holds a secret (number ${found + 1} of those looked for)`);
}

function postedIn(input: Input | undefined): readonly string[] {
  if (input === undefined || !("fields" in input)) return [];
  return Object.values(input.fields).filter((value) => value.trim().length >= shortest && /\S{4}/.test(value));
}

function framesIn(screen: { readonly blocks: readonly { readonly kind: string }[] }): readonly string[] {
  return screen.blocks.flatMap((block) => {
    const urls = block as { readonly url?: URL; readonly frame?: { readonly url: URL } };
    return [urls.url, urls.frame?.url].flatMap((url) => (url ? [url.href] : []));
  });
}
