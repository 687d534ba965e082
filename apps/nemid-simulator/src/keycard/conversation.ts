/** What goes back and forth between a client (iframe or headless) and the operator's server. */
import type { IdentityKind } from "../register/identity.js";
import type { Readable } from "../sign-text/reading-desk.js";
import type { ClientRequest, Mode } from "./client-request.js";

export interface Opening {
  readonly parameters: string; // the JSON text of the page's `parameters` message
  readonly origin: string; // where that message came from
  readonly mode: Mode;
}

export interface LogIn {
  readonly act: "log-in";
  readonly userId: string;
  readonly password: string;
  readonly remember: boolean;
  readonly certificate?: string | undefined; // which signature, when a CPR number stands for several users
}

/** What a user with a temporary password chooses. */
export interface Activation {
  readonly password: string;
  readonly repeated: string;
  readonly userId: string; // empty: stays as it is
}

/** What the user did. One that does not fit the current screen changes nothing. */
export type Act =
  | { readonly act: "fetched"; readonly document: Uint8Array | undefined } // undefined: it could not be had
  | { readonly act: "read" }
  | { readonly act: "unshowable" } // the viewer cannot open what the rules let through
  | LogIn
  | ({ readonly act: "activate" } & Activation)
  | { readonly act: "key-card"; readonly code: string }
  | { readonly act: "choose-identity"; readonly alias: string }
  | { readonly act: "cancel" | "time-out" };

/** What comes of it: a screen to show, or the message that ends it all. */
export type Turn =
  | { readonly id: string; readonly request: ClientRequest; readonly screen: Screen }
  | { readonly end: End };

export type Problem =
  | "wrong-login"
  | "wrong-code"
  | "login-missing"
  | "code-missing"
  | "new-password-missing"
  | "new-password-refused"
  | "new-password-not-new"
  | "new-passwords-differ"
  | "user-id-refused"
  | "user-id-taken"
  | "identity-missing";

/** Shown while the client fetches the document; the person has nothing to do. */
export interface FetchScreen {
  readonly name: "fetch-document";
  readonly uri: string;
}

export interface SignTextScreen {
  readonly name: "sign-text";
  readonly readable: Readable;
}

export interface LogInScreen {
  readonly name: "log-in";
  readonly userId: string;
  readonly remember: boolean | undefined; // undefined: the service provider does not offer it
  readonly problem?: Problem;
}

export interface ActivationScreen {
  readonly name: "activate";
  readonly userId: string; // as wished so far
  readonly problem?: Problem;
}

export interface KeyCardScreen {
  readonly name: "key-card";
  readonly cardId: string;
  readonly number: string;
  readonly problem?: Problem;
}

/** Shown to a user with several signatures; one with a single signature never sees it. */
export interface ChoiceScreen {
  readonly name: "choose-identity";
  readonly choices: readonly IdentityChoice[];
  readonly problem?: Problem;
}

export interface IdentityChoice {
  readonly alias: string;
  readonly kind: IdentityKind;
  readonly name: string;
  readonly companyName?: string | undefined;
  readonly cvr?: string | undefined;
}

export type Screen = FetchScreen | SignTextScreen | LogInScreen | ActivationScreen | KeyCardScreen | ChoiceScreen;

/** Base64 of a signed message or of an error code. */
export interface End {
  readonly command: "changeResponseAndSubmit";
  readonly content: string;
}

export function endWithCode(code: string): End {
  return { command: "changeResponseAndSubmit", content: Buffer.from(code, "ascii").toString("base64") };
}
