/** Every sentence of the family. The buttons of the CPR pages are the person's consent: see `consent.ts` before touching them. */
import { defineTexts } from "@eid-gateway/core";
import { clientErrorTexts } from "./errors/errors.js";

export const text = defineTexts({
  en: {
    "client.title": "Log in with NemID",
    "client.title.sign": "Sign with NemID",
    "client.frame": "NemID",

    "cpr.title": "Your CPR number",
    "cpr.why":
      "{service} needs your CPR number. NemID does not contain it, so we ask you for it once you have logged in.",
    "cpr.why.sign":
      "{service} needs to know that it is you who signed. NemID does not contain your CPR number, so we ask you for it now that you have signed.",
    "cpr.why.employee":
      "{service} would like your CPR number. It can only be checked if your employer has registered it with your employee signature. If not, go on without.",
    "cpr.without": "Go on without my CPR number",
    "cpr.label": "CPR number",
    "cpr.consent": "Let {service} check my CPR number and go on",
    "cpr.malformed": "Write the ten digits of your CPR number, such as 010203-1234.",
    "cpr.wrong.two": "That number does not belong to your NemID. You have two more tries.",
    "cpr.wrong.one": "That number does not belong to your NemID. You have one more try.",
    "cpr.given.why":
      "{service} has given us a CPR number for you. We do not show it. May we check that it belongs to your NemID?",
    "cpr.given.consent": "Let {service} check the CPR number it has given and go on",
    "cpr.given.type": "Type the number instead",
    "cpr.given.wrong.two": "The number {service} gave does not belong to your NemID. You have two tries to type it.",
    "cpr.given.wrong.one": "The number {service} gave does not belong to your NemID. You have one try to type it.",
    "cpr.stored.wrong.two":
      "The CPR number we remembered for you no longer belongs to your NemID, so we have forgotten it. You have two tries to type the right one.",
    "cpr.stored.wrong.given":
      "The CPR number we remembered for you no longer belongs to your NemID, so we have forgotten it.",
    "cpr.remember":
      "Remember my CPR number the next time I log in or sign at {service}. It is deleted when it has not been used for three months.",

    "nemid:setup": "This service is not set up correctly for NemID.",
    "nemid:document": "This document cannot be signed with NemID as it is.",
    "nemid:otherdocument": "What was signed is not the document you were asked to sign. Nothing has been signed here.",
    "nemid:invalidresponse": "The answer from NemID could not be accepted.",
    "nemid:replayed": "This answer from NemID has been used already.",
    "nemid:timeout": "It took too long. Start NemID again.",
    "nemid:untrusted": "The certificate behind your NemID is not one we can trust.",
    "nemid:wrongcerttype": "This kind of NemID cannot be used here.",
    "nemid:certrevoked":
      "The certificate behind your NemID has been revoked. Contact NemID support, or your company's NemID administrator.",
    "nemid:certexpired":
      "The certificate behind your NemID has expired. Order a new one, or ask your company's NemID administrator.",
    "nemid:certnotyetvalid": "The certificate behind your NemID is not valid yet.",
    "nemid:revocationunavailable": "We cannot find out right now whether your NemID is still valid. Try again shortly.",
    "nemid:cprmismatch": "The CPR number does not belong to your NemID.",
    "nemid:cprblocked": "Too many wrong CPR numbers have been tried with your NemID. Wait, and try again later.",
    "nemid:cprlocked": "Too many wrong CPR numbers have been tried with your NemID here. Wait an hour, and try again.",
    "nemid:cprunavailable": "We cannot check your CPR number right now. Try again shortly.",
    "nemid:cprsetup": "This service is not set up correctly for checking CPR numbers.",
    ...clientErrorTexts("en"),
  },
  da: {
    "client.title": "Log på med NemID",
    "client.title.sign": "Underskriv med NemID",
    "client.frame": "NemID",

    "cpr.title": "Dit CPR-nummer",
    "cpr.why":
      "{service} skal bruge dit CPR-nummer. Det står ikke i NemID, så vi spørger dig om det, nu hvor du er logget på.",
    "cpr.why.sign":
      "{service} skal vide, at det er dig, der har underskrevet. Dit CPR-nummer står ikke i NemID, så vi spørger dig om det, nu hvor du har underskrevet.",
    "cpr.why.employee":
      "{service} vil gerne have dit CPR-nummer. Det kan kun kontrolleres, hvis din arbejdsgiver har registreret det sammen med din medarbejdersignatur. Hvis ikke, så gå videre uden.",
    "cpr.without": "Gå videre uden mit CPR-nummer",
    "cpr.label": "CPR-nummer",
    "cpr.consent": "Lad {service} kontrollere mit CPR-nummer, og gå videre",
    "cpr.malformed": "Skriv de ti cifre i dit CPR-nummer, for eksempel 010203-1234.",
    "cpr.wrong.two": "Det nummer hører ikke til dit NemID. Du har to forsøg tilbage.",
    "cpr.wrong.one": "Det nummer hører ikke til dit NemID. Du har ét forsøg tilbage.",
    "cpr.given.why":
      "{service} har givet os et CPR-nummer for dig. Vi viser det ikke. Må vi kontrollere, at det hører til dit NemID?",
    "cpr.given.consent": "Lad {service} kontrollere det CPR-nummer, den har givet, og gå videre",
    "cpr.given.type": "Skriv nummeret selv",
    "cpr.given.wrong.two":
      "Det nummer, {service} har givet, hører ikke til dit NemID. Du har to forsøg til at skrive det.",
    "cpr.given.wrong.one":
      "Det nummer, {service} har givet, hører ikke til dit NemID. Du har ét forsøg til at skrive det.",
    "cpr.stored.wrong.two":
      "Det CPR-nummer, vi huskede for dig, hører ikke længere til dit NemID, så vi har slettet det. Du har to forsøg til at skrive det rigtige.",
    "cpr.stored.wrong.given":
      "Det CPR-nummer, vi huskede for dig, hører ikke længere til dit NemID, så vi har slettet det.",
    "cpr.remember":
      "Husk mit CPR-nummer, næste gang jeg logger på eller underskriver hos {service}. Det slettes, når det ikke har været brugt i tre måneder.",

    "nemid:setup": "Tjenesten er ikke sat rigtigt op til NemID.",
    "nemid:document": "Dokumentet kan ikke underskrives med NemID, som det er.",
    "nemid:otherdocument":
      "Det, der blev underskrevet, er ikke det dokument, du skulle underskrive. Intet er underskrevet her.",
    "nemid:invalidresponse": "Svaret fra NemID kunne ikke godkendes.",
    "nemid:replayed": "Svaret fra NemID er allerede brugt.",
    "nemid:timeout": "Der gik for lang tid. Start NemID igen.",
    "nemid:untrusted": "Certifikatet bag dit NemID er ikke et, vi kan stole på.",
    "nemid:wrongcerttype": "Denne slags NemID kan ikke bruges her.",
    "nemid:certrevoked":
      "Certifikatet bag dit NemID er spærret. Kontakt NemID-support eller din virksomheds NemID-administrator.",
    "nemid:certexpired":
      "Certifikatet bag dit NemID er udløbet. Bestil et nyt, eller spørg din virksomheds NemID-administrator.",
    "nemid:certnotyetvalid": "Certifikatet bag dit NemID er ikke gyldigt endnu.",
    "nemid:revocationunavailable": "Vi kan lige nu ikke se, om dit NemID stadig er gyldigt. Prøv igen om lidt.",
    "nemid:cprmismatch": "CPR-nummeret hører ikke til dit NemID.",
    "nemid:cprblocked": "Der er prøvet for mange forkerte CPR-numre med dit NemID. Vent, og prøv igen senere.",
    "nemid:cprlocked": "Der er prøvet for mange forkerte CPR-numre med dit NemID her. Vent en time, og prøv igen.",
    "nemid:cprunavailable": "Vi kan ikke kontrollere dit CPR-nummer lige nu. Prøv igen om lidt.",
    "nemid:cprsetup": "Tjenesten er ikke sat rigtigt op til at kontrollere CPR-numre.",
    ...clientErrorTexts("da"),
  },
});

/** What the page of NemID's client is called, by what the person came for. */
export const clientTitles = { authenticate: "client.title", sign: "client.title.sign" } as const;
