/** What a package shows and says of signatures: read from LTV-SDOs that the gateway sealed, so that it vouches for nothing new. */
import {
  hasBytes,
  LTV_SDO_MEDIA_TYPE,
  type LtvSdoContent,
  type OriginalDocument,
  type PackageContents,
  type PackagedDocument,
  type PackagedMediaType,
  type PackagedSignature,
} from "@eid-gateway/sdo";
import type { StoredFile } from "@eid-gateway/signing";
import { PackagingRefused } from "../doors/packagingservice/package-maker.js";
import type { MethodDirectory } from "../method-directory.js";
import { eachOnce } from "./each-once.js";
import { showAsSigned } from "./show-as-signed.js";

export interface SealedPart {
  readonly content: LtvSdoContent;
  readonly bytes: Uint8Array;
}
/** Whose package it is, in which language. */
export interface PackageReader {
  readonly directory: Pick<MethodDirectory, "find" | "methodOf" | "useOf">;
  readonly service: string;
  readonly language: "da" | "en";
}

const SHOWN: readonly string[] = ["application/pdf", "text/plain", "text/html", "text/xml", "application/xml"];

/** @throws PackagingRefused for a document that no package can show */
export async function describeParts(
  parts: readonly SealedPart[],
  reader: PackageReader,
): Promise<Pick<PackageContents, "documents" | "signatures" | "evidence">> {
  // One without its bytes was signed along with another, and is in an LTV-SDO of its own.
  const own = parts.flatMap((part) => part.content.documents.filter(hasBytes).map((document) => ({ part, document })));
  const shown = await Promise.all(own.map(({ part, document }) => packagedAs(document, part, reader)));
  const { documents, places } = eachOnce(shown);
  const signatures = own.map(({ part, document }, at) => signatureOver(part.content, document, places[at]!, reader));
  return { documents, signatures: byAct(signatures), evidence: parts.map(evidenceOf) };
}

export function packaged(title: string, { mediaType, bytes }: StoredFile): PackagedDocument {
  const essence = mediaType.split(";")[0]!.trim().toLowerCase();
  if (!SHOWN.includes(essence))
    throw new PackagingRefused("document-rejected", `a document of the type ${essence} cannot be packaged`);
  return { title, mediaType: essence as PackagedMediaType, bytes };
}

async function packagedAs(document: OriginalDocument, { content }: SealedPart, reader: PackageReader) {
  const shown = await showAsSigned(reader.directory, reader.service, content, document);
  return { ...packaged(document.description ?? document.id, document), ...(shown && { shown }) };
}

function signatureOver(
  { signer, events }: LtvSdoContent,
  { id }: OriginalDocument,
  place: number,
  reader: PackageReader,
): PackagedSignature {
  const signing = events.findLast(({ event, data }) => event === "document-signed" && data === id);
  if (!signing) throw new Error("the gateway's own evidence does not say when a document was signed");
  const { name, method, uniqueId: identifier } = signer;
  return { documents: [place], name, method: titleOf(method, reader), at: signing.time, identifier };
}

/** The customer's name for it, or the plug-in's; of a method that is gone what the evidence has. */
function titleOf(method: string, { directory, service, language }: PackageReader): string {
  const [own, given] = [directory.useOf(service, method)?.title, directory.methodOf(service, method)?.displayName];
  return own?.[language] ?? given?.[language] ?? own?.en ?? given?.en ?? method;
}

/** Several documents signed at once by one person are told of as one signature. */
function byAct(signatures: readonly PackagedSignature[]): readonly PackagedSignature[] {
  const acts = new Map<string, PackagedSignature>();
  for (const { documents = [], ...act } of signatures) {
    const key = JSON.stringify(act);
    acts.set(key, { ...act, documents: [...(acts.get(key)?.documents ?? []), ...documents] });
  }
  return [...acts.values()];
}

function evidenceOf({ content: { task, signer, documents }, bytes }: SealedPart): PackageContents["evidence"][number] {
  const [first] = documents.filter(hasBytes);
  const fileName = `${task}-${first?.id}.xml`;
  const description = [signer.name, first?.description ?? ""].filter((part) => part !== "").join(", ");
  return { fileName, bytes, mediaType: LTV_SDO_MEDIA_TYPE, description };
}
