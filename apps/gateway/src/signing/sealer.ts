/** From what a sitting hands over to a sealed LTV-SDO: the document, who signed it by what proof, and what they did. */
import { EidError, type NationalId, type ValidationData } from "@eid-gateway/core";
import { judgeChain, readCertificate } from "@eid-gateway/oces";
import {
  buildLtvSdo,
  LTV_SDO_MEDIA_TYPE,
  type LtvSdoContent,
  mergeValidation,
  SdoError,
  type Validation,
} from "@eid-gateway/sdo";
import type { StoredFile, TaskEvent } from "@eid-gateway/signing";
import type { OpenedSealing } from "./open-sealing.js";

export interface Sealer {
  /** @throws EidError "unavailable" when the seal's time or certificate cannot be proven just now: then nothing is sealed */
  seal(content: SignedContent): Promise<StoredFile>;
}

interface SignedContent {
  readonly order: string;
  readonly task: string;
  readonly document: DocumentContent;
  readonly all: readonly DocumentContent[]; // what the one act signed, this document among them, in the order of the binding
  readonly signer: {
    readonly name: string;
    readonly subject: string;
    readonly country: string;
    readonly nationalId?: NationalId;
    readonly method: string;
    readonly assurance?: string;
  };
  readonly proof: Proof;
  readonly consent: { readonly statement: string; readonly language: string };
  readonly events: readonly TaskEvent[];
}
export interface DocumentContent extends StoredFile {
  readonly id: string;
  readonly title: string;
  readonly sha256: Uint8Array;
  readonly stylesheet?: string;
}
/** `sign`: the eID's own signature over the document. `authenticate`: a log-in whose challenge holds the binding. */
interface Proof {
  readonly intent: "sign" | "authenticate";
  readonly bytes: Uint8Array;
  readonly validation?: ValidationData; // what it was judged by
  readonly at: Date;
}

export function createSealer({ asksAnew, ...sealing }: OpenedSealing): Sealer {
  return {
    async seal(content) {
      try {
        const made = toLtvSdo(content);
        const validation = asksAnew ? await renewProof(made.validation, asksAnew, sealing.clock) : made.validation;
        return { mediaType: LTV_SDO_MEDIA_TYPE, bytes: await buildLtvSdo({ ...made, validation }, sealing) };
      } catch (error) {
        throw error instanceof SdoError && NOT_NOW.has(error.code) ? unavailable(error) : error;
      }
    },
  };
}

/**
 * What the signer's certificate was accepted by, and a word of its CA for this very moment: who types a number, or signs several
 * documents, does so for longer than some answers hold. A signer of another PKI than the seal's is left as they were judged.
 *
 * @throws SdoError "unproven" for a certificate that cannot be shown to be good any more
 */
async function renewProof(
  known: ValidationData,
  { trust, revocation }: Validation,
  clock: { now(): Date },
): Promise<ValidationData> {
  const [signer, ...untrusted] = known.certificates.map(readCertificate);
  if (!signer) return known;
  const report = await judgeChain({ certificate: signer, untrusted, at: clock.now(), trust, revocation });
  if (!report.anchor) return known;
  if (report.outcome === "valid") return mergeValidation(known, report.validation);
  throw new SdoError("unproven", "The signer's certificate cannot be shown to be good any more");
}

/** What another try may mend: somebody else did not answer, or not as they should. */
const NOT_NOW = new Set(["timestamp-unavailable", "timestamp-refused", "bad-timestamp", "unproven"]);

function unavailable(cause: SdoError): EidError {
  return new EidError("signing:sealunavailable", "unavailable", `no seal is to be had now: ${cause.message}`, {
    cause,
  });
}

function toLtvSdo({ order, task, document, all, signer, proof, consent, events }: SignedContent): LtvSdoContent {
  const { bytes: message, intent, validation = NOTHING } = proof;
  return {
    order,
    task,
    documents: all.map((each) => (each.id === document.id ? original(each) : bound(each))),
    signer: describeSigner(signer),
    proof: intent === "sign" ? { kind: "native", message, document: document.id } : { kind: "authentication", message },
    consent: { text: consent.statement, language: consent.language },
    events: events.map(({ at, ...event }) => ({ ...event, time: at })),
    validation,
  };
}
const NOTHING: ValidationData = { certificates: [], crls: [], ocsps: [] };

function original({ id, mediaType, title, bytes, stylesheet }: DocumentContent): LtvSdoContent["documents"][number] {
  const shownBy = stylesheet === undefined ? {} : { stylesheet: new TextEncoder().encode(stylesheet) };
  return { id, mediaType, ...(title && { description: title }), bytes, ...shownBy };
}

function bound({ id, mediaType, sha256 }: DocumentContent): LtvSdoContent["documents"][number] {
  return { id, mediaType, sha256 };
}

function describeSigner(signer: SignedContent["signer"]): LtvSdoContent["signer"] {
  const { name, subject: uniqueId, country: nationality, nationalId, method, assurance } = signer;
  const known = {
    ...(nationalId && { nationalId: nationalId.reveal() }),
    ...(assurance && { assuranceLevel: assurance }),
  };
  return { name, uniqueId, nationality, method, ...known };
}
