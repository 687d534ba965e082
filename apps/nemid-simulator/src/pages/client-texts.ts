import type { Language } from "../keycard/client-request.js";
import type { Problem } from "../keycard/conversation.js";
import { READING_TEXTS, type ReadingTexts } from "./reading-texts.js";

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
  readonly activateHeading: string;
  readonly activateLead: string;
  readonly newPassword: string;
  readonly passwordRules: string;
  readonly repeatPassword: string;
  readonly newUserId: string;
  readonly userIdRules: string;
  readonly activate: string;
  readonly choiceHeading: string;
  readonly choiceLegend: string;
  readonly person: string;
  readonly employee: string; // before the company's name
  readonly reading: ReadingTexts;
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
    activateHeading: "Aktivér dit NemID",
    activateLead: "Vælg en adgangskode i stedet for den midlertidige.",
    newPassword: "Ny adgangskode",
    passwordRules: "6-40 tegn med både bogstaver og tal, uden æ, ø og å. Samme tegn højst tre gange i træk.",
    repeatPassword: "Gentag adgangskoden",
    newUserId: "Nyt bruger-id (valgfrit)",
    userIdRules: "5-48 tegn. Uden bruger-id logger du på som hidtil.",
    activate: "Aktivér",
    choiceHeading: "Vælg identitet",
    choiceLegend: "Hvem vil du optræde som?",
    person: "Privatperson",
    employee: "Medarbejder hos",
    reading: READING_TEXTS.da,
    problems: {
      "wrong-login": "Bruger-id eller adgangskode er forkert.",
      "wrong-code": "Nøglen er forkert. Her er et nyt nummer.",
      "login-missing": "Skriv bruger-id og adgangskode.",
      "code-missing": "Skriv nøglen.",
      "new-password-missing": "Skriv den nye adgangskode to gange.",
      "new-password-refused":
        "Adgangskoden følger ikke reglerne. Den må heller ikke indeholde dit CPR- eller NemID-nummer.",
      "new-password-not-new": "Vælg en anden adgangskode end den midlertidige.",
      "new-passwords-differ": "De to adgangskoder er ikke ens.",
      "user-id-refused": "Bruger-id'et følger ikke reglerne. Det må heller ikke ligne et CPR- eller NemID-nummer.",
      "user-id-taken": "Bruger-id'et er optaget. Vælg et andet.",
      "identity-missing": "Vælg en af dine identiteter.",
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
    activateHeading: "Activate your NemID",
    activateLead: "Choose a password to replace the temporary one.",
    newPassword: "New password",
    passwordRules:
      "6-40 characters with both letters and digits, without æ, ø and å. The same character at most three times in a row.",
    repeatPassword: "Repeat the password",
    newUserId: "New user ID (optional)",
    userIdRules: "5-48 characters. Without one you log on as before.",
    activate: "Activate",
    choiceHeading: "Choose an identity",
    choiceLegend: "As whom do you want to act?",
    person: "Private person",
    employee: "Employee at",
    reading: READING_TEXTS.en,
    problems: {
      "wrong-login": "The user ID or the password is wrong.",
      "wrong-code": "The code is wrong. Here is a new number.",
      "login-missing": "Type your user ID and password.",
      "code-missing": "Type the code.",
      "new-password-missing": "Type the new password twice.",
      "new-password-refused": "The password does not follow the rules. Nor may it hold your CPR or NemID number.",
      "new-password-not-new": "Choose another password than the temporary one.",
      "new-passwords-differ": "The two passwords are not the same.",
      "user-id-refused": "The user ID does not follow the rules. Nor may it look like a CPR or NemID number.",
      "user-id-taken": "The user ID is taken. Choose another.",
      "identity-missing": "Choose one of your identities.",
    },
  },
};
