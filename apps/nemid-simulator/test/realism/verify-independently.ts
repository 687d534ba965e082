import { X509Certificate } from "node:crypto";
import { DOMParser } from "@xmldom/xmldom";
import { SignedXml } from "xml-crypto";

/** Does the signature hold under this certificate, says a library that knows nothing of NemID? Throws where the library does. */
export function signatureHolds(xml: string, certificate: X509Certificate): boolean {
  const signature = new DOMParser().parseFromString(xml, "text/xml").getElementsByTagName("ds:Signature")[0];
  const verifier = new SignedXml({ publicCert: certificate.toString(), getCertFromKeyInfo: () => null });
  verifier.loadSignature(String(signature));
  return verifier.checkSignature(xml);
}

/** The certificates in the order they come. */
export function certificatesIn(xml: string): X509Certificate[] {
  const found = [...xml.matchAll(/<ds:X509Certificate>([^<]*)</g)];
  return found.map(([, der = ""]) => new X509Certificate(Buffer.from(der, "base64")));
}

/** What the message states, by name, with the encoding as it is spelled; read by a parser, so in any order of attributes. */
export function statementsIn(xml: string): Map<string, { readonly value: string; readonly encoding: string }> {
  const properties = new DOMParser().parseFromString(xml, "text/xml").getElementsByTagName("ds:SignatureProperty");
  return new Map(
    [...properties].map((property) => {
      const [name, value] = ["Name", "Value"].map((part) => property.getElementsByTagName(`openoces:${part}`)[0]!);
      const encoding = value!.getAttribute("Encoding") ?? "";
      const text = value!.textContent ?? "";
      const isBase64 = encoding.toLowerCase() === "base64";
      return [
        name!.textContent ?? "",
        { encoding, value: isBase64 ? Buffer.from(text, "base64").toString("utf8") : text },
      ];
    }),
  );
}
