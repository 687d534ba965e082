import { elementsOf, expectAttributes, expectName } from "./signed-info.js";
import { readBase64 } from "./strict-base64.js";
import { readLeaf, type XmlElement } from "./xml-element.js";
import { XmlError } from "./xml-error.js";

const MAX_CERTIFICATES = 10;

/** The certificates of a KeyInfo as DER, in document order. It may hold nothing else. @throws XmlError */
export function readKeyInfo(keyInfo: XmlElement): readonly Uint8Array[] {
  expectAttributes(keyInfo, []);
  const certificates = elementsOf(keyInfo).flatMap(readX509Data);
  if (certificates.length === 0) throw new XmlError("missing-element", "KeyInfo holds no certificate");
  if (certificates.length > MAX_CERTIFICATES) {
    throw new XmlError("too-many-certificates", `KeyInfo holds more than ${MAX_CERTIFICATES} certificates`);
  }
  return certificates;
}

function readX509Data(data: XmlElement): readonly Uint8Array[] {
  expectName(data, "X509Data");
  expectAttributes(data, []);
  return elementsOf(data).map((certificate) => {
    expectName(certificate, "X509Certificate");
    expectAttributes(certificate, []);
    return readBase64(readLeaf(certificate));
  });
}
