/** What the answer about a container has, of whatever kind: a report of its own in JSON, and the same of it for people. */
import type {
  Expectations,
  Finding,
  MessageReport,
  Answer as QuestionAnswer,
  RevocationSource,
  Trust,
} from "@eid-gateway/oces";
import type { Decision, SealReport } from "@eid-gateway/sdo";

export interface ContainerAnswer {
  readonly kind: "container";
  /** Plain data with `container` and `seal`; the decision stands in it, too. */
  readonly report: Decision & {
    readonly container: string;
    readonly seal: SealReport;
    /** Those that others made over it, in a PDF that several have signed in turn. */
    readonly others?: readonly SealReport[];
  };
  readonly answers: readonly QuestionAnswer[];
  /** The eID's signatures inside, as far as anybody vouches for them. */
  readonly signatures: readonly MessageReport[];
  readonly documents: readonly ContainerDocument[];
  /** What was found about each part of it, from the seal inwards. */
  readonly parts: readonly { readonly name: string; readonly findings: readonly Finding[] }[];
}

/** As the seal covers it; with `bytes` it can be written out. */
export interface ContainerDocument {
  readonly name: string;
  readonly mediaType: string;
  readonly sha256: string;
  readonly bytes?: Uint8Array;
}

/** Of one kind of container. @throws SdoError, XmlError when the bytes are none */
export type ContainerReader = (bytes: Uint8Array, question: ContainerQuestion) => Promise<ContainerAnswer>;

interface ContainerQuestion {
  readonly at: Date;
  readonly now: Date;
  readonly trust: Trust;
  readonly sealTrust: Trust;
  readonly revocation: RevocationSource;
  readonly expect?: Expectations;
}
