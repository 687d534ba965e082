import type { Identities } from "../register/identities.js";
import type { IdentityKind } from "../register/identity.js";
import { findCode } from "../register/key-card.js";
import type { Ceremonies } from "./ceremonies.js";
import type { ClientRequest, Mode } from "./client-request.js";
import type { End, KeyCardScreen, LogInScreen, Screen, Turn } from "./conversation.js";

export interface HeadlessLogIn {
  readonly parameters: string;
  readonly origin: string;
  readonly mode?: Mode | undefined;
  readonly userId: string;
  readonly password: string;
  readonly code: string; // six digits, or "auto": read from the identity's key card
  readonly certificate?: IdentityKind | undefined; // which identity, when a CPR number stands for several
  readonly remember?: boolean | undefined; // default: as the box is ticked
}

/** The user would now be looking at a screen that says what was wrong; nothing has been posted. */
export interface Stuck {
  readonly stuck: LogInScreen | KeyCardScreen;
}

/** Walks one user through the ceremony of the iframe, one try per screen, and gives what the iframe would post. */
export async function runHeadlessClient(
  ceremonies: Ceremonies,
  identities: Identities,
  wish: HeadlessLogIn,
): Promise<End | Stuck> {
  const { parameters, origin, mode = "lmt" } = wish;
  let turn = ceremonies.begin({ parameters, origin, mode });
  if (isAt(turn, "sign-text")) turn = await ceremonies.act(turn.id, { act: "read" });
  if (isAt(turn, "log-in")) turn = await ceremonies.act(turn.id, { act: "log-in", ...userOf(wish, turn.request) });
  if (isAt(turn, "key-card"))
    turn = await ceremonies.act(turn.id, { act: "key-card", code: codeFor(identities, wish, turn.screen) });
  if ("end" in turn) return turn.end;
  ceremonies.drop(turn.id);
  return { stuck: turn.screen as LogInScreen | KeyCardScreen };
}

function userOf({ userId, password, certificate, remember }: HeadlessLogIn, request: ClientRequest) {
  return { userId, password, kind: certificate, remember: remember ?? request.remember?.ticked ?? false };
}

function codeFor(identities: Identities, { code, userId }: HeadlessLogIn, { cardId, number }: KeyCardScreen): string {
  if (code !== "auto") return code;
  const cards = identities.find(userId).map((identity) => identity.cards.active);
  const card = cards.find((active) => active.id === cardId);
  return (card && findCode(card, number)) ?? "";
}

function isAt<N extends Screen["name"]>(
  turn: Turn,
  name: N,
): turn is Extract<Turn, { id: string }> & { screen: Extract<Screen, { name: N }> } {
  return "screen" in turn && turn.screen.name === name;
}
