import { createHash, sign } from "node:crypto";
import { nameOf } from "../certificates/authority.js";
import {
  type Der,
  integer,
  integerOfHex,
  nothing,
  objectIdentifier,
  octetString,
  sequence,
  set,
  tagged,
} from "../certificates/der.js";
import type { IssuedCertificate } from "../certificates/issued-certificate.js";
import type { TimestampFault } from "./timestamp-options.js";

const SIGNED_DATA = "1.2.840.113549.1.7.2";
const DATA = "1.2.840.113549.1.7.1";
const TST_INFO = "1.2.840.113549.1.9.16.1.4";
const CONTENT_TYPE = "1.2.840.113549.1.9.3";
const MESSAGE_DIGEST = "1.2.840.113549.1.9.4";
const SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47";
const RSA = "1.2.840.113549.1.1.1";
const SHA256 = "2.16.840.1.101.3.4.2.1";

/** A TimeStampToken (RFC 3161 section 2.4.2, RFC 5816): CMS SignedData around the statement. */
export function writeTimestampToken(
  statement: Der,
  given: { readonly tsa: IssuedCertificate; readonly withCertificate: boolean; readonly fault?: TimestampFault },
): Der {
  const { tsa, withCertificate, fault } = given;
  const contentType = objectIdentifier(fault === "other-content-type" ? DATA : TST_INFO);
  const certificates = withCertificate ? [tagged(0, ...sorted([tsa.certificate, ...tsa.chain]))] : [];
  const signedData = sequence(
    integer(fault === "other-content-type" ? 1 : 3),
    set(sequence(objectIdentifier(SHA256))),
    sequence(contentType, tagged(0, octetString(statement))),
    ...certificates,
    set(signerInfo(statement, contentType, tsa, fault)),
  );
  return sequence(objectIdentifier(SIGNED_DATA), tagged(0, signedData));
}

function signerInfo(statement: Der, contentType: Der, tsa: IssuedCertificate, fault: TimestampFault | undefined): Der {
  const attributes = sorted([
    attribute(CONTENT_TYPE, contentType),
    attribute(MESSAGE_DIGEST, octetString(sha256(statement))),
    ...(fault === "without-signing-certificate" ? [] : [signingCertificate(tsa, fault)]),
  ]);
  const signature = sign("sha256", set(...attributes), tsa.privateKey);
  if (fault === "damaged-signature") signature[9]! ^= 1;
  return sequence(
    integer(1),
    sequence(nameOf(tsa.issuer), integerOfHex(tsa.serial)),
    sequence(objectIdentifier(SHA256)),
    tagged(0, ...attributes),
    sequence(objectIdentifier(RSA), nothing()),
    octetString(signature),
  );
}

/** ESSCertIDv2 with the default hash; the optional issuer and serial number left out. */
function signingCertificate(tsa: IssuedCertificate, fault: TimestampFault | undefined): Der {
  const meant = fault === "other-signing-certificate" ? tsa.issuer.certificate : tsa.certificate;
  return attribute(SIGNING_CERTIFICATE_V2, sequence(sequence(sequence(octetString(sha256(meant))))));
}

const attribute = (type: string, value: Der): Der => sequence(objectIdentifier(type), set(value));

const sha256 = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();

/** The order of a SET OF in DER. */
const sorted = (parts: readonly Der[]): Der[] => [...parts].sort(Buffer.compare);
