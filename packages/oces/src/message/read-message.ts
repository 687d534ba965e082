import { readSignedXml, type SignedXml, XmlError } from "@eid-gateway/xmldsig";
import type { Certificate } from "../certificate/certificate.js";
import { readCertificate } from "../certificate/read-certificate.js";
import { OcesError } from "../oces-error.js";
import { findSigner } from "./find-signer.js";
import { type Dialect, findProperty, type NemidMessage } from "./message.js";
import { OPENOCES, readProperties } from "./read-properties.js";
import { readTimeStamp } from "./read-time-stamp.js";

const ROOT = { namespace: OPENOCES, name: "signature", attributes: ["version"] };
const SIGNED_OBJECT = "ToBeSigned";
const NOT_BASE64 = /[^A-Za-z0-9+/=\s]/;

/** The key card's server and the code file's client name the signature differently, and with it what properties refer to. */
const DIALECTS: Readonly<Record<string, { readonly dialect: Dialect; readonly target: string }>> = {
  signature: { dialect: "keycard", target: "signature" },
  OpensignSignature: { dialect: "codefile", target: "#OpensignSignature" },
};

/**
 * Reads a NemID message: XML, or base64 of XML as the clients post it.
 *
 * @throws OcesError "not-a-message" when it is something else altogether, "bad-message" and others when it is a message that
 *   NemID never built; XmlError when its XML is none, or holds what signed XML must not
 */
export function readMessage(bytes: Uint8Array): NemidMessage {
  const signedXml = readXmlMessage(decodeTransport(bytes));
  const { dialect, target } = findDialect(signedXml);
  const [object] = signedXml.objects;
  if (object?.id !== SIGNED_OBJECT) throw new OcesError("bad-message", `The signed object is not ${SIGNED_OBJECT}`);
  const certificates = signedXml.certificates.map(readCertificate);
  const properties = readProperties(object.element, target);
  return {
    dialect,
    version: signedXml.rootAttributes.version ?? "",
    certificates,
    signer: findSigner(certificates),
    properties,
    ...readKnownProperties({ properties }),
    signedXml,
    signedSha256: Buffer.from(object.sha256).toString("hex"),
  };
}

/** Whether the signature was made with the key of that certificate and nothing was changed since. */
export function isIntact({ signedXml }: NemidMessage, { publicKey }: Certificate): boolean {
  return signedXml.verifyWith(publicKey);
}

function decodeTransport(bytes: Uint8Array): Uint8Array {
  const first = bytes.find((byte) => byte > 0x20);
  if (first === undefined || first === 0x3c) return bytes;
  const text = Buffer.from(bytes).toString("latin1");
  return NOT_BASE64.test(text) ? bytes : Buffer.from(text, "base64");
}

function readXmlMessage(bytes: Uint8Array): SignedXml {
  try {
    return readSignedXml(bytes, { root: ROOT });
  } catch (cause) {
    if (cause instanceof XmlError && isSomethingElse(cause, bytes)) {
      throw new OcesError("not-a-message", `Not a NemID message: ${cause.message}`, { cause });
    }
    throw cause;
  }
}

/** No XML, XML of another root, or something refused at the first look that never speaks of openoces: a web page, say. */
function isSomethingElse({ code, kind }: XmlError, bytes: Uint8Array): boolean {
  return code === "unexpected-root" || kind === "malformed" || !Buffer.from(bytes).includes(OPENOCES);
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
