/** The elements of an LTV-SDO in their order, as UTF-8; the seal's place is before the end tag. */
import type { ValidationData } from "@eid-gateway/oces";
import { escapeAttribute, escapeText } from "@eid-gateway/xmldsig";
import { sha256 } from "../digest.js";
import { hasBytes, type LtvDocument, type LtvEvent, type LtvSdoContent, type SignatureProof } from "./content.js";
import { LTV_SDO, ROOT_ID, VERSION } from "./names.js";
import { POLICIES, policyDigest } from "./policy.js";

export const END = "</LtvSdo>";

export function writeContent(content: LtvSdoContent): Uint8Array {
  const { order, task, documents, signer, proof, consent, events, validation } = content;
  const policy = POLICIES[proof.kind];
  const parts = [
    `<?xml version="1.0" encoding="UTF-8"?>\n`,
    `<LtvSdo xmlns="${LTV_SDO}" version="${VERSION}" Id="${ROOT_ID}">`,
    element("Policy", [leaf("PolicyId", policy.id), bytes("PolicySha256", policyDigest(policy))]),
    element("Order", [leaf("OrderId", order), leaf("TaskId", task)]),
    ...documents.map(writeDocument),
    element("SignerDescription", [
      leaf("SignerName", signer.name),
      optional("SignerNationalId", signer.nationalId),
      optional("SignerNationality", signer.nationality),
      leaf("SignerUniqueId", signer.uniqueId),
      leaf("SignerMethod", signer.method),
      optional("AssuranceLevel", signer.assuranceLevel),
    ]),
    element("SignatureProof", [writeProof(proof)]),
    leaf("ConsentText", consent.text, { Language: consent.language }),
    element("EventLog", events.map(writeEvent)),
    writeValidation(validation),
    END,
  ];
  return Buffer.concat(parts.map((part) => Buffer.from(part, "utf8")));
}

function writeDocument(document: LtvDocument): string {
  const { id, mediaType } = document;
  if (!hasBytes(document))
    return element("BoundDocument", [bytes("Sha256", document.sha256)], { DocumentId: id, MimeType: mediaType });
  const { description, stylesheet } = document;
  return element(
    "OriginalDocument",
    [
      bytes("Sha256", sha256(document.bytes)),
      bytes("Content", document.bytes),
      stylesheet ? bytes("Stylesheet", stylesheet) : "",
    ],
    { DocumentId: id, MimeType: mediaType, Description: description },
  );
}

function writeProof(proof: SignatureProof): string {
  return proof.kind === "native"
    ? bytes("NativeSdo", proof.message, { Document: proof.document })
    : bytes("AuthenticationProof", proof.message);
}

function writeEvent({ event, time, ip, userAgent, data }: LtvEvent): string {
  return element("Event", [
    leaf("Name", event),
    leaf("Time", time.toISOString()),
    optional("IpAddress", ip),
    optional("UserAgent", userAgent),
    optional("Data", data),
  ]);
}

function writeValidation({ certificates, crls, ocsps }: ValidationData): string {
  return element("ValidationData", [
    ...certificates.map((der) => bytes("Certificate", der)),
    ...crls.map((der) => bytes("Crl", der)),
    ...ocsps.map((der) => bytes("OcspResponse", der)),
  ]);
}

type Attributes = Readonly<Record<string, string | undefined>>;

function element(name: string, content: readonly string[], attributes: Attributes = {}): string {
  const written = Object.entries(attributes).map(([key, value]) =>
    value === undefined ? "" : ` ${key}="${escapeAttribute(value)}"`,
  );
  return `<${name}${written.join("")}>${content.join("")}</${name}>`;
}

function leaf(name: string, text: string, attributes?: Attributes): string {
  return element(name, [escapeText(text)], attributes);
}

function optional(name: string, text: string | undefined): string {
  return text === undefined ? "" : leaf(name, text);
}

function bytes(name: string, content: Uint8Array, attributes?: Attributes): string {
  return element(name, [Buffer.from(content).toString("base64")], attributes);
}
