/** What goes into a package: given by the caller, who has judged it. */

export type PackagedMediaType = "application/pdf" | "text/plain" | "text/html" | "text/xml" | "application/xml";

/** A document as it was signed. */
export interface PackagedDocument {
  readonly title: string;
  readonly mediaType: PackagedMediaType;
  /** The signed bytes; of text, HTML and XML they are attached as well. */
  readonly bytes: Uint8Array;
  /** As the signer saw it, where that does not follow from the bytes: the HTML that a stylesheet made of XML, or the plain source. */
  readonly shown?: { readonly mediaType: "text/html" | "text/plain"; readonly text: string };
}

/** A signature, as the front page tells of it. Never a CPR number. */
export interface PackagedSignature {
  /** What it is over: places in `documents`, counted from 0. Of a package of one document it goes without saying. */
  readonly documents?: readonly number[];
  readonly name: string;
  /** For people: "NemID key card". */
  readonly method: string;
  readonly at: Date;
  /** For whom: a company, say. */
  readonly organization?: string;
  /** Of the identity, for experts: "PID:9208-2002-2-123456789012". */
  readonly identifier?: string;
}

/** The proof of signatures: an LTV-SDO, attached as it is. */
export interface PackagedEvidence {
  /** Name of the file; made harmless, and no name is given twice. */
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly mediaType?: string; // default application/x-ltv-sdo
  /** For people. */
  readonly description?: string;
}

/** How the front page looks. */
export interface FrontPage {
  readonly language: "da" | "en";
  /** Default: "Signed documents". */
  readonly title?: string;
  /** The order's own number or name. */
  readonly reference?: string;
  readonly logo?: { readonly bytes: Uint8Array; readonly mediaType: "image/png" | "image/jpeg" };
  /** Of headings: "#1a4d80". */
  readonly colour?: string;
  /** A line at the foot of every page of the documents: "Document 1 of 2 - page 3 of 12" and this text. */
  readonly footer?: boolean | string;
  /** Whether the seal is seen on the front page, or is an invisible field. Default: it is seen. */
  readonly seal?: "visible" | "invisible";
}

export interface PackageContents {
  readonly documents: readonly PackagedDocument[];
  readonly signatures: readonly PackagedSignature[];
  readonly evidence: readonly PackagedEvidence[];
  readonly front: FrontPage;
  /** Whom the seal is of, in words. */
  readonly sealedBy: string;
}
