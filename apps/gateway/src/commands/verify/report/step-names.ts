/** What each rule asks, in words for people. A rule without words here goes by its own name. */
import type { Language } from "./texts.js";

const NAMES: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  signer: { en: "One signer", da: "Én underskriver" },
  content: { en: "Content unchanged", da: "Indholdet uændret" },
  integrity: { en: "Signed with the signer's key", da: "Underskrevet med underskriverens nøgle" },
  digest: { en: "Strength of the digest", da: "Hashværdiens styrke" },
  action: { en: "Log-in or signature", da: "Log-in eller underskrift" },
  challenge: { en: "Answer to the challenge", da: "Svar på udfordringen" },
  "request-issuer": { en: "Service provider", da: "Tjenesteudbyder" },
  "time-stamp": { en: "The message's own time", da: "Meddelelsens eget tidspunkt" },
  shown: { en: "Document shown", da: "Dokumentet vist" },
  document: { en: "The expected document", da: "Det forventede dokument" },
  stylesheet: { en: "The expected stylesheet", da: "Det forventede stylesheet" },
  environment: { en: "Test or production", da: "Test eller produktion" },
  chain: { en: "Chain to a trust anchor", da: "Kæde til et tillidsanker" },
  issuers: { en: "Issuers may issue", da: "Udstederne må udstede" },
  names: { en: "Names allowed", da: "Tilladte navne" },
  algorithms: { en: "Strength of keys and signatures", da: "Nøglernes og underskrifternes styrke" },
  extensions: { en: "Extensions understood", da: "Udvidelserne forstået" },
  "ca-policies": { en: "Policies of the issuers", da: "Udstedernes politikker" },
  subject: { en: "An OCES holder", da: "Indehaver i OCES" },
  kind: { en: "Kind of certificate", da: "Certifikatets art" },
  "key-usage": { en: "Key made for signing", da: "Nøgle til underskrift" },
  validity: { en: "Certificates valid at that time", da: "Certifikaterne gyldige på tidspunktet" },
  revocation: { en: "Certificate not revoked", da: "Certifikatet ikke spærret" },
  "ca-revocation": { en: "Issuers not revoked", da: "Udstederne ikke spærret" },
};

export function nameStep(rule: string, language: Language): string {
  return Object.hasOwn(NAMES, rule) ? NAMES[rule]![language] : rule;
}
