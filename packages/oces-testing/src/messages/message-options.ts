import type { KeyObject } from "node:crypto";
import type { IssuedCertificate } from "../certificates/issued-certificate.js";
import type { MessageStyle } from "./message-style.js";
import type { OpenocesNamespace } from "./openoces-namespace.js";
import type { SigningContent } from "./signing-content.js";

/** Key card: the operator's server signs. Code file: the user's own machine signs. */
export type MessageDialect = "keycard" | "codefile";

/** One signed statement: a name and a value with the two attributes it travels with. */
export interface MessageProperty {
  readonly name: string;
  /** Plain text; written base64 (of its UTF-8) when the encoding says so. Bytes are always written base64. */
  readonly value: string | Uint8Array;
  /** Default: `xml` in the key card's dialect, `base64` in the code file's. */
  readonly encoding?: "xml" | "base64";
  /** Default: not visible. */
  readonly visible?: boolean;
}

/** A document signed as an object of its own: a PDF (`signText`) or an attachment. */
export interface MessageDocument {
  /** `signText` or `attachment-<n>`. */
  readonly id: string;
  readonly mimeType: string;
  readonly bytes: Uint8Array;
  readonly originalTitle?: string;
}

/** A certificate of the message by its part in the chain, or any other in DER. */
export type MessageCertificate = "user" | "issuing" | "root" | Uint8Array;

/** What a signed message says, and where it deviates. */
export interface MessageOptions {
  readonly identity: IssuedCertificate;
  readonly properties: readonly MessageProperty[];
  /** The document of a signing; left out in a log-in. */
  readonly signing?: SigningContent;
  /** Further objects, after those of `signing`. */
  readonly documents?: readonly MessageDocument[];
  /** Default `keycard`. */
  readonly dialect?: MessageDialect;
  /** Default `2006/07`. OCES I signs one object only: `signing` must not need another. */
  readonly namespace?: OpenocesNamespace;
  /** Of the signature and of every reference; default `sha256`, `sha1` in the applet's early years. */
  readonly digest?: "sha256" | "sha1";
  /** In this order; default: issuing, user, root (key card) or user, issuing, root (code file). */
  readonly certificates?: readonly MessageCertificate[];
  /** How the document is handed over: as XML (default) or as the base64 that clients posted. */
  readonly transport?: "xml" | "base64";
  readonly style?: MessageStyle;
  readonly faults?: MessageFaults;
}

export interface MessageFaults {
  /** Signed with another key than the certificate's. */
  readonly signedWith?: KeyObject;
  /** Algorithms of the signature and the digests, over `digest`. */
  readonly digest?: "sha256" | "sha1" | "sha512";
  /** Replaces the text of the signed object before its digest is taken: oddities that are signed. */
  readonly beforeDigest?: (object: string) => string;
  /** Replaces the text of SignedInfo before it is signed: foreign algorithms, more references, transforms. */
  readonly beforeSigning?: (signedInfo: string) => string;
  /** Replaces the finished document: tampering, wrapping. */
  readonly afterSigning?: (document: string) => string;
}
