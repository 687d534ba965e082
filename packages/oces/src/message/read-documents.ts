/** Which document a message is a signature over, if any. What its parts say about that must not contradict. */
import type { SignedObject } from "@eid-gateway/xmldsig";
import { OcesError } from "../oces-error.js";
import { readMediaType } from "./media-type.js";
import { type Dialect, findProperty, isLoginAction } from "./message.js";
import { describeBytes, readDocumentObject } from "./read-document-object.js";
import type { SignedProperties, SignText } from "./read-properties.js";
import type { SignedAttachment, SignedDocumentPart, SignedDocuments } from "./signed-document.js";

/**
 * @param objects those beside the properties, in document order; attachments come in the order in which they were signed
 * @throws OcesError "contradiction", "bad-document"
 */
export function readDocuments(
  { properties, signText }: SignedProperties,
  objects: readonly SignedObject[],
  dialect: Dialect,
): SignedDocuments {
  const digest = findProperty({ properties }, "stylesheetDigest");
  const stylesheetDigest = digest?.replace(/[ \t\r\n]+/g, ""); // compared literally, and may have been written in lines
  const isLogin = isLoginAction(findProperty({ properties }, "action"));
  const read = objects.map((object, index) => ({ position: object.position, part: readDocumentObject(object, index) }));
  const bySignedOrder = read.sort((a, b) => a.position - b.position).map(({ part }) => part);
  const attachments = bySignedOrder.filter((one): one is SignedAttachment => !("from" in one));
  const inProperty =
    signText && !(isLogin && isGenerated(signText, dialect)) ? readSignText(signText, stylesheetDigest) : undefined;
  const inObject = bySignedOrder.find((one): one is SignedDocumentPart => "from" in one);
  const document = inProperty && inObject ? readBoth(inProperty, inObject) : (inProperty ?? inObject);
  refuseIf(isLogin && (document !== undefined || stylesheetDigest !== undefined), "A log-in holds a document");
  refuseIf(!document && attachments.length > 0, "Attachments without a document");
  refuseIf(!document && stylesheetDigest !== undefined, "A stylesheet without a document");
  refuseIf(document?.mediaType === "application/pdf" && stylesheetDigest !== undefined, "A stylesheet for a PDF");
  refuseIf(document?.from === "object" && stylesheetDigest !== undefined, "A stylesheet for an object");
  return { document, stylesheetDigest, attachments };
}

/** The code file's applet logged in by signing a line that it made up and did not show. */
function isGenerated({ visible }: SignText, dialect: Dialect): boolean {
  return dialect === "codefile" && !visible;
}

function readSignText({ bytes, visible }: SignText, stylesheetDigest: string | undefined): SignedDocumentPart {
  return { mediaType: readMediaType(bytes, stylesheetDigest), ...describeBytes(bytes), from: "property", visible };
}

/** A PDF may stand in both places. The object states type and title, the property whether it was shown. */
function readBoth(property: SignedDocumentPart, object: SignedDocumentPart): SignedDocumentPart {
  const isOnePdf = [property, object].every(({ mediaType }) => mediaType === "application/pdf");
  refuseIf(!isOnePdf || property.sha256 !== object.sha256, "Two documents claim to be what was signed");
  return { ...object, from: "both", visible: property.visible };
}

function refuseIf(isContradiction: boolean, message: string): void {
  if (isContradiction) throw new OcesError("contradiction", message);
}
