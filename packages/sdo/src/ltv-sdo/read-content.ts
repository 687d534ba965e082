/** An LTV-SDO's content from the element that the seal is over: strict, in the one order in which it is written. */
import type { XmlElement } from "@eid-gateway/xmldsig";
import { sha256 } from "../digest.js";
import { readTime, Vocabulary } from "../xades/elements.js";
import type { LtvDocument, LtvEvent, LtvSdoContent, SignatureProof, SignerDescription } from "./content.js";
import { LTV_SDO, ROOT_ID, VERSION } from "./names.js";
import { POLICIES, policyDigest } from "./policy.js";

const ltv = new Vocabulary(LTV_SDO, "bad-ltv-sdo");

/** @throws SdoError "bad-ltv-sdo", XmlError for base64 that is none */
export function readContent(root: XmlElement): LtvSdoContent {
  const { version, Id } = ltv.attributes(ltv.expect(root, "LtvSdo"), ["version", "Id"]);
  if (version !== VERSION || Id !== ROOT_ID) throw ltv.refusal("It is of another version than 1.0");
  const [policy, order, ...rest] = ltv.inside(root, ["version", "Id"]);
  const count = rest.findIndex((one) => ltv.is(one, "SignerDescription"));
  const documents = rest.slice(0, Math.max(count, 0)).map(readDocument);
  const [signer, proofElement, consent, events, validation, ...more] = rest.slice(documents.length);
  if (more.length > 0) throw ltv.refusal("It holds more than it may");
  const proof = readProof(proofElement);
  expectPolicy(policy, proof);
  expectDocuments(documents, proof);
  return {
    ...readOrder(order),
    documents,
    signer: readSigner(signer),
    proof,
    consent: readConsent(consent),
    events: ltv.inside(ltv.expect(events, "EventLog")).map(readEvent),
    validation: readValidation(validation),
  };
}

function expectPolicy(element: XmlElement | undefined, { kind }: SignatureProof): void {
  const [id, digest, ...more] = ltv.inside(ltv.expect(element, "Policy"));
  const policy = POLICIES[kind];
  const isKnown = ltv.text(id, "PolicyId") === policy.id;
  if (more.length > 0 || !isKnown || !Buffer.from(ltv.bytes(digest, "PolicySha256")).equals(policyDigest(policy)))
    throw ltv.refusal("It was packaged by another policy than that of its kind of proof");
}

function expectDocuments(documents: readonly LtvDocument[], proof: SignatureProof): void {
  if (!documents.some((document) => "bytes" in document)) throw ltv.refusal("It holds no document");
  const isThere = (id: string) => documents.some((one) => one.id === id && "bytes" in one);
  if (proof.kind === "native" && !isThere(proof.document))
    throw ltv.refusal("What was signed is not among the documents");
}

function readOrder(element: XmlElement | undefined) {
  const [order, task, ...more] = ltv.inside(ltv.expect(element, "Order"));
  if (more.length > 0) throw ltv.refusal("An order has more than two ids");
  return { order: ltv.text(order, "OrderId"), task: ltv.text(task, "TaskId") };
}

function readDocument(element: XmlElement): LtvDocument {
  const names = ["DocumentId", "MimeType", "Description"];
  const { DocumentId: id = "", MimeType: mediaType = "", Description: description } = ltv.attributes(element, names);
  const [digest, content, stylesheet, ...more] = ltv.inside(element, names);
  const stated = ltv.bytes(digest, "Sha256");
  if (more.length > 0 || id === "" || mediaType === "") throw ltv.refusal("A document is not described");
  if (ltv.is(element, "BoundDocument") && !content && stated.length === 32) return { id, mediaType, sha256: stated };
  ltv.expect(element, "OriginalDocument");
  const bytes = ltv.bytes(content, "Content");
  if (!Buffer.from(stated).equals(sha256(bytes))) throw ltv.refusal("A document's digest is another document's");
  return {
    id,
    mediaType,
    ...(description !== undefined && { description }),
    bytes,
    ...(stylesheet && { stylesheet: ltv.bytes(stylesheet, "Stylesheet") }),
  };
}

