/** What a person is told when NemID's client ends with a code. Several codes share a sentence: the person can do the same about them. */
type Sentence = { readonly da: string; readonly en: string };

export const clientSentences = {
  technical: {
    da: "Noget gik galt mellem NemID og denne side. Prøv igen.",
    en: "Something went wrong between NemID and this page. Try again.",
  },
  setUp: {
    da: "NemID kan ikke bruges her lige nu, fordi tjenesten er sat forkert op.",
    en: "NemID cannot be used here right now because the service is set up wrongly.",
  },
  document: {
    da: "NemID kan ikke vise dette dokument, så det kan ikke underskrives.",
    en: "NemID cannot show this document, so it cannot be signed.",
  },
  support: {
    da: "NemID melder om en fejl, som et nyt forsøg ikke retter. Kontakt NemID-support.",
    en: "NemID reports a fault that another try will not cure. Contact NemID support.",
  },
  letRun: { da: "Giv NemID lov til at køre i din browser.", en: "Allow NemID to run in your browser." },
  timedOut: {
    da: "Der gik for lang tid, så NemID afsluttede forløbet. Prøv igen.",
    en: "It took too long, so NemID ended the session. Try again.",
  },
  updateApp: { da: "Din nøgleapp er for gammel. Opdatér den.", en: "Your code app is too old. Update it." },
  connection: {
    da: "Din internetforbindelse skiftede undervejs. Prøv igen.",
    en: "Your internet connection changed on the way. Try again.",
  },
  network: { da: "NemID kunne ikke nås. Prøv igen.", en: "NemID could not be reached. Try again." },
  blocked: {
    da: "Dit NemID er spærret. Kontakt NemID-support.",
    en: "Your NemID is blocked. Contact NemID support.",
  },
  passwordBlocked: {
    da: "Din adgangskode til NemID er spærret. Kontakt NemID-support.",
    en: "Your NemID password is blocked. Contact NemID support.",
  },
  temporaryBlocked: {
    da: "Den midlertidige adgangskode er spærret efter for mange forsøg. Bestil en ny hos NemID-support.",
    en: "The temporary password is blocked after too many tries. Order a new one from NemID support.",
  },
  quarantined: {
    da: "Dit NemID er låst i otte timer på grund af forkerte adgangskoder. Prøv igen senere.",
    en: "Your NemID is locked for eight hours because of wrong passwords. Try again later.",
  },
  quarantineBegins: {
    da: "Adgangskoden var forkert for mange gange. Dit NemID er nu låst i otte timer.",
    en: "The password was wrong too many times. Your NemID is now locked for eight hours.",
  },
  bankAgreement: { da: "Du har ingen aftale med banken.", en: "You have no agreement with the bank." },
  cardUsedUp: {
    da: "Der er ikke flere nøgler på dit nøglekort. Bestil et nyt.",
    en: "There are no codes left on your code card. Order a new one.",
  },
  notActivated: { da: "Dit NemID er ikke aktiveret endnu.", en: "Your NemID is not activated yet." },
  oneAtATime: {
    da: "Du er i gang med NemID et andet sted. Brug kun ét vindue ad gangen.",
    en: "You are using NemID elsewhere too. Use one window at a time.",
  },
  temporaryOnMobile: {
    da: "En midlertidig adgangskode kan ikke bruges på mobilen. Brug en computer.",
    en: "A temporary password cannot be used on a phone. Use a computer.",
  },
  browser: {
    da: "Din browser forhindrer NemID i at køre. Prøv en anden browser.",
    en: "Your browser keeps NemID from running. Try another browser.",
  },
  otherDevice: {
    da: "Nøglekortet kan ikke bruges her. Brug din nøgleapp eller nøgleviser.",
    en: "The code card cannot be used here. Use your code app or code token.",
  },
  twoFactors: { da: "Log på med både adgangskode og nøgle.", en: "Log in with both password and code." },
  level: {
    da: "Dit NemID opfylder ikke tjenestens krav til sikkerhed.",
    en: "Your NemID does not meet the service's security requirements.",
  },
  cancelled: { da: "Du afbrød NemID.", en: "You cancelled NemID." },
  ended: { da: "Forløbet i NemID blev afsluttet.", en: "The NemID session was ended." },
  notApproved: {
    da: "Du nåede ikke at godkende i nøgleappen. Prøv igen.",
    en: "You did not approve in the code app in time. Try again.",
  },
  rejected: { da: "Du afviste i nøgleappen.", en: "You rejected the request in the code app." },
  replaced: {
    da: "En nyere anmodning i nøgleappen trådte i stedet for denne.",
    en: "A newer request in the code app took the place of this one.",
  },
  activationInterrupted: {
    da: "Aktiveringen blev afbrudt, og den midlertidige adgangskode gælder ikke mere. Bestil en ny hos NemID-support.",
    en: "The activation was interrupted and the temporary password is void. Order a new one from NemID support.",
  },
  threeApps: { da: "Du har allerede tre nøgleapps.", en: "You already have three code apps." },
  appRevoked: {
    da: "Din nøgleapp er spærret. Aktivér den igen.",
    en: "Your code app has been revoked. Activate it again.",
  },
  appNotActivated: { da: "Nøgleappen kan ikke aktiveres.", en: "The code app cannot be activated." },
  appSuspended: {
    da: "Din nøgleapp er spærret eller sat på pause.",
    en: "Your code app is revoked or suspended.",
  },
  wait: { da: "Du skal vente lidt, før du kan gå videre.", en: "You have to wait a while before you can go on." },
  bankOnly: {
    da: "Dit NemID gælder kun til netbank.",
    en: "Your NemID is for online banking only.",
  },
  addSignature: {
    da: "Dit NemID mangler en offentlig digital signatur. Tilknyt den først.",
    en: "Your NemID lacks a public digital signature. Add one first.",
  },
  otherNemid: {
    da: "Den digitale signatur ligger på dit andet NemID. Brug det.",
    en: "The digital signature is on your other NemID. Use that one.",
  },
  notIssued: {
    da: "Den digitale signatur kunne ikke udstedes. Prøv igen.",
    en: "The digital signature could not be issued. Try again.",
  },
  noSignature: {
    da: "Ingen af dine NemID har en aktiv digital signatur.",
    en: "None of your NemIDs has an active digital signature.",
  },
  unknown: {
    da: "NemID blev ikke gennemført. Prøv igen, eller kontakt NemID-support.",
    en: "NemID could not finish. Try again, or contact NemID support.",
  },
} as const satisfies Record<string, Sentence>;
