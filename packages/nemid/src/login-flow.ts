/**
 * The one state machine of the family:
 *
 *   begin --show--> client's page --receive--> follow --show--> a follow-up's page --proceed--+
 *                                                ^ |                                          |
 *                                                | +--> done                                  |
 *                                                +--------------------------------------------+
 */
import type { Input, LoginRequest, Step, Storable } from "@eid-gateway/core";
import { acceptMessage } from "./accept-message.js";
import { newChallenge } from "./client/challenge.js";
import { spendChallenge } from "./client/spend-challenge.js";
import { fail } from "./errors/errors.js";
import type { Context, Login, Progress } from "./follow-up.js";
import { toIdentity } from "./identity.js";
import type { NemidLoginRecipe } from "./login.js";
import type { Opened } from "./set-up.js";
import type { NemidConfig } from "./settings.js";
import { text } from "./texts.js";

export type State = Begun | Waiting;
type Begun = { readonly challenge: string; readonly since: string };
type Waiting = { readonly login: Login; readonly at: number; readonly own: Storable };
type LoginStep = Step<"authenticate", State>;

/** One opened method serving one request. */
interface Run<Config> {
  readonly recipe: NemidLoginRecipe<Config>;
  readonly opened: Opened<Config>;
  readonly request: LoginRequest;
}

export async function begin<Config extends NemidConfig>({ recipe, opened, request }: Run<Config>): Promise<LoginStep> {
  const { config, services, settings, kinds } = opened;
  const challenge = newChallenge(request.binding);
  const credential = services.credential(config.credential);
  const [requestIssuer] = friendlyNames(opened);
  const now = services.clock.now();
  const block = await recipe.client.ask({ request, challenge, settings, credential, requestIssuer, kinds, now });
  const screen = { name: recipe.client.screen, title: text("client.title"), blocks: [block] };
  return { kind: "show", screen, state: { challenge, since: now.toISOString() } };
}

export function goOn<Config extends NemidConfig>(run: Run<Config>, state: State, input: Input): Promise<LoginStep> {
  return "challenge" in state ? receive(run, state, input) : proceed(run, state, input);
}

/** The client's answer: an error code, or a message that must be for this flow, from a person we may let in. */
async function receive<Config extends NemidConfig>(
  run: Run<Config>,
  { challenge, since }: Begun,
  input: Input,
): Promise<LoginStep> {
  const { recipe, opened } = run;
  if (input.kind !== "answer") throw fail("nemid:invalidresponse", `a ${input.kind} where the client's answer was due`);
  const { dialect, read } = recipe.client;
  const message = read(input.fields);
  await spendChallenge(challenge, opened.services);
  const demands = { dialect, challenge, since: new Date(since), requestIssuer: friendlyNames(opened) };
  return follow(run, await acceptMessage(message, demands, opened), 0);
}

/** What the service provider is called: now, then what it was called before. */
function friendlyNames<Config extends NemidConfig>({ config, customer }: Opened<Config>): [string, ...string[]] {
  const [now = customer.name, ...before] = [config.requestIssuer ?? []].flat();
  return [now, ...before];
}

async function proceed<Config>(run: Run<Config>, { login, at, own }: Waiting, input: Input): Promise<LoginStep> {
  const followUp = run.recipe.followUps[at];
  if (followUp === undefined)
    throw fail("nemid:invalidresponse", "the flow waits at a step that this method does not have");
  const progress = await followUp.answer(login, own, input, contextOf(run));
  return "ask" in progress ? show(progress, login, at) : follow(run, progress.login, at + 1);
}

/** Runs the follow-ups from one on, until one of them has to ask or all are through. */
async function follow<Config>(run: Run<Config>, login: Login, from: number): Promise<LoginStep> {
  let known = login;
  for (const [at, followUp] of run.recipe.followUps.entries()) {
    if (at < from) continue;
    const progress = await followUp.begin(known, contextOf(run));
    if ("ask" in progress) return show(progress, known, at);
    known = progress.login;
  }
  return { kind: "done", outcome: toIdentity(known, run.request.needs), ...keepUserId(known) };
}

function show({ ask, own }: Extract<Progress, { ask: unknown }>, login: Login, at: number): LoginStep {
  return { kind: "show", screen: ask, state: { login, at, own } };
}

/**
 * The key card client's token for this browser's next visit; without one in the message the browser forgets the old one. A key file
 * has no user-id, and leaves what the key card's client remembered.
 */
function keepUserId({ report }: Login): { readonly keep?: string } {
  if (report.dialect !== "keycard") return {};
  return { keep: report.properties.find(({ name }) => name === "rememberUseridToken")?.value ?? "" };
}

function contextOf<Config>({ recipe, opened, request }: Run<Config>): Context<Config> {
  const cprWanted = request.needs.nationalId || recipe.followUps.some(({ needsCpr }) => needsCpr);
  return { ...opened, request, cprWanted };
}
