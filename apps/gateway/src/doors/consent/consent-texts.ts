/** What the consent page says; a profile overrides it under `gateway`. */
const en = {
  "consent.title": "Delete what we remember about you for {service}",
  "consent.what":
    "When you log in to {service}, you can let us remember things so that you are not asked for them each time, such as your CPR number.",
  "consent.how": "Log in once more with the same eID, and we delete all of it. {service} is not told that you did so.",
  "consent.button": "Log in and delete",
  "consent.not": "It does not change what {service} itself keeps about you, and you can log in as before.",
  "consent.back": "Back to {service}",
  "consent.again": "Try again",
  "consent.forgotten.title": "It is deleted",
  "consent.forgotten": "We no longer remember anything about you for {service}. You will be asked again next time.",
  "consent.nothing.title": "There was nothing to delete",
  "consent.nothing": "We remembered nothing about you for {service}. Did you use the eID that you usually log in with?",
  "consent.unchanged.title": "Nothing was deleted",
  "consent.unchanged": "You did not log in, so everything is as it was.",
} as const;

const da = {
  "consent.title": "Slet det, vi husker om dig for {service}",
  "consent.what":
    "Når du logger på {service}, kan du lade os huske oplysninger, så du ikke bliver spurgt hver gang. Det kan for eksempel være dit CPR-nummer.",
  "consent.how": "Log på en gang til med samme eID, så sletter vi det hele. {service} får ikke besked om det.",
  "consent.button": "Log på og slet",
  "consent.not": "Det ændrer ikke, hvad {service} selv har om dig, og du kan logge på, som du plejer.",
  "consent.back": "Tilbage til {service}",
  "consent.again": "Prøv igen",
  "consent.forgotten.title": "Det er slettet",
  "consent.forgotten": "Vi husker ikke længere noget om dig for {service}. Næste gang bliver du spurgt igen.",
  "consent.nothing.title": "Der var ikke noget at slette",
  "consent.nothing": "Vi huskede ikke noget om dig for {service}. Brugte du det eID, du plejer at logge på med?",
  "consent.unchanged.title": "Der er ikke slettet noget",
  "consent.unchanged": "Du loggede ikke på, så alt er, som det var.",
} satisfies Record<keyof typeof en, string>;

export const consentTexts = { en, da };
export type ConsentKey = keyof typeof en;
