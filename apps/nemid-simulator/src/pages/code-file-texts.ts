import type { KeyFileProblem } from "../codefile/conversation.js";
import { READING_TEXTS, type ReadingTexts } from "./reading-texts.js";

/** What the code file client says. */
export interface CodeFileTexts {
  readonly logOnHeading: string;
  readonly signHeading: string;
  readonly at: string; // before the service's name
  readonly reading: ReadingTexts;
  readonly attachments: string;
  readonly save: string;
  readonly next: string;
  readonly keyFile: string;
  readonly keyFileHint: string;
  readonly password: string;
  readonly logOn: string;
  readonly sign: string;
  readonly cancel: string;
  readonly problems: Readonly<Record<KeyFileProblem, string>>;
}

export const CODE_FILE_TEXTS: Readonly<Record<"da" | "en", CodeFileTexts>> = {
  da: {
    logOnHeading: "Log på med nøglefil",
    signHeading: "Underskriv med nøglefil",
    at: "hos",
    reading: READING_TEXTS.da,
    attachments: "Bilag",
    save: "Gem",
    next: "Næste",
    keyFile: "Nøglefil",
    keyFileHint: "En fil, der ender på .p12, .pfx eller .html. Den forlader ikke din computer.",
    password: "Adgangskode til nøglefilen",
    logOn: "Log på",
    sign: "Underskriv",
    cancel: "Afbryd",
    problems: {
      "file-missing": "Vælg din nøglefil.",
      "password-missing": "Skriv adgangskoden til nøglefilen.",
      unreadable: "Filen kan ikke læses. Vælg den igen.",
      "too-large": "Filen er for stor til at være en nøglefil.",
      "not-a-key-file": "Filen er ikke en nøglefil. Vælg en fil, der ender på .p12, .pfx eller .html.",
      "no-key-file-in-page": "Der er ingen nøglefil i denne HTML-side.",
      truncated: "Nøglefilen er ufuldstændig; slutningen mangler. Brug en sikkerhedskopi.",
      damaged: "Nøglefilen er beskadiget eller af en slags, der ikke kan åbnes her.",
      "wrong-password": "Adgangskoden passer ikke til nøglefilen.",
      "no-key": "Nøglefilen indeholder ikke både en privat nøgle og dens certifikat.",
      "other-kind": "Tjenesten tager ikke imod denne slags nøglefil. Vælg en anden.",
    },
  },
  en: {
    logOnHeading: "Log on with key file",
    signHeading: "Sign with key file",
    at: "to",
    reading: READING_TEXTS.en,
    attachments: "Attachments",
    save: "Save",
    next: "Next",
    keyFile: "Key file",
    keyFileHint: "A file that ends in .p12, .pfx or .html. It does not leave your computer.",
    password: "Password of the key file",
    logOn: "Log on",
    sign: "Sign",
    cancel: "Cancel",
    problems: {
      "file-missing": "Choose your key file.",
      "password-missing": "Type the password of the key file.",
      unreadable: "The file cannot be read. Choose it again.",
      "too-large": "The file is too large to be a key file.",
      "not-a-key-file": "The file is not a key file. Choose one that ends in .p12, .pfx or .html.",
      "no-key-file-in-page": "There is no key file in this HTML page.",
      truncated: "The key file is not whole; its end is missing. Use a backup.",
      damaged: "The key file is damaged, or of a kind that cannot be opened here.",
      "wrong-password": "The password does not open the key file.",
      "no-key": "The key file does not hold both a private key and its certificate.",
      "other-kind": "The service does not accept this kind of key file. Choose another.",
    },
  },
};
