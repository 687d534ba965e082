/** The sentences of the pages on which a person chooses whom to act for. */
import { defineTexts } from "@eid-gateway/core";

export const text = defineTexts({
  en: {
    "org.title": "Who are you acting for?",
    "org.why.any": "You can log in to {service} as a private person, or for a company that you may sign for alone.",
    "org.why.company": "You log in to {service} for a company that you may sign for alone.",
    "org.label": "I am acting for",
    "org.private": "Myself, as a private person",
    "org.name": "{name}",
    "org.cvr": "CVR {cvr}",
    "org.next": "Continue",
    "org.all": "Show all my companies",
    "org.search": "Find a company by name or CVR number",
    "org.search.button": "Search",
    "org.search.none":
      "None of your companies has that name or number. Search for something else, or for nothing to see all.",
    "org.choose": "Choose who you are acting for.",
    "org.down":
      "We cannot ask the company register right now, so we do not know which companies you may act for. Try again shortly.",
    "org.retry": "Try again",
    "org.asPrivate": "Continue as a private person",

    "nemid:noorganization":
      "You need a company that you may sign for alone, and the company register knows of none. Check how your company is registered.",
    "nemid:registerunavailable":
      "We cannot ask the company register right now, so we do not know which companies you may act for. Try again shortly.",
    "nemid:registersetup": "This service is not set up correctly for asking the company register.",
  },
  da: {
    "org.title": "Hvem handler du for?",
    "org.why.any":
      "Du kan logge på {service} som privatperson eller på vegne af en virksomhed, som du må skrive under for alene.",
    "org.why.company": "Du logger på {service} på vegne af en virksomhed, som du må skrive under for alene.",
    "org.label": "Jeg handler for",
    "org.private": "Mig selv som privatperson",
    "org.name": "{name}",
    "org.cvr": "CVR {cvr}",
    "org.next": "Fortsæt",
    "org.all": "Vis alle mine virksomheder",
    "org.search": "Find en virksomhed ved navn eller CVR-nummer",
    "org.search.button": "Søg",
    "org.search.none":
      "Ingen af dine virksomheder har det navn eller nummer. Søg efter noget andet, eller lad feltet være tomt for at se dem alle.",
    "org.choose": "Vælg, hvem du handler for.",
    "org.down":
      "Vi kan ikke spørge virksomhedsregistret lige nu, så vi ved ikke, hvilke virksomheder du må handle for. Prøv igen om lidt.",
    "org.retry": "Prøv igen",
    "org.asPrivate": "Fortsæt som privatperson",

    "nemid:noorganization":
      "Du skal have en virksomhed, som du må skrive under for alene, og virksomhedsregistret kender ingen. Kontrollér, hvordan din virksomhed er registreret.",
    "nemid:registerunavailable":
      "Vi kan ikke spørge virksomhedsregistret lige nu, så vi ved ikke, hvilke virksomheder du må handle for. Prøv igen om lidt.",
    "nemid:registersetup": "Tjenesten er ikke sat rigtigt op til at spørge virksomhedsregistret.",
  },
});
