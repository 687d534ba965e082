import { readSignedXml, type SignedXml, XmlError } from "@eid-gateway/xmldsig";
import type { Certificate } from "../certificate/certificate.js";
import { readCertificate } from "../certificate/read-certificate.js";
import { OcesError } from "../oces-error.js";
import { decodeTransport } from "./decode-transport.js";
import { findSigner } from "./find-signer.js";
import { type Dialect, findProperty, type NemidMessage } from "./message.js";
import { MARK, VOCABULARIES } from "./namespace.js";
import { readDocuments } from "./read-documents.js";
import { readProperties } from "./read-properties.js";
import { readTimeStamp } from "./read-time-stamp.js";

const ROOT = { namespace: Object.keys(VOCABULARIES), name: "signature", attributes: ["version"] };
const SIGNED_OBJECT = "ToBeSigned";
/** The properties, the document and thirty attachments. */
const MAX_OBJECTS = 32;

/** The key card's server and the code file's client name the signature differently, and with it what properties refer to. */
const DIALECTS: Readonly<Record<string, { readonly dialect: Dialect; readonly target: string }>> = {
  signature: { dialect: "keycard", target: "signature" },
  OpensignSignature: { dialect: "codefile", target: "#OpensignSignature" },
};

export interface ReadMessageOptions {
  /** Also reads what was signed with SHA-1, as OCES I did: for archives, never for what is signed today. */
  readonly allowSha1?: boolean;
}

/**
 * Reads a NemID message, a log-in or a signature: XML, or base64 of XML as the clients post it.
 *
 * @throws OcesError "not-a-message" when it is something else altogether, "weak-algorithm" for SHA-1 unless that is allowed,
 *   "bad-message" and others when it is a message that NemID never built; XmlError when its XML is none, or holds what signed XML
 *   must not
 */
export function readMessage(bytes: Uint8Array, options: ReadMessageOptions = {}): NemidMessage {
  const signedXml = readXmlMessage(decodeTransport(bytes), options.allowSha1 ?? false);
  const { namespace, ofNames, hasDocuments } = VOCABULARIES[signedXml.rootNamespace]!;
  const { dialect, target } = findDialect(signedXml);
  const [object, ...documents] = signedXml.objects;
  if (object?.id !== SIGNED_OBJECT) throw new OcesError("bad-message", `The first object is not ${SIGNED_OBJECT}`);
  if (object.element.attributes.length > 1)
    throw new OcesError("bad-message", `${SIGNED_OBJECT} has another attribute`);
  if (documents.length > 0 && !hasDocuments) throw new OcesError("bad-message", "OCES I signed exactly one object");
  const certificates = signedXml.certificates.map(readCertificate);
  const signed = readProperties(object.element, { target, ofNames });
  const { properties } = signed;
  return {
    dialect,
    namespace,
    version: signedXml.rootAttributes.version ?? "",
    certificates,
    signer: findSigner(certificates),
    properties,
    ...readKnownProperties({ properties }),
    ...readDocuments(signed, documents, dialect),
    usesSha1: signedXml.algorithm === "sha1",
    signedXml,
    signedSha256: Buffer.from(object.sha256).toString("hex"),
  };
}

/** Whether the signature was made with the key of that certificate and nothing was changed since. */
export function isIntact({ signedXml }: NemidMessage, { publicKey }: Certificate): boolean {
  return signedXml.verifyWith(publicKey);
}

function readXmlMessage(bytes: Uint8Array, allowSha1: boolean): SignedXml {
  try {
    return readSignedXml(bytes, { root: ROOT, maxObjects: MAX_OBJECTS, allowSha1 });
  } catch (cause) {
    if (!(cause instanceof XmlError)) throw cause;
    if (isSomethingElse(cause, bytes)) {
      throw new OcesError("not-a-message", `Not a NemID message: ${cause.message}`, { cause });
    }
    if (cause.code !== "weak-algorithm") throw cause;
    throw new OcesError("weak-algorithm", "It was signed with SHA-1, which only `allowSha1` accepts", { cause });
  }
}

/** No XML, XML of another root, or something refused at the first look that never speaks of openoces: a web page, say. */
function isSomethingElse({ code, kind }: XmlError, bytes: Uint8Array): boolean {
  return (
    code === "unexpected-root" ||
    kind === "malformed" ||
    !Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(MARK)
  );
}

function findDialect({ signatureId }: SignedXml) {
  const known = signatureId !== undefined && Object.hasOwn(DIALECTS, signatureId) ? DIALECTS[signatureId] : undefined;
  if (!known) throw new OcesError("bad-message", "The Signature's Id is of neither client");
  return known;
}

function readKnownProperties(message: Pick<NemidMessage, "properties">) {
  const [requestIssuer, logonTo] = ["RequestIssuer", "logonto"].map((name) => findProperty(message, name));
  if (requestIssuer !== undefined && logonTo !== undefined) {
    throw new OcesError("bad-message", "The message names its service provider twice");
  }
  const timeStamp = findProperty(message, "TimeStamp");
  return {
    action: findProperty(message, "action"),
    challenge: findProperty(message, "challenge"),
    timeStamp: timeStamp === undefined ? undefined : readTimeStamp(timeStamp),
    requestIssuer: requestIssuer ?? logonTo,
  };
}
