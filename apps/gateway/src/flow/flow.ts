/**
 * A flow: one person's way through one method, from a door and back to it.
 *
 *   door -> beginFlow -> 303 /flow/<id>
 *             presentFlow   GET: the screen of the current stage, in the customer's profile and the person's language
 *             advanceFlow   POST: spends the step token, asks the method for the next stage, 303 /flow/<id>
 *             completeFlow  the outcome is compared with the request, released, and handed to the door
 *   door <- 303 to the address the door gives
 *
 * Everything that matters is in one sealed row, so any node serves the next request. Stages never route to one another.
 */
import type { Category, Hints, Identity, Needs, Storable, Text } from "@eid-gateway/core";

/** What a door wants done. `reply` is its own memory of the request, given back with the outcome. */
export type FlowRequest = {
  readonly door: string;
  readonly reply: Storable;
  readonly service: string;
  /** The customer's own method names, in the order the person should see them. */
  readonly methods: readonly string[];
  readonly profile: string;
  readonly language: string;
  readonly needs: Needs;
  readonly hints: Hints;
  readonly fresh: boolean;
  /** What is to be signed. Absent: a log-in. */
  readonly signing?: SigningWish;
  /** The person takes back what the service may remember of them: all of it goes when the log-in succeeds. */
  readonly forget?: true;
  /** Where the browser ends up: named in the form-action of every page, since Chromium applies it to the whole redirect chain. */
  readonly returnTo: string;
  /** The relying party's own word for this request, given back to its page where ours stand in a frame or a window of it. */
  readonly state?: string;
};

/**
 * What a flow is to have signed: a method that signs is given the document. One that logs in is given what stands for all the documents
 * and for the consent, the binding; one that signs may put it under the key as well.
 */
export type SigningWish = {
  readonly order: string;
  readonly task: string;
  readonly documents: readonly DocumentWish[]; // several only where every method of the request logs in
  readonly statement: string; // what the person consents to, in the language of the pages
  readonly binding: string; // base64url
};
export type DocumentWish = {
  readonly id: string;
  readonly title: string;
  readonly mediaType: string;
  readonly sha256: string; // base64url
  readonly stylesheet?: string;
  readonly stylesheetName?: string;
};

export type FlowOutcome =
  | {
      readonly kind: "done";
      /** Finds the evidence. */
      readonly transaction: string;
      readonly method: string;
      readonly intent: "authenticate" | "sign";
      readonly family: string;
      readonly country: string;
      readonly at: Date;
      readonly identity: Identity;
      /** With `forget`: how much there was. */
      readonly forgotten?: number;
    }
  | { readonly kind: "failed"; readonly code: string; readonly category: Category };

/** One per protocol: turns the outcome back into it. Gives what takes the browser there, which may be asked for twice. */
export interface Door {
  readonly name: string;
  answer(reply: Storable, outcome: FlowOutcome): Promise<Ending>;
}
/** An address, with what its page will find here; or a page of the door's below the flow's own, `/flow/<id>/<page>`. */
type Ending =
  | string
  | { readonly address: string; readonly kept: Storable }
  | { readonly page: string; readonly kept: Storable };

/** Where a flow stands. */
export type Stage =
  | { readonly kind: "choose" }
  | { readonly kind: "show"; readonly screen: Storable; readonly state: Storable; readonly pollMs?: number }
  | {
      readonly kind: "redirect";
      readonly url: string;
      readonly post?: Readonly<Record<string, string>>;
      readonly state: Storable;
    }
  | { readonly kind: "failed"; readonly code: string; readonly category: Category; readonly sentence?: Text }
  | { readonly kind: "over"; readonly address: string; readonly kept?: Storable; readonly result?: Result };

/** How it ended, and nothing of who the person is. */
export type Result = { readonly status: "success" | "cancel" | "error"; readonly code?: string };

/** The sealed row. */
export type Flow = {
  readonly id: string;
  /** For people: on error pages, in logs and in the audit trail. Finds no flow. */
  readonly transaction: string;
  readonly request: FlowRequest;
  /** Which version of its profile it began with. */
  readonly look?: string;
  /** Its pages stand in a frame of another site, and so do its cookies. */
  readonly isFramed?: boolean;
  /** The name of the method that runs, once it is chosen. */
  readonly method?: string;
  readonly stage: Stage;
  /** The single-use token in the current page's form. */
  readonly step: string;
  /** Opens the document to another party's client, see document-url.ts. */
  readonly documentKey?: string;
  readonly browser: { readonly secret: string; readonly ip: string; readonly userAgent: string };
  readonly begunMs: number;
  /** When a person who does nothing has run out of time; moves with each step, never past `endMs`. */
  readonly idleMs: number;
  readonly endMs: number;
};
