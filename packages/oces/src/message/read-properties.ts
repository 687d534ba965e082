import { findAttribute, readBase64, readLeaf, type XmlElement } from "@eid-gateway/xmldsig";
import { OcesError } from "../oces-error.js";
import type { MessageProperty } from "./message.js";

export const OPENOCES = "http://www.openoces.org/2006/07/signature#";
const DSIG = "http://www.w3.org/2000/09/xmldsig#";
const NAME = /^[A-Za-z_]{1,128}$/; // OpenSign's rule
/** Encrypted for the operator's server alone: its bytes are not text. */
const OPAQUE = "rememberuseridtoken";

/**
 * The properties inside a signed Object; nothing else may be in it.
 *
 * @param target what every property must name as the signature it belongs to
 * @throws OcesError "bad-message", "bad-property", "duplicate-property"
 */
export function readProperties(object: XmlElement, target: string): ReadonlyMap<string, MessageProperty> {
  const [list, ...more] = elementsOf(object);
  if (!list || more.length > 0 || !isNamed(list, DSIG, "SignatureProperties")) {
    throw new OcesError("bad-message", "The signed object does not hold one list of properties");
  }
  const properties = elementsOf(list).map((element) => readProperty(element, target));
  const names = new Set(properties.map(({ name }) => name.toLowerCase()));
  if (names.size < properties.length) throw new OcesError("duplicate-property", "A property stands there twice");
  return new Map(properties.map((property) => [property.name, property]));
}

function readProperty(element: XmlElement, target: string): MessageProperty {
  if (!isNamed(element, DSIG, "SignatureProperty") || findAttribute(element, "Target") !== target) {
    throw new OcesError("bad-property", "Something else than a property of this signature");
  }
  const [name, value, ...more] = elementsOf(element);
  if (!isNamed(name, OPENOCES, "Name") || !isNamed(value, OPENOCES, "Value") || more.length > 0) {
    throw new OcesError("bad-property", "A property is not a name and a value");
  }
  if (!NAME.test(readLeaf(name)))
    throw new OcesError("bad-property", "A property's name is not letters and underscores");
  return readValue(readLeaf(name), value);
}

function readValue(name: string, element: XmlElement): MessageProperty {
  const encoding = findAttribute(element, "Encoding")?.toLowerCase();
  const visible = findAttribute(element, "VisibleToSigner");
  if (encoding !== "xml" && encoding !== "base64") throw new OcesError("bad-property", "A value of unknown encoding");
  if (visible !== "yes" && visible !== "no")
    throw new OcesError("bad-property", "A value neither visible nor invisible");
  const text = readLeaf(element);
  const isText = encoding === "base64" && name.toLowerCase() !== OPAQUE;
  return { name, value: isText ? decode(text) : text, encoding, visible: visible === "yes" };
}

function decode(base64: string): string {
  if (base64.trim() === "") return "";
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(readBase64(base64));
  } catch (cause) {
    throw new OcesError("bad-property", "A value is not base64 of UTF-8", { cause });
  }
}

function elementsOf(element: XmlElement): readonly XmlElement[] {
  if (element.text.trim() !== "") throw new OcesError("bad-message", "Text stands between the signed properties");
  return element.children;
}

function isNamed(element: XmlElement | undefined, namespace: string, name: string): element is XmlElement {
  return element?.name === name && element.namespace === namespace;
}
