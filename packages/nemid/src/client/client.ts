/** What a browser client of NemID's is, to the recipe: what it is given, and what it gives back. */
import type { Client, Credential, Fields, Intent, Issue, Request } from "@eid-gateway/core";
import type { Dialect } from "@eid-gateway/oces";
import type { HolderKind } from "../holder-kind.js";
import type { NemidScreen } from "../screens.js";
import type { NemidSettings } from "../settings.js";
import type { SignText } from "../sign-text.js";

export interface Ceremony {
  readonly request: Request;
  readonly challenge: string;
  readonly settings: NemidSettings;
  readonly credential: Credential;
  readonly requestIssuer: string; // the friendly name
  readonly kinds: readonly HolderKind[]; // whose certificates will be accepted
  readonly now: Date;
  readonly signText?: SignText; // a signing: what is shown and signed
}

/** Members are functions on purpose: methods would be checked bivariantly. */
export interface NemidClient {
  readonly screens: Readonly<Record<Intent, NemidScreen>>;
  readonly dialect: Dialect; // of its messages: another client's are not accepted here
  /** What it lacks of the operator's settings, found when a method is opened. */
  readonly findMistakes?: (settings: NemidSettings) => readonly Issue[];
  readonly ask: (ceremony: Ceremony) => Promise<Client>;
  /** The signed XML. @throws EidError for the client's own error codes and for what is neither */
  readonly read: (fields: Fields, signText?: SignText) => Uint8Array;
}
