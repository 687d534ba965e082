/** The steps between an accepted message and the outcome: a person's CPR number, the company they act for. */
import type {
  Category,
  Given,
  Input,
  Intent,
  Issue,
  NationalId,
  Request,
  Screen,
  Storable,
  Texts,
} from "@eid-gateway/core";
import type { EmployeeSubject, MessageReport, PersonSubject, ValidationData } from "@eid-gateway/oces";
import type { RememberConsent } from "./cpr/remembered-number.js";
import type { HolderKind } from "./holder-kind.js";
import type { OfferedOrganization } from "./organization/offers.js";
import type { NemidAgreement, NemidSettings } from "./settings.js";

export type Signer = PersonSubject | EmployeeSubject;

/** What is known so far. A `type`, since it is kept in the state; the message, and a signed document in it, go with it. */
export type Known = {
  readonly signer: Signer;
  readonly message: Uint8Array;
  readonly report: MessageReport;
  readonly validation: ValidationData;
  readonly nationalId?: NationalId;
  readonly cpr?: CprStep;
  readonly organization?: { readonly number: string; readonly name: string }; // whom they chose to act for
  readonly organizations?: readonly OfferedOrganization[]; // all that they could choose; absent: nobody asked the register
};

/** How the CPR number was come by, kept with the evidence: the button's text was the consent, and this is its version. */
export type CprStep = {
  readonly source: "user" | "prefilled" | "database" | "lookup";
  readonly consent?: string;
  readonly remembered?: RememberConsent; // now, or when it was remembered
  readonly at: string;
  readonly transaction: string;
};

export type Progress<Own extends Storable = Storable> =
  | { readonly known: Known }
  | { readonly ask: Screen; readonly own: Own };

export type NemidGiven<Config> = Given<NemidSettings, Config, NemidAgreement>;
export type Context<Config> = NemidGiven<Config> & {
  readonly intent: Intent; // what the person came for
  readonly request: Request;
  readonly cprWanted: boolean; // by the relying party, or by a follow-up for its own work
};

/**
 * Members are functions on purpose: with methods, a recipe whose config lacks what a follow-up reads would compile. `Own` is what
 * the follow-up keeps while it waits; only it knows the shape, hence `any` for lists of them.
 */
// biome-ignore lint/suspicious/noExplicitAny: see above
export interface FollowUp<Config, Own extends Storable = any> {
  readonly name: string;
  readonly needsCpr?: true;
  readonly texts?: Texts;
  readonly errors?: Readonly<Record<string, Category>>;
  /** Whether it can find out the national number of holders of these kinds, as the method was opened. */
  readonly findsNationalId?: (given: NemidGiven<Config>, kinds: readonly HolderKind[]) => boolean;
  /** What is wrong with what the method was given, found when it is opened. */
  readonly findMistakes?: (given: NemidGiven<Config>) => readonly Issue[];
  readonly begin: (known: Known, context: Context<Config>) => Promise<Progress<Own>>;
  readonly answer: (known: Known, own: Own, input: Input, context: Context<Config>) => Promise<Progress<Own>>;
}
