import type { IssuedCertificate } from "@eid-gateway/oces-testing";
import { DOMParser } from "@xmldom/xmldom";
import { SignedXml } from "xml-crypto";

/** Does the signature of this Id hold, says a library that knows nothing of NemID? Throws where the library does. */
export function signatureHolds(message: Uint8Array, signer: IssuedCertificate, signatureId = "signature"): boolean {
  const xml = Buffer.from(message).toString("utf8");
  const signatures = new DOMParser().parseFromString(xml, "text/xml").getElementsByTagName("ds:Signature");
  const signature = [...signatures].find((element) => element.getAttribute("Id") === signatureId);
  const verifier = new SignedXml({ publicCert: signer.pem, getCertFromKeyInfo: () => null });
  verifier.loadSignature(String(signature));
  return verifier.checkSignature(xml);
}
