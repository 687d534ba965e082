import type { HubKey } from "./en.js";

export const da = {
  "page.problem": "Fejl: {title}",
  "page.logIn": "Log på {service}",
  "page.reference": "Reference",
  "page.language": "Sprog",
  "page.help": "Hjælp",
  "page.next": "Fortsæt",
  "page.cancel": "Afbryd",
  "page.back": "Tilbage til {service}",
  "page.retry": "Prøv igen",

  "choose.title": "Hvordan vil du logge på?",
  "choose.another": "Vælg en anden måde at logge på",

  "client.waiting": "Venter på login-vinduet…",
  "client.noScript":
    "Dette login kører i din browser og kræver JavaScript. Slå JavaScript til og genindlæs siden, eller gå tilbage.",
  "client.silent":
    "Login-vinduet svarer ikke. Se efter, om du har forbindelse, og genindlæs siden, eller gå tilbage og prøv senere.",
  "poll.noScript": "Se, om det er på plads",

  "failed.cancelled.title": "Du afbrød dit login",
  "failed.cancelled": "Der blev ikke sendt noget til {service}.",
  "failed.refused.title": "Du blev ikke logget på",
  "failed.refused": "Dit eID kan ikke bruges til dette login.",
  "failed.invalid-response.title": "Du blev ikke logget på",
  "failed.invalid-response": "Svaret fra dit eID kunne ikke godtages.",
  "failed.expired.title": "Tiden løb ud",
  "failed.expired": "Det tog for lang tid, så vi afbrød for din sikkerheds skyld.",
  "failed.unavailable.title": "Login virker ikke lige nu",
  "failed.unavailable": "En tjeneste, vi er afhængige af, svarer ikke. Prøv igen om lidt.",
  "failed.misconfigured.title": "Der skete en teknisk fejl",
  "failed.misconfigured":
    "Fejlen ligger hos os eller hos hjemmesiden, ikke hos dig. Det hjælper næppe at prøve igen nu.",
  "failed.reference": "Oplys denne reference, hvis du beder om hjælp:",

  "notice.unknown.title": "Vi kan ikke finde siden",
  "notice.unknown": "Adressen er forkert, eller også er dit login for længst slut.",
  "notice.expired.title": "Dit login er udløbet",
  "notice.expired":
    "En login-side er kun åben i kort tid. Gå tilbage til den hjemmeside, du kom fra, og begynd forfra.",
  "notice.completed.title": "Dit login er afsluttet",
  "notice.completed": "Det er allerede brugt og kan ikke bruges igen. Gå tilbage til den hjemmeside, du kom fra.",
  "notice.other-browser.title": "Dette login er begyndt et andet sted",
  "notice.other-browser":
    "Det hører til en anden browser eller et andet vindue, eller din browser gemmer ikke cookies. Gå tilbage til den hjemmeside, du kom fra, og begynd forfra her.",
  "notice.bad-request.title": "Vi forstod ikke forespørgslen",
  "notice.bad-request": "Noget mangler eller er forkert. Gå tilbage til den hjemmeside, du kom fra, og begynd forfra.",
  "notice.too-large.title": "Der blev sendt for meget",
  "notice.too-large": "Forespørgslen er større, end vi tager imod, så den er ikke læst.",
  "notice.too-many.title": "For mange forsøg",
  "notice.too-many": "Vent lidt, før du prøver igen.",
  "notice.untrusted.title": "Vi kan ikke stole på forespørgslen",
  "notice.untrusted":
    "Vi kender ikke den hjemmeside, der sendte dig hertil, eller også bad den om noget, den ikke må. For at beskytte dig stopper vi her og viser intet link videre. Luk siden.",
  "notice.unavailable.title": "Vi er tilbage om lidt",
  "notice.unavailable": "Noget, vi er afhængige af, virker ikke lige nu. Genindlæs siden om lidt.",
  "notice.technical.title": "Der skete en teknisk fejl",
  "notice.technical": "Fejlen er vores. Gå tilbage til den hjemmeside, du kom fra, og prøv igen.",
  "notice.logged-out.title": "Du er logget af",
  "notice.logged-out": "Du kan godt lukke siden.",

  "forward.title": "Vi sender dig videre",
  "forward.text": "Du er på vej til {service}. Brug knappen, hvis der ikke sker noget.",
} satisfies Record<HubKey, string>;
