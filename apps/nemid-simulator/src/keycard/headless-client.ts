import type { Identities } from "../register/identities.js";
import { findCode } from "../register/key-card.js";
import { isMeant, refuseUnknownCertificate } from "../register/look-up.js";
import type { FetchDocument } from "../sign-text/remote-document.js";
import type { Ceremonies } from "./ceremonies.js";
import type { ClientRequest, Mode } from "./client-request.js";
import type { ChoiceScreen, End, FetchScreen, KeyCardScreen, Screen, SignTextScreen, Turn } from "./conversation.js";

export interface HeadlessLogIn {
  readonly parameters: string;
  readonly origin: string;
  readonly mode?: Mode | undefined;
  readonly userId: string;
  readonly password: string;
  readonly code?: string | undefined; // six digits; default "auto": read from the identity's key card
  /** Which of the user's identities: a kind, or the alias of one. Default: the first. */
  readonly certificate?: string | undefined;
  /** What a user with a temporary password chooses. */
  readonly activation?: { readonly password: string; readonly userId?: string | undefined } | undefined;
  readonly remember?: boolean | undefined; // default: as the box is ticked
}

/** The user would now be looking at a screen that says what was wrong; nothing has been posted. */
export interface Stuck {
  readonly stuck: Exclude<Screen, FetchScreen | SignTextScreen>;
}

/** Walks one user through the ceremony of the iframe, one try per screen, and gives what the iframe would post. */
export async function runHeadlessClient(
  ceremonies: Ceremonies,
  identities: Identities,
  wish: HeadlessLogIn,
  fetchDocument: FetchDocument,
): Promise<End | Stuck> {
  const { parameters, origin, mode = "lmt", certificate } = wish;
  if (certificate !== undefined) refuseUnknownCertificate(identities.list(), certificate);
  let turn = await ceremonies.begin({ parameters, origin, mode });
  if (isAt(turn, "fetch-document"))
    turn = await ceremonies.act(turn.id, { act: "fetched", document: await fetchDocument(turn.screen.uri) });
  if (isAt(turn, "sign-text")) turn = await ceremonies.act(turn.id, { act: "read" });
  if (isAt(turn, "log-in")) turn = await ceremonies.act(turn.id, { act: "log-in", ...userOf(wish, turn.request) });
  if (isAt(turn, "activate") && wish.activation)
    turn = await ceremonies.act(turn.id, { act: "activate", ...choiceOf(wish.activation) });
  if (isAt(turn, "key-card"))
    turn = await ceremonies.act(turn.id, { act: "key-card", code: codeFor(identities, wish, turn.screen) });
  if (isAt(turn, "choose-identity"))
    turn = await ceremonies.act(turn.id, { act: "choose-identity", alias: findChoice(turn.screen, wish.certificate) });
  if ("end" in turn) return turn.end;
  ceremonies.drop(turn.id);
  return { stuck: turn.screen as Stuck["stuck"] };
}

function userOf({ userId, password, certificate, remember }: HeadlessLogIn, request: ClientRequest) {
  return { userId, password, certificate, remember: remember ?? request.remember?.ticked ?? false };
}

function choiceOf({ password, userId = "" }: NonNullable<HeadlessLogIn["activation"]>) {
  return { password, repeated: password, userId };
}

function codeFor(identities: Identities, { code = "auto" }: HeadlessLogIn, { cardId, number }: KeyCardScreen): string {
  if (code !== "auto") return code;
  const cards = identities.list().map((identity) => identity.cards.active);
  const card = cards.find((active) => active.id === cardId);
  return (card && findCode(card, number)) ?? "";
}

/** The alias of the identity meant, or one that is nobody's. */
function findChoice({ choices }: ChoiceScreen, certificate: string | undefined): string {
  return choices.find((choice) => isMeant(choice, certificate))?.alias ?? "";
}

function isAt<N extends Screen["name"]>(
  turn: Turn,
  name: N,
): turn is Extract<Turn, { id: string }> & { screen: Extract<Screen, { name: N }> } {
  return "screen" in turn && turn.screen.name === name;
}
