import {
  type IssuedCertificate,
  type MessageDocument,
  type MessageFaults,
  type MessageProperty,
  type MessageStyle,
  signMessage,
} from "@eid-gateway/oces-testing";
import type { Statement } from "../keycard/response-properties.js";
import { type Draw, drawFrom } from "../state/seeded-draw.js";
import { respellTimestamp, TIMESTAMP_SPELLINGS, type TimestampSpelling } from "./respell-timestamp.js";

/** Where the user's certificate stands among those of the message, the root left out or not. */
const CERTIFICATE_ORDERS = ["issuing-user-root", "user-issuing-root", "root-issuing-user"] as const;

/** Longest a message is held back. */
const LONGEST_MS = 250;

/** How one message is written, of the ways in which real ones differ. */
export interface Manner {
  readonly certificates: (typeof CERTIFICATE_ORDERS)[number];
  readonly withRoot: boolean;
  readonly timestampEncoding: "xml" | "base64";
  readonly timestampSpelling: TimestampSpelling;
  readonly assuranceLevel: "1" | "2" | undefined;
  /** How signed base64 of values is wrapped is left alone: in real log-ins it never is. */
  readonly style: Required<Omit<MessageStyle, "documentColumns" | "valueColumns">>;
  readonly latencyMs: number;
  /** Of signings no sample is public, so these are the ways that verifiers may have to expect. */
  readonly documentColumns: number; // of base64 lines; 0 for one long line
  readonly signText: "first" | "after-issuer";
  readonly pdfAs: "object" | "property" | "both";
}

/** The manner of a message: the same for the same seed and number, whatever the message says. */
export function drawManner(seed: string, number: number): Manner {
  const draw: Draw = drawFrom(seed, "as it really was", number);
  return {
    certificates: draw.pick(CERTIFICATE_ORDERS),
    withRoot: draw.pick([true, true, false]),
    timestampEncoding: draw.pick(["xml", "base64"]),
    timestampSpelling: draw.pick(TIMESTAMP_SPELLINGS),
    assuranceLevel: draw.pick(["2", "2", "1", undefined]),
    style: {
      lineEnd: draw.pick(["\n", "\r\n"]),
      base64Columns: draw.pick([76, 64, 0]),
      attributeOrder: draw.pick(["canonical", "reversed"]),
      encodingCase: draw.pick(["lower", "lower", "upper", "capital"]),
    },
    latencyMs: draw.below(LONGEST_MS + 1),
    // Drawn last: what a seed has always meant for log-ins stays.
    documentColumns: draw.pick([76, 64, 0]),
    signText: draw.pick(["first", "after-issuer"]),
    pdfAs: draw.pick(["object", "property", "both"]),
  };
}

/** Where the document of a signing stands. */
export function placeInManner(honest: Statement, { pdfAs }: Manner): Statement {
  return honest.document ? { ...honest, document: { ...honest.document, pdfAs } } : honest;
}

/** What a message states, told in the manner: the same time in other letters, and how sure of the user the operator is. */
function tellInManner(properties: readonly MessageProperty[], manner: Manner): MessageProperty[] {
  const { timestampEncoding, timestampSpelling, assuranceLevel } = manner;
  return inMannersOrder(properties, manner).flatMap((property) => {
    if (property.name === "identityAssuranceLevel")
      return assuranceLevel === undefined ? [] : [{ ...property, value: assuranceLevel }];
    if (property.name !== "TimeStamp") return [property];
    const sent = Buffer.from(property.value).toString("utf8");
    return [{ ...property, value: respellTimestamp(sent, timestampSpelling), encoding: timestampEncoding }];
  });
}

function inMannersOrder(properties: readonly MessageProperty[], { signText }: Manner): readonly MessageProperty[] {
  const [first, issuer, ...others] = properties;
  if (signText === "first" || first?.name !== "signtext" || !issuer) return properties;
  return [issuer, first, ...others];
}

/** Signs as the key card's server did. */
export function signInManner(
  identity: IssuedCertificate,
  said: { readonly properties: readonly MessageProperty[]; readonly documents: readonly MessageDocument[] },
  manner: Manner,
  faults: MessageFaults = {},
): Uint8Array {
  const certificates = certificatesInManner(identity, manner);
  const properties = tellInManner(said.properties, manner);
  const style = { ...manner.style, documentColumns: manner.documentColumns };
  return signMessage({ identity, properties, documents: said.documents, certificates, style, faults });
}

function certificatesInManner(
  { certificate, chain }: IssuedCertificate,
  { certificates, withRoot }: Manner,
): Uint8Array[] {
  const [issuing, root] = chain;
  const places = { user: certificate, issuing, root: withRoot ? root : undefined };
  const ordered = certificates.split("-").map((place) => places[place as keyof typeof places]);
  return ordered.filter((der) => der !== undefined);
}
