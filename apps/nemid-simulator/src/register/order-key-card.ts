import type { Identities } from "./identities.js";
import type { Identity } from "./identity.js";
import { replaceKeyCard, sendExtraCard } from "./key-card.js";
import { Refusal } from "./refusal.js";

export interface NewKeyCard {
  /** The others count as used, to try a card that runs out. Default: all. */
  readonly codesLeft?: number | undefined;
  /** Whether the next card is sent at twenty codes left. */
  readonly automatic?: boolean | undefined;
  /** One more to have at hand; the one in use stays. */
  readonly extra?: boolean | undefined;
}

/** Replaces the user's card, or sends one more. Throws a Refusal (409) when three are waiting already. */
export function orderKeyCard(
  identities: Pick<Identities, "save">,
  identity: Identity,
  seed: string,
  wish: NewKeyCard,
): void {
  const owner = { seed, nemidNumber: identity.nemidNumber };
  const { extra, automatic = identity.cards.automatic } = wish;
  const cards = extra
    ? sendExtraCard({ ...identity.cards, automatic }, owner)
    : replaceKeyCard(identity.cards, owner, wish);
  if (!cards) throw new Refusal(409, "extra: three cards are waiting already");
  identities.save({ ...identity, cards });
}
