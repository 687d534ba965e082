/** A sealed PDF as it was read: what is in it and what its signatures cover, nothing of it believed. */
import type { ValidationData } from "@eid-gateway/oces";
import type { Hash } from "../../cms/object-identifiers.js";
import type { SignedData } from "../../cms/signed-data.js";
import type { PdfFile } from "../../pdf/file/pdf-file.js";
import type { TimestampToken } from "../../timestamp/timestamp-token.js";
import type { Permission } from "./find-permission.js";

export interface Pades {
  /** As its newest revision has it. */
  readonly file: PdfFile;
  /** In the order of what they cover. */
  readonly signatures: readonly PadesSignature[];
  /** What is archived in it to verify it with: the document security store of the newest revision. */
  readonly validation: ValidationData;
}

export interface PadesSignature {
  /** Of a seal or another signature by its own word; `timestamp` over the document. */
  readonly kind: "signature" | "timestamp";
  readonly field: string;
  /** Whether its field is seen on a page. */
  readonly isSeen: boolean;
  /** Whether its signer lets others sign in a field of that name later; undefined: it cannot be told here. */
  readonly permits: Permission;
  /** The number of its signature dictionary. */
  readonly object: number;
  /** By its own word (M). */
  readonly claimedTime: Date | undefined;
  /** Why ByteRange does not say exactly: everything but the signature itself. */
  readonly rangeProblem: string | undefined;
  /** The file as it was signed, when the range is good; or why that is no file. */
  readonly signed: PdfFile | { readonly problem: string } | undefined;
  /** Of what is covered by ByteRange, as it stands there. */
  digest(hash: Hash): Uint8Array;
  /** The whole value of Contents, filling and all. */
  readonly contents: Uint8Array;
  /** What Contents holds; or why it cannot be read. */
  readonly value: SignatureValue | { readonly problem: string };
}

export type SignatureValue =
  | {
      readonly cms: SignedData;
      /** Its kind demands the attribute that says for which certificate it was made. */
      readonly namesCertificate: boolean;
      readonly timestamps: readonly TimestampToken[];
      readonly tokens: readonly Uint8Array[];
    }
  | { readonly token: TimestampToken; readonly der: Uint8Array };
