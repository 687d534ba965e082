/** Every sentence of the reports in both languages. What the verifier found is evidence and stays as it wrote it, in English. */
import type { AnswerLevel, Question } from "@eid-gateway/oces";

export type Language = "da" | "en";
export const LANGUAGES: Readonly<Record<Language, Language>> = { da: "da", en: "en" };

type Outcome = "valid" | "invalid" | "indeterminate" | "refused" | "not-a-message" | "unreadable";

export interface Texts {
  readonly title: string;
  readonly file: string;
  readonly askedAbout: string;
  readonly outcomes: Readonly<Record<Outcome, string>>;
  readonly inTheStandard: string;
  readonly because: string;
  readonly sections: Readonly<Record<"answers" | "signer" | "likely" | "unknown" | "document" | "steps", string>>;
  readonly questions: Readonly<Record<Question, string>>;
  readonly levels: Readonly<Record<AnswerLevel, string>>;
  readonly facts: Readonly<
    Record<
      | "name"
      | "kind"
      | "identifier"
      | "organization"
      | "issuer"
      | "serial"
      | "validity"
      | "anchor"
      | "revocation"
      | "mediaType"
      | "title"
      | "bytes"
      | "shown",
      string
    >
  >;
  readonly statuses: Readonly<Record<"good" | "revoked" | "unknown" | "unavailable", string>>;
  readonly columns: Readonly<
    Record<"step" | "result" | "evidence" | "question" | "answer" | "property" | "value" | "shown", string>
  >;
  readonly yes: string;
  readonly no: string;
  readonly results: Readonly<Record<"passed" | "failed" | "undetermined" | "unchecked", string>>;
  readonly claimedTime: (time: string) => string;
  readonly noClaimedTime: string;
  readonly likely: string;
  readonly limits: readonly string[];
  readonly noDocument: string;
  readonly noSigner: string;
  readonly notIntact: string;
  readonly asSource: string;
  readonly asAttachment: string;
  readonly shownAs: string;
  /** Above the properties. */
  readonly stated: string;
  /** Before the steps, where their evidence is in another language. */
  readonly evidenceLanguage?: string;
}

const en: Texts = {
  title: "Report on a NemID message",
  file: "File",
  askedAbout: "Judged as of",
  outcomes: {
    valid: "The signature is valid at that time.",
    invalid: "The signature is not valid at that time, or not what was asked for.",
    indeterminate: "It cannot be told whether the signature is valid at that time.",
    refused: "The message is refused: it is damaged, was changed, or is not built as NemID built messages.",
    "not-a-message": "The file is not a NemID message.",
    unreadable: "The file cannot be read.",
  },
  inTheStandard: "In the words of ETSI EN 319 102-1",
  because: "Reason",
  sections: {
    answers: "What is proven",
    signer: "Whom the certificate names",
    likely: "What is likely",
    unknown: "What cannot be known",
    document: "What was signed",
    steps: "The steps and their evidence",
  },
  questions: {
    "who-signed": "Was it signed with the key of the person named here?",
    "what-was-signed": "Is the content shown here what was signed?",
    "is-it-intact": "Is the message unchanged since it was signed?",
    "was-the-certificate-good": "Was the certificate trusted, valid and not revoked at that time?",
    "what-proves-the-time": "Does anything prove when it was signed?",
  },
  levels: {
    proven: "Yes, proven by signatures",
    refuted: "No",
    claimed: "No. It is only claimed",
    unknown: "Cannot be told",
  },
  facts: {
    name: "Name",
    kind: "Kind",
    identifier: "Identifier",
    organization: "Organisation",
    issuer: "Issued by",
    serial: "Serial number",
    validity: "Valid",
    anchor: "Trust anchor (SHA-256)",
    revocation: "Revocation",
    mediaType: "Media type",
    title: "Title",
    bytes: "Bytes",
    shown: "Shown to the signer, says the message",
  },
  statuses: { good: "not revoked", revoked: "revoked", unknown: "cannot be told", unavailable: "cannot be told" },
  columns: {
    step: "Step",
    result: "Result",
    evidence: "Evidence",
    question: "Question",
    answer: "Answer",
    property: "Statement",
    value: "Value",
    shown: "Shown to the signer",
  },
  yes: "yes",
  no: "no",
  results: { passed: "passed", failed: "failed", undetermined: "cannot be told", unchecked: "not checked" },
  claimedTime: (time) =>
    `The message says that it was signed at ${time}. That time was written by the client, and no third party vouches for it.`,
  noClaimedTime: "The message says nothing readable about when it was signed.",
  likely:
    "NemID's terms bound each person to keep key, password and key card to themselves. That the person named was the one who used them is therefore likely, but no signature proves it.",
  limits: [
    "When it was signed: the message holds no time-stamp of an independent authority. The answers above hold for the time they were asked about.",
    "Who used the key: a signature proves that the key was used, not by whose hand, nor that it was done willingly.",
    "What the screen really showed: the message says what was shown, the device cannot be examined.",
  ],
  noDocument: "It is a log-in, or a message without a document: nothing was signed beyond the statements below.",
  noSigner: "No certificate in the message names a person or company of OCES.",
  notIntact: "What follows is not proven to be what was signed.",
  asSource: "Shown as source text: nothing in it is executed or loaded.",
  asAttachment: "A file of this kind is not shown here. Write it out with --extract.",
  shownAs: "The text that was signed",
  stated: "What else the message states",
};

