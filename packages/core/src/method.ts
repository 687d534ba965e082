/**
 * The contract between the gateway and an eID method. A *plug-in* is a package; a *method* is what has a name in a log-in address.
 * A method says what to ask and what it found out; the gateway owns HTTP, pages, cookies, tokens, storage and the relying party.
 *
 *   door -> start(request) -> Step -> the person acts -> resume(request, state, input) -> Step -> ... -> done -> door
 *
 * Calls for one flow never overlap; any node may make the next one. A request holds wishes: what must hold (binding, assurance,
 * the document's digest) the gateway checks on the outcome, so a method that is older than a wish fails closed.
 */
import type { StandardSchemaV1 } from "@standard-schema/spec";
import type { Category, Issue } from "./errors.js";
import type { Identity, SignedDocument } from "./outcome.js";
import type { Addresses, Customer, DocumentToSign, Fields, Input, LoginRequest, SignRequest } from "./request.js";
import type { Asset, LocalizedText, Screen, Texts } from "./screen.js";
import type { Services, Storable } from "./services.js";

export interface Intents {
  readonly authenticate: { readonly request: LoginRequest; readonly outcome: Identity };
  readonly sign: { readonly request: SignRequest; readonly outcome: SignedDocument };
}
export type Intent = keyof Intents;

export interface EidMethod<I extends Intent = Intent, Settings = unknown, Config = unknown, Agreement = unknown> {
  readonly id: string; // "nemid-moces": its name in addresses, unique in a gateway
  readonly family: string; // "nemid": shares the operator's settings, text overrides and the store; prefix of codes and claims
  readonly intent: I;
  readonly country: string; // ISO 3166-1 alpha-2
  readonly displayName: LocalizedText;
  readonly help?: LocalizedText; // one line under the name where people choose a method: whom it is for
  readonly logo?: Asset;
  readonly settingsSchema?: StandardSchemaV1<unknown, Settings>; // the operator's, once per family: endpoints, trust anchors
  readonly configSchema: StandardSchemaV1<unknown, Config>; // the customer's, wherever it configures the method
  readonly agreementSchema?: StandardSchemaV1<unknown, Agreement>; // what the customer agreed with the family's operator, once per family
  readonly texts: Texts; // every sentence it shows, and one for each code it throws
  readonly errors: Readonly<Record<string, Category>>; // every code it throws: "nemid:certrevoked"
  readonly attributes?: Readonly<Record<string, string>>; // what each of Identity.attributes holds; claims of the scope that is called as the family
  readonly assets?: readonly Asset[]; // every file it shows, or runs in the page
  readonly samples?: (service: string) => readonly Screen[]; // every screen it shows, with invented values: for authors of graphical profiles
  readonly binds?: true; // puts request.binding under the person's key: a log-in that does is fit for authentication-based signing
  /**
   * Checks what a schema cannot and throws "misconfigured" with every mistake; an issue's path begins with the member of `given`
   * that is wrong: ["agreement", "cpr"]. Touches no network: check-config opens every method.
   */
  open(given: Given<Settings, Config, Agreement>): OpenMethod<I>;
}
export type AnyEidMethod = { [I in Intent]: EidMethod<I> }[Intent];

export type Given<Settings, Config, Agreement = unknown> = {
  readonly settings: Settings;
  readonly config: Config;
  readonly agreement: Agreement; // undefined where the method has no agreementSchema
  readonly customer: Customer;
  readonly services: Services;
};

/** One per customer and configured method. Keeps nothing between calls; owns nothing that must be closed. */
export interface OpenMethod<I extends Intent = Intent, State extends Storable = Storable> {
  /** As it was opened, it can find out the person's national number: an order may then demand whose signature it wants. */
  readonly findsNationalId?: boolean;
  start(request: Intents[I]["request"]): Promise<Step<I, State>>;
  resume(request: Intents[I]["request"], state: State, input: Input): Promise<Step<I, State>>;
  /** The person cancelled or time ran out: tell the other side. The outcome stands. */
  abandon?(request: Intents[I]["request"], state: State): Promise<void>;
  /** Log-in: end what `done` left in `session`; gives an address if the browser must go there (and come back to callback). */
  logout?(session: Storable, addresses: Addresses): Promise<URL | undefined>;
  /** Signing, required there: why this document cannot be signed, every reason of it. Asked when the order is made. */
  inspect?(document: DocumentToSign): Promise<readonly Issue[]>;
  /**
   * Signing: how the person will see a document that only the method can draw (XML through its stylesheet), as HTML without active
   * content; the gateway shows it in a sandbox. Nothing for one that is shown as it is. Throws where `inspect` would have objected.
   */
  preview?(document: DocumentToSign): Promise<{ readonly html: string } | undefined>;
}

/** `state` returns with the next input, never to another version of the plug-in; `session` at logout; `keep` with this browser's next visit. */
export type Step<I extends Intent = Intent, State extends Storable = Storable> =
  | { readonly kind: "show"; readonly screen: Screen; readonly state: State; readonly poll?: Poll }
  | { readonly kind: "redirect"; readonly url: URL; readonly post?: Fields; readonly state: State }
  | {
      readonly kind: "done";
      readonly outcome: Intents[I]["outcome"];
      readonly session?: Storable;
      readonly keep?: string;
    };
/** Ask me again by yourself, and while `unattended` lasts without a browser too. Spends no token; an equal state is not written. */
export type Poll = { readonly afterMs: number; readonly unattended?: Date };

/** Gives inference, registers nothing. Annotate `open(...): OpenMethod<"authenticate", State>` where there is a state. */
export function defineMethod<I extends Intent, Settings, Config, Agreement>(
  method: EidMethod<I, Settings, Config, Agreement>,
) {
  return method;
}

/**
 * A plug-in's package.json: keyword `eid-plugin`, core as peer dependency, `"eidPlugin": { "api": 1, "methods": ["nemid"] }`.
 * It exports `register` and needs no tsyringe: the gateway's container happens to be a MethodRegistry.
 */
export type Register = (registry: MethodRegistry) => void;
export interface MethodRegistry {
  register(token: symbol, provider: { useValue: AnyEidMethod }): unknown;
}
export const EID_METHOD: unique symbol = Symbol.for("eid-gateway.method");
