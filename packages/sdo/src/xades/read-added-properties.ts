/** What was added to a seal: time-stamps, each with what it must be over, and what to verify it all with. */
import type { ValidationData } from "@eid-gateway/oces";
import type { CoveredPart, XmlElement } from "@eid-gateway/xmldsig";
import { digestBy } from "../digest.js";
import { readTimestampToken } from "../timestamp/read-timestamp-token.js";
import { expectReadable, mergeValidation } from "../validation.js";
import { archiveImprint } from "./archive-imprint.js";
import { Vocabulary } from "./elements.js";
import { DSIG, XADES, XADES_141 } from "./names.js";
import type { SealParts } from "./read-seal-parts.js";
import type { Seal, SealTimestamp } from "./seal.js";

/** Each is read and judged; a hundred years of renewals are fewer. */
const MAX_PROPERTIES = 64;
const NOTHING: ValidationData = { certificates: [], crls: [], ocsps: [] };

const xades = new Vocabulary(XADES, "bad-xades");

/** @throws SdoError "bad-xades" for a property that is none of these, or at a place where it says nothing */
export function readAddedProperties(
  parts: SealParts,
  covered: readonly CoveredPart[],
): Pick<Seal, "timestamps" | "validation"> {
  const { added } = parts;
  if (added.length > MAX_PROPERTIES) throw xades.refusal(`More than ${MAX_PROPERTIES} properties were added`);
  const imprint = archiveImprint(parts, covered);
  const read = added.map(({ element }, index) => {
    const { name, namespace } = element;
    if (namespace === XADES && name === "SignatureTimeStamp" && index === 0)
      return readTimestamp(element, "signature", (method) => digestBy(parts.signatureValue.canonical(method)));
    if (namespace === XADES_141 && name === "ArchiveTimeStamp" && index > 0)
      return readTimestamp(element, "archive", (method) => imprint(added.slice(0, index), method));
    return readValidation(element);
  });
  return {
    timestamps: read.filter(isTimestamp),
    validation: expectReadable(mergeValidation(...read.flatMap((one) => (isTimestamp(one) ? [] : [one])))),
  };
}

function isTimestamp(property: SealTimestamp | ValidationData): property is SealTimestamp {
  return "token" in property;
}

function readTimestamp(
  element: XmlElement,
  kind: SealTimestamp["kind"],
  imprint: (method: XmlElement | undefined) => SealTimestamp["digest"],
): SealTimestamp {
  const inside = xades.inside(element, ["Id"]);
  const method = xades.is(inside[0], "CanonicalizationMethod", DSIG) ? inside[0] : undefined;
  const [token, ...more] = method ? inside.slice(1) : inside;
  if (more.length > 0) throw xades.refusal("A time-stamp property holds more than one token");
  const der = xades.bytes(token, "EncapsulatedTimeStamp", ["Id", "Encoding"]);
  return { kind, der, token: readTimestampToken(der), digest: (hash) => imprint(method)(hash) };
}

function readValidation(element: XmlElement): ValidationData {
  if (element.namespace === XADES_141 && element.name === "TimeStampValidationData")
    return mergeValidation(...xades.inside(element, ["Id", "URI"]).map(readValues));
  return readValues(element);
}

function readValues(element: XmlElement): ValidationData {
  if (xades.is(element, "CertificateValues"))
    return { ...NOTHING, certificates: readAll(element, "EncapsulatedX509Certificate") };
  const lists = xades.inside(xades.expect(element, "RevocationValues"), ["Id"]);
  return mergeValidation(
    ...lists.map((list) => {
      if (xades.is(list, "CRLValues")) return { ...NOTHING, crls: readAll(list, "EncapsulatedCRLValue") };
      return { ...NOTHING, ocsps: readAll(xades.expect(list, "OCSPValues"), "EncapsulatedOCSPValue") };
    }),
  );
}

function readAll(element: XmlElement, name: string): readonly Uint8Array[] {
  return xades.inside(element, ["Id"]).map((one) => xades.bytes(one, name, ["Id", "Encoding"]));
}