const da: Texts = {
  title: "Rapport om en NemID-meddelelse",
  file: "Fil",
  askedAbout: "Bedømt pr.",
  outcomes: {
    valid: "Underskriften er gyldig på det tidspunkt.",
    invalid: "Underskriften er ikke gyldig på det tidspunkt, eller ikke den, der blev spurgt om.",
    indeterminate: "Det kan ikke afgøres, om underskriften er gyldig på det tidspunkt.",
    refused: "Meddelelsen afvises: den er beskadiget, ændret eller ikke opbygget, som NemID opbyggede meddelelser.",
    "not-a-message": "Filen er ikke en NemID-meddelelse.",
    unreadable: "Filen kan ikke læses.",
  },
  inTheStandard: "Med ordene i ETSI EN 319 102-1",
  because: "Årsag",
  sections: {
    answers: "Hvad er bevist",
    signer: "Hvem certifikatet nævner",
    likely: "Hvad er sandsynligt",
    unknown: "Hvad kan ikke vides",
    document: "Hvad blev underskrevet",
    steps: "Trinene og deres beviser",
  },
  questions: {
    "who-signed": "Er der underskrevet med nøglen, som tilhører den, der er nævnt her?",
    "what-was-signed": "Er det viste indhold det, der blev underskrevet?",
    "is-it-intact": "Er meddelelsen uændret, siden den blev underskrevet?",
    "was-the-certificate-good": "Var certifikatet betroet, gyldigt og ikke spærret på det tidspunkt?",
    "what-proves-the-time": "Er der noget, der beviser, hvornår der blev underskrevet?",
  },
  levels: {
    proven: "Ja, bevist ved underskrifter",
    refuted: "Nej",
    claimed: "Nej. Det er kun en påstand",
    unknown: "Kan ikke afgøres",
  },
  facts: {
    name: "Navn",
    kind: "Art",
    identifier: "Identifikation",
    organization: "Organisation",
    issuer: "Udstedt af",
    serial: "Serienummer",
    validity: "Gyldigt",
    anchor: "Tillidsanker (SHA-256)",
    revocation: "Spærring",
    mediaType: "Medietype",
    title: "Titel",
    bytes: "Byte",
    shown: "Vist til underskriveren, oplyser meddelelsen",
  },
  statuses: { good: "ikke spærret", revoked: "spærret", unknown: "kan ikke afgøres", unavailable: "kan ikke afgøres" },
  columns: {
    step: "Trin",
    result: "Resultat",
    evidence: "Bevis",
    question: "Spørgsmål",
    answer: "Svar",
    property: "Oplysning",
    value: "Værdi",
    shown: "Vist til underskriveren",
  },
  yes: "ja",
  no: "nej",
  results: { passed: "bestået", failed: "ikke bestået", undetermined: "kan ikke afgøres", unchecked: "ikke undersøgt" },
  claimedTime: (time) =>
    `Meddelelsen oplyser, at den blev underskrevet ${time}. Tidspunktet er skrevet af klienten, og ingen tredjepart står inde for det.`,
  noClaimedTime: "Meddelelsen oplyser intet læsbart om, hvornår den blev underskrevet.",
  likely:
    "Efter NemIDs vilkår skulle enhver holde nøgle, adgangskode og nøglekort for sig selv. Det er derfor sandsynligt, at det var den nævnte person, der brugte dem, men ingen underskrift beviser det.",
  limits: [
    "Hvornår der blev underskrevet: meddelelsen har intet tidsstempel fra en uafhængig myndighed. Svarene ovenfor gælder for det tidspunkt, der blev spurgt om.",
    "Hvem der brugte nøglen: en underskrift beviser, at nøglen blev brugt, men ikke af hvis hånd, og ikke at det skete frivilligt.",
    "Hvad skærmen faktisk viste: meddelelsen siger, hvad der blev vist, men udstyret kan ikke undersøges.",
  ],
  noDocument:
    "Det er et log-in eller en meddelelse uden dokument: der blev ikke underskrevet andet end oplysningerne nedenfor.",
  noSigner: "Intet certifikat i meddelelsen nævner en person eller virksomhed i OCES.",
  notIntact: "Det følgende er ikke bevist at være det, der blev underskrevet.",
  asSource: "Vist som kildetekst: intet i den udføres eller hentes.",
  asAttachment: "En fil af denne art vises ikke her. Skriv den ud med --extract.",
  shownAs: "Den tekst, der blev underskrevet",
  stated: "Hvad meddelelsen ellers oplyser",
  evidenceLanguage: "Beviserne står på engelsk, som programmet har skrevet dem.",
};

export const TEXTS: Readonly<Record<Language, Texts>> = { en, da };
