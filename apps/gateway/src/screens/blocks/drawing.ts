/** What the renderers of the blocks share: how to say a sentence, where the assets are, and which problem is the first. */
import type { Asset, Field } from "@eid-gateway/core";
import type { PageContext } from "../page-context.js";
import type { HubSentences, Sentences } from "../sentences.js";

export interface Drawing {
  readonly page: PageContext;
  readonly method: Sentences; // of the method that shows the screen
  readonly hub: HubSentences;
  readonly firstProblem?: Field; // gets the focus
  addressOf(asset: Asset): string; // of a file the method declared; throws for any other
}

/** The id of an element that belongs to the input of this name. */
export function idOf(name: string, part = "field"): string {
  return `${part}-${name}`;
}
