import type { IssuedCertificate } from "../certificates/issued-certificate.js";

/** What a message carries: decides what an attacker forges. */
export type MessageKind = "logon" | "text" | "html" | "xml" | "pdf-object" | "pdf-property" | "attachment";

/** A signed message on the operating table. */
export interface Scene {
  /** The whole document. */
  readonly document: string;
  /** The signed object the attacker wants to be misread: its text in the document. */
  readonly honest: string;
  /** The same object with what the attacker wants to be read; same Id. */
  readonly evil: string;
  /** What is forged, as it is written in the honest object, between two tags. */
  readonly value: string;
  /** Somebody with a certificate and key of the same CA: the attacker. */
  readonly stranger: IssuedCertificate;
}

/** One attack. A verifier must refuse what it makes, unless it is harmless. */
export interface Attack {
  /** The new text of the document. */
  change(scene: Scene): string;
  /** The honest signature still holds in a library that checks references and nothing else. */
  readonly holds?: true;
  /** Nothing false is said: a verifier may accept the outcome, if it reads from it what the honest message says. */
  readonly harmless?: true;
  /** The outcome is no well-formed XML. */
  readonly malformed?: true;
  /** Which kinds have what is attacked; default all. */
  readonly on?: readonly MessageKind[];
}

/** Those whose signed content is a property. */
export const PROPERTY_KINDS = ["logon", "text", "html", "xml", "pdf-property"] as const satisfies MessageKind[];
export const OBJECT_KINDS = ["pdf-object", "attachment"] as const satisfies MessageKind[];
