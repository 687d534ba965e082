import { createHash, verify, X509Certificate } from "node:crypto";

export interface ReadResponse {
  readonly properties: readonly (readonly [name: string, value: string, encoding: string, visible: string])[];
  readonly certificates: readonly X509Certificate[];
  readonly isSigned: boolean; // by the user's certificate, over exactly the one object
}

/** Reads a response as text, as its canonical form is the text itself. @param user which certificate is the user's: the second of the key card's dialect, the first of the code file's */
export function readResponse(xml: string, user: 0 | 1 = 1): ReadResponse {
  const object = /<ds:Object .*<\/ds:Object>/s.exec(xml)![0];
  const signedInfo = /<ds:SignedInfo .*<\/ds:SignedInfo>/s.exec(xml)![0];
  const digest = /<ds:DigestValue>([^<]*)</.exec(signedInfo)![1]!;
  const value = Buffer.from(/<ds:SignatureValue>([^<]*)</.exec(xml)![1]!, "base64");
  const certificates = [...xml.matchAll(/<ds:X509Certificate>([^<]*)</g)].map(
    ([, der]) => new X509Certificate(Buffer.from(der!, "base64")),
  );
  const isDigest = createHash("sha256").update(object).digest("base64") === digest;
  const isSigned = isDigest && verify("sha256", Buffer.from(signedInfo), certificates[user]!.publicKey, value);
  return { properties: readProperties(object), certificates, isSigned };
}

function readProperties(object: string): ReadResponse["properties"] {
  const property =
    /<openoces:Name>(.*?)<\/openoces:Name><openoces:Value Encoding="(.*?)" VisibleToSigner="(.*?)">(.*?)<\/openoces:Value>/gs;
  return [...object.matchAll(property)].map(([, name, encoding, visible, value]) => [
    name!,
    value!,
    encoding!,
    visible!,
  ]);
}
