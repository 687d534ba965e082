/**
 * Packages and seals that customers ask for by themselves, of files they name. A package's parts are LTV-SDOs under a seal of this
 * gateway: it vouches in the package for what it vouched for before, and for nothing else.
 */
import {
  buildPades,
  isLtvSdo,
  judgeLtvSdo,
  LTV_SDO_MEDIA_TYPE,
  type LtvSdo,
  type LtvSdoContent,
  type PackagedDocument,
  type PackagedMediaType,
  PdfError,
  readLtvSdo,
  SdoError,
  type Sealing,
} from "@eid-gateway/sdo";
import type { StoredFile } from "@eid-gateway/signing";
import { XmlError } from "@eid-gateway/xmldsig";
import { type PackageMaker, type PackageWish, PackagingRefused } from "../doors/packagingservice/package-maker.js";
import { eachOnce } from "./each-once.js";
import { nameOf, PADES_MEDIA_TYPE } from "./packagers.js";

const SHOWN: readonly string[] = ["application/pdf", "text/plain", "text/html", "text/xml", "application/xml"];

export function createPackageMaker(sealing: Sealing): PackageMaker {
  return {
    async makePackage(_service, { method, policy, parts }) {
      if (method !== "pades") throw new PackagingRefused("method-unknown", "the packaging method is pades");
      if (policy !== "ltvsdo-validator")
        throw new PackagingRefused("policy-unknown", "the validation policy is ltvsdo-validator");
      const opened = await Promise.all(parts.map(({ sdo }, at) => openPart(sdo, at, sealing)));
      return seal(opened, parts, sealing);
    },
    async makeSeal(_service, { method, document }) {
      if (method !== "seal") throw new PackagingRefused("method-unknown", "the packaging method is seal");
      const documents = [packaged("", document)];
      return build({ documents, signatures: [], evidence: [] }, sealing);
    },
  };
}

/** @throws PackagingRefused when nobody, or somebody else, vouches for it */
async function openPart({ bytes }: StoredFile, at: number, sealing: Sealing): Promise<LtvSdoContent> {
  const name = `document ${at + 1}`;
  if (!isLtvSdo(bytes)) throw rejected(`${name} is not an LTV-SDO, and nothing else can be packaged`);
  const sdo = readPart(bytes, name);
  if (sdo.content && (await isOurs(sdo, sealing))) return sdo.content;
  throw rejected(`${name} does not stand under a seal of this gateway`);
}

function readPart(bytes: Uint8Array, name: string): LtvSdo {
  try {
    return readLtvSdo(bytes);
  } catch (error) {
    if (error instanceof SdoError || error instanceof XmlError)
      throw rejected(`${name} cannot be read: ${error.message}`);
    throw error;
  }
}

/** Under the seal that is in use; under an earlier one, as long as it leads to the roots of the configuration. */
async function isOurs(sdo: LtvSdo, { key, clock, validation }: Sealing): Promise<boolean> {
  if (!sdo.seal.isContentIntact || !sdo.seal.opened) return false;
  if (Buffer.from(sdo.seal.opened.certificate.der).equals(Buffer.from(key.certificate))) return true;
  if (!validation) return false;
  const { trust, revocation } = validation;
  const { seal: report } = await judgeLtvSdo({ sdo, sealTrust: trust, trust, revocation, now: clock.now() });
  return report.outcome === "valid";
}

function seal(opened: readonly LtvSdoContent[], parts: PackageWish["parts"], sealing: Sealing): Promise<StoredFile> {
  // One without its bytes was signed along with another, and is in an LTV-SDO of its own.
  const documents = opened
    .flatMap(({ documents: signed }) => signed.filter((document) => "bytes" in document))
    .map((document) => packaged(document.description ?? document.id, document));
  return build(
    {
      documents: eachOnce(documents),
      signatures: opened.map(({ signer, events }) => ({
        name: signer.name,
        method: signer.method,
        identifier: signer.uniqueId,
        at: events.findLast(({ event }) => event === "document-signed")?.time ?? sealing.clock.now(),
      })),
      evidence: parts.map(({ sdo }, at) => {
        const { task, documents: signed } = opened[at]!;
        return { fileName: `${task}-${signed[0]?.id}.xml`, bytes: sdo.bytes, mediaType: LTV_SDO_MEDIA_TYPE };
      }),
    },
    sealing,
  );
}

function packaged(title: string, { mediaType, bytes }: StoredFile): PackagedDocument {
  const essence = mediaType.split(";")[0]!.trim().toLowerCase();
  if (!SHOWN.includes(essence)) throw rejected(`a document of the type ${essence} cannot be packaged`);
  return { title, mediaType: essence as PackagedMediaType, bytes };
}

async function build(
  contents: Omit<Parameters<typeof buildPades>[0], "front" | "sealedBy">,
  sealing: Sealing,
): Promise<StoredFile> {
  try {
    const bytes = await buildPades(
      { ...contents, front: { language: "en", footer: true }, sealedBy: nameOf(sealing) },
      sealing,
    );
    return { mediaType: PADES_MEDIA_TYPE, bytes };
  } catch (error) {
    if (error instanceof PdfError) throw rejected(`a PDF cannot be packaged: ${error.message}`);
    throw error;
  }
}

function rejected(message: string): PackagingRefused {
  return new PackagingRefused("document-rejected", message);
}
