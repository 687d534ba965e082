/** The printed code card: 148 pairs of a four-digit number and a six-digit code, each used once. */
import { type Draw, drawFrom } from "../state/seeded-draw.js";

export const CODES_ON_A_CARD = 148;
const NEW_CARD_AT = 20; // codes left when the next card is sent
const WAITING_CARDS = 3;

export interface KeyCard {
  readonly id: string; // one letter and nine digits
  readonly codes: readonly (readonly [number: string, code: string])[];
  readonly used: readonly string[]; // the four-digit numbers
}

/** The cards of one user: the one in use, those sent and waiting, and whether new ones are sent by themselves. */
export interface KeyCards {
  readonly active: KeyCard;
  readonly waiting: readonly KeyCard[];
  readonly issued: number; // how many this user ever got: the label of the next draw
  readonly automatic: boolean;
}

export interface CardOwner {
  readonly seed: string;
  readonly nemidNumber: string;
}

export function issueKeyCards(owner: CardOwner): KeyCards {
  return { active: printCard(owner, 0), waiting: [], issued: 1, automatic: true };
}

/** Replaces the card in use; the old one and those waiting are void. @param codesLeft marks the others as used, to test a card that runs out */
export function replaceKeyCard(
  cards: KeyCards,
  owner: CardOwner,
  options: { readonly codesLeft?: number | undefined; readonly automatic?: boolean | undefined } = {},
): KeyCards {
  const card = printCard(owner, cards.issued);
  const used = card.codes.slice(0, CODES_ON_A_CARD - (options.codesLeft ?? CODES_ON_A_CARD)).map(([number]) => number);
  const automatic = options.automatic ?? cards.automatic;
  return { active: { ...card, used }, waiting: [], issued: cards.issued + 1, automatic };
}

export function codesLeft(card: KeyCard): number {
  return card.codes.length - card.used.length;
}

/**
 * The number asked next, or undefined when no code is left on any card.
 * @param turn changes with each try, so that a wrong code is followed by another number
 */
export function nextNumber(cards: KeyCards, owner: CardOwner, turn: number): string | undefined {
  const unused = cards.active.codes.filter(([number]) => !cards.active.used.includes(number));
  if (unused.length === 0) return undefined;
  return drawFrom(owner.seed, "challenge", cards.active.id, cards.active.used.length, turn).pick(unused)[0];
}

export function findCode(card: KeyCard, number: string): string | undefined {
  return card.codes.find(([printed]) => printed === number)?.[1];
}

/** Sends one more card to have at hand, or gives undefined when the user has as many as may wait. */
export function sendExtraCard(cards: KeyCards, owner: CardOwner): KeyCards | undefined {
  if (cards.waiting.length >= WAITING_CARDS) return undefined;
  return { ...cards, waiting: [...cards.waiting, printCard(owner, cards.issued)], issued: cards.issued + 1 };
}

/** Crosses out a number; sends the next card when twenty codes are left, and takes it into use when none is. */
export function useCode(cards: KeyCards, owner: CardOwner, number: string): KeyCards {
  const active = { ...cards.active, used: [...cards.active.used, number] };
  return takeNextCard(sendNextCard({ ...cards, active }, owner));
}

function sendNextCard(cards: KeyCards, owner: CardOwner): KeyCards {
  const isDue = cards.automatic && codesLeft(cards.active) === NEW_CARD_AT;
  return (isDue && sendExtraCard(cards, owner)) || cards;
}

function takeNextCard(cards: KeyCards): KeyCards {
  const [next, ...waiting] = cards.waiting;
  return codesLeft(cards.active) === 0 && next ? { ...cards, active: next, waiting } : cards;
}

/** What the user's log says of a code's use, besides the log-in itself. */
export function tellCardChanges(before: KeyCards, after: KeyCards): string[] {
  const known = new Set([before.active, ...before.waiting].map(({ id }) => id));
  const sent = after.waiting.filter(({ id }) => !known.has(id)).map(({ id }) => `key card ${id} sent`);
  return after.active.id === before.active.id ? sent : [...sent, `key card ${after.active.id} taken into use`];
}

function printCard({ seed, nemidNumber }: CardOwner, at: number): KeyCard {
  const draw = drawFrom(seed, "key card", nemidNumber, at);
  const id = `${draw.pick([..."ABCDEFGHJKLMNPRSTUVWXYZ"])}${draw.digits(9)}`;
  const numbers = drawDistinct(draw, CODES_ON_A_CARD).sort();
  return { id, codes: numbers.map((number) => [number, draw.digits(6)]), used: [] };
}

function drawDistinct(draw: Draw, count: number): string[] {
  const numbers = new Set<string>();
  while (numbers.size < count) numbers.add(draw.digits(4));
  return [...numbers];
}
