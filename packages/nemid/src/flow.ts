/**
 * The one state machine of the family, for logging in and for signing:
 *
 *   begin --show--> client's page --receive--> follow --show--> a follow-up's page --proceed--+
 *                                                ^ |                                          |
 *                                                | +--> done                                  |
 *                                                +--------------------------------------------+
 */
import type { Input, Intent, Intents, Step, Storable } from "@eid-gateway/core";
import { acceptMessage } from "./accept-message.js";
import { newChallenge } from "./client/challenge.js";
import { spendChallenge } from "./client/spend-challenge.js";
import { fail } from "./errors/errors.js";
import type { Context, Known, Progress } from "./follow-up.js";
import type { NemidRecipe } from "./recipe.js";
import type { Opened } from "./set-up.js";
import type { NemidConfig } from "./settings.js";
import type { SignText } from "./sign-text.js";
import { clientTitles, text } from "./texts.js";

export type State = Begun | Waiting;
type Begun = { readonly challenge: string; readonly since: string };
type Waiting = { readonly known: Known; readonly at: number; readonly own: Storable };

/** What a person comes for: all that logging in and signing differ in here. */
export interface Act<I extends Intent> {
  readonly intent: I;
  readonly readSignText: (request: Intents[I]["request"]) => Promise<SignText | undefined>;
  readonly toOutcome: (known: Known, request: Intents[I]["request"]) => Intents[I]["outcome"];
}

/** One opened method serving one request. */
interface Run<I extends Intent, Config> {
  readonly act: Act<I>;
  readonly recipe: NemidRecipe<Config>;
  readonly opened: Opened<Config>;
  readonly request: Intents[I]["request"];
}

export async function begin<I extends Intent, Config extends NemidConfig>(
  run: Run<I, Config>,
): Promise<Step<I, State>> {
  const { act, recipe, opened, request } = run;
  const { config, services, settings, kinds } = opened;
  const signText = await act.readSignText(request);
  const challenge = newChallenge(request.binding);
  const credential = services.credential(config.credential);
  const [requestIssuer] = friendlyNames(opened);
  const now = services.clock.now();
  const block = await recipe.client.ask({
    ...{ request, challenge, settings, credential, requestIssuer, kinds, now },
    ...(signText && { signText }),
  });
  const screen = {
    name: recipe.client.screens[act.intent],
    title: text(clientTitles[act.intent]),
    blocks: [block],
  };
  return { kind: "show", screen, state: { challenge, since: now.toISOString() } };
}

export function goOn<I extends Intent, Config extends NemidConfig>(
  run: Run<I, Config>,
  state: State,
  input: Input,
): Promise<Step<I, State>> {
  return "challenge" in state ? receive(run, state, input) : proceed(run, state, input);
}

/** The client's answer: an error code, or a message that must be for this flow, from a person we may let in. */
async function receive<I extends Intent, Config extends NemidConfig>(
  run: Run<I, Config>,
  { challenge, since }: Begun,
  input: Input,
): Promise<Step<I, State>> {
  const { act, recipe, opened, request } = run;
  if (input.kind !== "answer") throw fail("nemid:invalidresponse", `a ${input.kind} where the client's answer was due`);
  const { dialect, read } = recipe.client;
  const signText = await act.readSignText(request);
  const message = read(input.fields, signText);
  await spendChallenge(challenge, opened.services);
  const demands = { dialect, challenge, since: new Date(since), requestIssuer: friendlyNames(opened) };
  return follow(run, await acceptMessage(message, { ...demands, ...(signText && { signText }) }, opened), 0);
}

/** What the service provider is called: now, then what it was called before. */
function friendlyNames<Config extends NemidConfig>({ config, customer }: Opened<Config>): [string, ...string[]] {
  const [now = customer.name, ...before] = [config.requestIssuer ?? []].flat();
  return [now, ...before];
}

async function proceed<I extends Intent, Config>(
  run: Run<I, Config>,
  { known, at, own }: Waiting,
  input: Input,
): Promise<Step<I, State>> {
  const followUp = run.recipe.followUps[at];
  if (followUp === undefined)
    throw fail("nemid:invalidresponse", "the flow waits at a step that this method does not have");
  const progress = await followUp.answer(known, own, input, contextOf(run));
  return "ask" in progress ? show(progress, known, at) : follow(run, progress.known, at + 1);
}

/** Runs the follow-ups from one on, until one of them has to ask or all are through. */
async function follow<I extends Intent, Config>(
  run: Run<I, Config>,
  accepted: Known,
  from: number,
): Promise<Step<I, State>> {
  let known = accepted;
  for (const [at, followUp] of run.recipe.followUps.entries()) {
    if (at < from) continue;
    const progress = await followUp.begin(known, contextOf(run));
    if ("ask" in progress) return show(progress, known, at);
    known = progress.known;
  }
  return { kind: "done", outcome: run.act.toOutcome(known, run.request), ...keepUserId(known) };
}

function show<I extends Intent>(
  { ask, own }: Extract<Progress, { ask: unknown }>,
  known: Known,
  at: number,
): Step<I, State> {
  return { kind: "show", screen: ask, state: { known, at, own } };
}

/**
 * The key card client's token for this browser's next visit; without one in the message the browser forgets the old one. A key file
 * has no user-id, and leaves what the key card's client remembered.
 */
function keepUserId({ report }: Known): { readonly keep?: string } {
  if (report.dialect !== "keycard") return {};
  return { keep: report.properties.find(({ name }) => name === "rememberUseridToken")?.value ?? "" };
}

function contextOf<I extends Intent, Config>({ act, recipe, opened, request }: Run<I, Config>): Context<Config> {
  const cprWanted = request.needs.nationalId || recipe.followUps.some(({ needsCpr }) => needsCpr);
  return { ...opened, intent: act.intent, request, cprWanted };
}
