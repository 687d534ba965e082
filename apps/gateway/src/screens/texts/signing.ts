/** What the pages of a flow say where somebody signs instead of logging in: each in the place of the sentence without `sign.`. */
const en = {
  "sign.page.logIn": "Sign for {service}",
  "sign.choose.title": "How do you want to sign?",
  "sign.choose.another": "Choose another way to sign",
  "sign.client.waiting": "Waiting for the signing window…",
  "sign.client.noScript":
    "Signing runs in your browser and needs JavaScript. Turn JavaScript on and load the page again, or go back.",
  "sign.client.silent":
    "The signing window does not answer. Check your connection and load the page again, or go back and try later.",
  "sign.failed.cancelled.title": "You stopped signing",
  "sign.failed.cancelled": "Nothing was signed, and nothing was sent to {service}.",
  "sign.failed.refused.title": "It was not signed",
  "sign.failed.refused": "Your eID could not be accepted for this signature.",
  "sign.failed.invalid-response.title": "It was not signed",
  "sign.failed.invalid-response": "The answer from your eID could not be accepted.",
  "sign.failed.expired": "It took too long, so it was stopped for your safety. Nothing was signed.",
  "sign.failed.unavailable.title": "Signing is not working just now",
} as const;

const da = {
  "sign.page.logIn": "Skriv under for {service}",
  "sign.choose.title": "Hvordan vil du skrive under?",
  "sign.choose.another": "Vælg en anden måde at skrive under på",
  "sign.client.waiting": "Venter på underskriftsvinduet…",
  "sign.client.noScript":
    "Underskriften laves i din browser og kræver JavaScript. Slå JavaScript til og genindlæs siden, eller gå tilbage.",
  "sign.client.silent":
    "Underskriftsvinduet svarer ikke. Se efter, om du har forbindelse, og genindlæs siden, eller gå tilbage og prøv senere.",
  "sign.failed.cancelled.title": "Du afbrød underskriften",
  "sign.failed.cancelled": "Der er ikke skrevet under, og der blev ikke sendt noget til {service}.",
  "sign.failed.refused.title": "Der blev ikke skrevet under",
  "sign.failed.refused": "Dit eID kan ikke bruges til denne underskrift.",
  "sign.failed.invalid-response.title": "Der blev ikke skrevet under",
  "sign.failed.invalid-response": "Svaret fra dit eID kunne ikke godtages.",
  "sign.failed.expired": "Det tog for lang tid, så vi afbrød for din sikkerheds skyld. Der er ikke skrevet under.",
  "sign.failed.unavailable.title": "Underskrift virker ikke lige nu",
} satisfies Record<keyof typeof en, string>;

export const signingTexts = { en, da };
