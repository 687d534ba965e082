import type { Language } from "../keycard/client-request.js";
import type { Problem } from "../keycard/conversation.js";

/** What the client says. Greenlandic falls back to Danish. */
export interface ClientTexts {
  readonly logInHeading: string;
  readonly signHeading: string;
  readonly at: string; // before the service's name
  readonly userId: string;
  readonly password: string;
  readonly remember: string;
  readonly next: string;
  readonly cancel: string;
  readonly cardHeading: string;
  readonly card: string;
  readonly number: string;
  readonly code: string;
  readonly logIn: string;
  readonly sign: string;
  readonly textHeading: string;
  readonly read: string;
  readonly problems: Readonly<Record<Problem, string>>;
}

export const CLIENT_TEXTS: Readonly<Record<Language, ClientTexts>> = {
  da: {
    logInHeading: "Log på",
    signHeading: "Underskriv",
    at: "hos",
    userId: "Bruger-id",
    password: "Adgangskode",
    remember: "Husk bruger-id",
    next: "Næste",
    cancel: "Afbryd",
    cardHeading: "Nøglekort",
    card: "Kort",
    number: "Nummer",
    code: "Nøgle",
    logIn: "Log på",
    sign: "Underskriv",
    textHeading: "Det, du underskriver",
    read: "Fortsæt",
    problems: {
      "wrong-login": "Bruger-id eller adgangskode er forkert.",
      "wrong-code": "Nøglen er forkert. Her er et nyt nummer.",
      "login-missing": "Skriv bruger-id og adgangskode.",
      "code-missing": "Skriv nøglen.",
    },
  },
  en: {
    logInHeading: "Log on",
    signHeading: "Sign",
    at: "to",
    userId: "User ID",
    password: "Password",
    remember: "Remember user ID",
    next: "Next",
    cancel: "Cancel",
    cardHeading: "Code card",
    card: "Card",
    number: "Number",
    code: "Code",
    logIn: "Log on",
    sign: "Sign",
    textHeading: "What you sign",
    read: "Continue",
    problems: {
      "wrong-login": "The user ID or the password is wrong.",
      "wrong-code": "The code is wrong. Here is a new number.",
      "login-missing": "Type your user ID and password.",
      "code-missing": "Type the code.",
    },
  },
};