function readSigner(element: XmlElement | undefined): SignerDescription {
  const read = fieldsOf(ltv.expect(element, "SignerDescription"), {
    SignerName: "one",
    SignerNationalId: "maybe",
    SignerNationality: "maybe",
    SignerUniqueId: "one",
    SignerMethod: "one",
    AssuranceLevel: "maybe",
  });
  return {
    name: read.SignerName!,
    ...(read.SignerNationalId !== undefined && { nationalId: read.SignerNationalId }),
    ...(read.SignerNationality !== undefined && { nationality: read.SignerNationality }),
    uniqueId: read.SignerUniqueId!,
    method: read.SignerMethod!,
    ...(read.AssuranceLevel !== undefined && { assuranceLevel: read.AssuranceLevel }),
  };
}

function readProof(element: XmlElement | undefined): SignatureProof {
  const [proof, ...more] = ltv.inside(ltv.expect(element, "SignatureProof"));
  if (more.length > 0) throw ltv.refusal("There is more than one proof");
  if (!ltv.is(proof, "NativeSdo")) return { kind: "authentication", message: ltv.bytes(proof, "AuthenticationProof") };
  const { Document: document = "" } = ltv.attributes(proof, ["Document"]);
  return { kind: "native", document, message: ltv.bytes(proof, "NativeSdo", ["Document"]) };
}

/** The text as it is, blanks and line ends included: its digest was signed. */
function readConsent(element: XmlElement | undefined) {
  const found = ltv.expect(element, "ConsentText");
  const { Language: language = "" } = ltv.attributes(found, ["Language"]);
  if (found.children.length > 0 || language === "") throw ltv.refusal("The consent text is none");
  return { text: found.text, language };
}

function readEvent(element: XmlElement): LtvEvent {
  const read = fieldsOf(ltv.expect(element, "Event"), {
    Name: "one",
    Time: "one",
    IpAddress: "maybe",
    UserAgent: "maybe",
    Data: "maybe",
  });
  const time = readTime(read.Time!);
  if (!time) throw ltv.refusal("An event has no time");
  return {
    event: read.Name!,
    time,
    ...(read.IpAddress !== undefined && { ip: read.IpAddress }),
    ...(read.UserAgent !== undefined && { userAgent: read.UserAgent }),
    ...(read.Data !== undefined && { data: read.Data }),
  };
}

function readValidation(element: XmlElement | undefined): LtvSdoContent["validation"] {
  const parts = ltv.inside(ltv.expect(element, "ValidationData"));
  const named = (name: string) => parts.filter((part) => ltv.is(part, name)).map((part) => ltv.bytes(part, name));
  const read = { certificates: named("Certificate"), crls: named("Crl"), ocsps: named("OcspResponse") };
  if (read.certificates.length + read.crls.length + read.ocsps.length < parts.length)
    throw ltv.refusal("ValidationData holds something unknown");
  return read;
}

/** Texts by name, in their order; `maybe` ones may be left out, and nothing else may be there. */
function fieldsOf<Name extends string>(
  element: XmlElement,
  fields: Readonly<Record<Name, "one" | "maybe">>,
): Readonly<Partial<Record<Name, string>>> {
  const parts = [...ltv.inside(element)];
  const read: Partial<Record<Name, string>> = {};
  for (const [name, times] of Object.entries(fields) as [Name, "one" | "maybe"][]) {
    if (!ltv.is(parts[0], name) && times === "maybe") continue;
    const part = ltv.expect(parts.shift(), name);
    ltv.attributes(part, []);
    if (part.children.length > 0) throw ltv.refusal(`${name} holds more than text`);
    read[name] = part.text;
  }
  if (parts.length > 0) throw ltv.refusal(`${element.name} holds more than it may`);
  return read;
}
