/**
 * Packages and seals that customers ask for by themselves, of files they name. A package's parts are LTV-SDOs under a seal of this
 * gateway: it vouches in the package for what it vouched for before, and for nothing else.
 */
import {
  buildPades,
  type FrontPage,
  isLtvSdo,
  judgeLtvSdo,
  type LtvSdo,
  type PackageContents,
  PdfError,
  readLtvSdo,
  SdoError,
  type Sealing,
} from "@eid-gateway/sdo";
import type { StoredFile } from "@eid-gateway/signing";
import { XmlError } from "@eid-gateway/xmldsig";
import { type PackageMaker, PackagingRefused } from "../doors/packagingservice/package-maker.js";
import { describeParts, packaged, type SealedPart } from "./describe-parts.js";
import { nameOf, PADES_MEDIA_TYPE, type PackageTools } from "./packagers.js";

/** These doors name no language. */
const LANGUAGE = "en";

export function createPackageMaker({ sealing, directory, logo }: PackageTools): PackageMaker {
  return {
    async makePackage(service, { method, policy, parts }) {
      if (method !== "pades") throw new PackagingRefused("method-unknown", "the packaging method is pades");
      if (policy !== "ltvsdo-validator")
        throw new PackagingRefused("policy-unknown", "the validation policy is ltvsdo-validator");
      const opened = await Promise.all(parts.map(({ sdo }, at) => openPart(sdo, at, sealing)));
      const described = await describeParts(opened, { directory, service, language: LANGUAGE });
      return build({ ...described, ...(await logo(service)) }, sealing);
    },
    async makeSeal(service, { method, document }) {
      if (method !== "seal") throw new PackagingRefused("method-unknown", "the packaging method is seal");
      const documents = [packaged("", document)];
      return build({ documents, signatures: [], evidence: [], ...(await logo(service)) }, sealing);
    },
  };
}

/** @throws PackagingRefused when nobody, or somebody else, vouches for it */
async function openPart({ bytes }: StoredFile, at: number, sealing: Sealing): Promise<SealedPart> {
  const name = `document ${at + 1}`;
  if (!isLtvSdo(bytes)) throw rejected(`${name} is not an LTV-SDO, and nothing else can be packaged`);
  const sdo = readPart(bytes, name);
  if (sdo.content && (await isOurs(sdo, sealing))) return { content: sdo.content, bytes };
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

async function build(
  { logo, ...contents }: Omit<PackageContents, "front" | "sealedBy"> & Pick<FrontPage, "logo">,
  sealing: Sealing,
): Promise<StoredFile> {
  const front = { language: LANGUAGE, footer: true, ...(logo && { logo }) } as const;
  try {
    const bytes = await buildPades({ ...contents, front, sealedBy: nameOf(sealing) }, sealing);
    return { mediaType: PADES_MEDIA_TYPE, bytes };
  } catch (error) {
    if (error instanceof PdfError) throw rejected(`a PDF cannot be packaged: ${error.message}`);
    throw error;
  }
}

function rejected(message: string): PackagingRefused {
  return new PackagingRefused("document-rejected", message);
}
