import { findAttribute, readBase64, readLeaf, type XmlElement } from "@eid-gateway/xmldsig";
import { OcesError } from "../oces-error.js";
import { isPdf } from "./media-type.js";
import type { MessageProperty } from "./message.js";

const DSIG = "http://www.w3.org/2000/09/xmldsig#";
const NAME = /^[A-Za-z_]{1,128}$/; // OpenSign's rule
/** Encrypted for the operator's server alone: its bytes are not text. */
const OPAQUE = "rememberuseridtoken";
const SIGN_TEXT = "signtext";
const STYLESHEET = "stylesheetdigest";
const SHA256_BYTES = 32;

/** How the properties of a message are written. */
export interface PropertyStyle {
  readonly target: string; // what every property must name as the signature it belongs to
  readonly ofNames: readonly string[]; // the namespaces in which Name and Value may be
}

export interface SignedProperties {
  readonly properties: ReadonlyMap<string, MessageProperty>;
  /** The property `signtext`, in bytes: a PDF is no text. */
  readonly signText: SignText | undefined;
}
export interface SignText {
  readonly bytes: Uint8Array;
  readonly visible: boolean;
}

interface ReadProperty {
  readonly property: MessageProperty;
  readonly bytes: Uint8Array | undefined; // when the value was base64
}

/**
 * The properties inside a signed Object; nothing else may be in it.
 *
 * @throws OcesError "bad-message", "bad-property", "duplicate-property"
 */
export function readProperties(object: XmlElement, style: PropertyStyle): SignedProperties {
  const [list, ...more] = elementsOf(object);
  if (!list || more.length > 0 || !isNamed(list, DSIG, "SignatureProperties")) {
    throw new OcesError("bad-message", "The signed object does not hold one list of properties");
  }
  const read = elementsOf(list).map((element) => readProperty(element, style));
  const byName = new Map(read.map((one) => [one.property.name.toLowerCase(), one]));
  if (byName.size < read.length) throw new OcesError("duplicate-property", "A property stands there twice");
  const signText = byName.get(SIGN_TEXT);
  return {
    properties: new Map(read.map(({ property }) => [property.name, property])),
    signText: signText?.bytes && { bytes: signText.bytes, visible: signText.property.visible },
  };
}

function readProperty(element: XmlElement, { target, ofNames }: PropertyStyle): ReadProperty {
  if (!isNamed(element, DSIG, "SignatureProperty") || findAttribute(element, "Target") !== target) {
    throw new OcesError("bad-property", "Something else than a property of this signature");
  }
  const [name, value, ...more] = elementsOf(element);
  const namespace = ofNames.find((one) => isNamed(name, one, "Name") && isNamed(value, one, "Value"));
  if (!name || !value || namespace === undefined || more.length > 0) {
    throw new OcesError("bad-property", "A property is not a name and a value");
  }
  if (!NAME.test(readLeaf(name)))
    throw new OcesError("bad-property", "A property's name is not letters and underscores");
  return readValue(readLeaf(name), value);
}

function readValue(name: string, element: XmlElement): ReadProperty {
  const encoding = findAttribute(element, "Encoding")?.toLowerCase();
  const visible = findAttribute(element, "VisibleToSigner");
  if (encoding !== "xml" && encoding !== "base64") throw new OcesError("bad-property", "A value of unknown encoding");
  if (visible !== "yes" && visible !== "no")
    throw new OcesError("bad-property", "A value neither visible nor invisible");
  const written = readLeaf(element);
  const lowerName = name.toLowerCase();
  if (encoding === "xml" && lowerName === SIGN_TEXT) {
    throw new OcesError("bad-property", "The signed text is not base64");
  }
  const bytes = encoding === "base64" && lowerName !== OPAQUE ? decode(written) : undefined;
  const value = bytes && !staysBase64(lowerName, bytes) ? decodeText(bytes) : written;
  if (lowerName === STYLESHEET && decode(value).length !== SHA256_BYTES) {
    throw new OcesError("bad-property", "The stylesheet's digest is not SHA-256");
  }
  return { property: { name, value, encoding, visible: visible === "yes" }, bytes };
}

/** A PDF is no text. A digest is base64 by itself, and may not have been encoded once more. */
function staysBase64(lowerName: string, bytes: Uint8Array): boolean {
  if (lowerName === STYLESHEET) return bytes.length === SHA256_BYTES;
  return lowerName === SIGN_TEXT && isPdf(bytes);
}

function decode(base64: string): Uint8Array {
  if (base64.trim() === "") return new Uint8Array();
  try {
    return readBase64(base64);
  } catch (cause) {
    throw new OcesError("bad-property", "A value is not base64", { cause });
  }
}

function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new OcesError("bad-property", "A value is not UTF-8", { cause });
  }
}

function elementsOf(element: XmlElement): readonly XmlElement[] {
  if (element.text.trim() !== "") throw new OcesError("bad-message", "Text stands between the signed properties");
  return element.children;
}

function isNamed(element: XmlElement | undefined, namespace: string, name: string): element is XmlElement {
  return element?.name === name && element.namespace === namespace;
}
