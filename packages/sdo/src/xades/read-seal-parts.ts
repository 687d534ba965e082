import { findAttribute, type PlacedElement, readElements, type XmlElement } from "@eid-gateway/xmldsig";
import { SdoError } from "../sdo-error.js";
import { DSIG, SIGNED_PROPERTIES_TYPE, XADES } from "./names.js";

/** The parts of a seal that its references do not tell of. */
export interface SealParts {
  readonly signedInfo: PlacedElement;
  readonly signatureValue: PlacedElement;
  readonly keyInfo: PlacedElement;
  /** As SignedInfo has them. */
  readonly references: readonly SealReference[];
  readonly signedPropertiesPath: string;
  /** Unsigned signature properties, in document order. */
  readonly added: readonly PlacedElement[];
}
export interface SealReference {
  readonly id: string | undefined;
  readonly isToProperties: boolean;
}

/** @throws SdoError "bad-xades" when anything else stands in the seal, or something of it is missing */
export function readSealParts(bytes: Uint8Array, path: string): SealParts {
  const object = `${path}/Object[1]`;
  const qualifying = `${object}/QualifyingProperties[1]`;
  const unsigned = `${qualifying}/UnsignedProperties[1]`;
  const list = `${unsigned}/UnsignedSignatureProperties[1]`;
  const wanted = ["SignedInfo[1]", "SignatureValue[1]", "KeyInfo[1]"].map((name) => `${path}/${name}`);
  const signedPropertiesPath = `${qualifying}/SignedProperties[1]`;
  const skeleton = [path, object, qualifying, unsigned, list];
  const found = readElements(bytes, (at) => {
    if (wanted.includes(at) || at === signedPropertiesPath || isChild(at, list)) return true;
    if (at.startsWith(`${path}/`) && !skeleton.includes(at)) throw strange();
    return false;
  });
  const [signedInfo, signatureValue, keyInfo, signed, ...added] = found;
  if (!signedInfo || !signatureValue || !keyInfo || signed?.path !== signedPropertiesPath) throw strange();
  if (signed.element.namespace !== XADES) throw strange();
  const references = signedInfo.element.children.filter(({ name }) => name === "Reference").map(readReference);
  return { signedInfo, signatureValue, keyInfo, references, signedPropertiesPath, added };
}

function readReference(reference: XmlElement): SealReference {
  if (reference.namespace !== DSIG) throw strange();
  return {
    id: findAttribute(reference, "Id"),
    isToProperties: findAttribute(reference, "Type") === SIGNED_PROPERTIES_TYPE,
  };
}

function isChild(path: string, of: string): boolean {
  return path.startsWith(`${of}/`) && !path.slice(of.length + 1).includes("/");
}

function strange(): SdoError {
  return new SdoError("bad-xades", "The seal is not built of the parts that a seal is built of");
}
