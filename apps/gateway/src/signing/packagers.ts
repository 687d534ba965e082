/** What a packaging task can make of an order's results: one PDF to read, with the evidence of every signature attached. */
import { X509Certificate } from "node:crypto";
import { buildPades, readLtvSdo, type Sealing } from "@eid-gateway/sdo";
import type { Order, PackagePart, Packager } from "@eid-gateway/signing";
import { describeParts, type PackageReader, type SealedPart } from "./describe-parts.js";
import type { FrontLogo } from "./front-logo.js";

export const PADES_MEDIA_TYPE = "application/x-pades";

/** What packages are made with, besides what goes into them. */
export interface PackageTools {
  readonly sealing: Sealing;
  readonly directory: PackageReader["directory"];
  readonly logo: FrontLogo;
}

export function packagersWith(tools: PackageTools): Readonly<Record<string, Packager>> {
  return {
    pades: async (order, parts) => ({
      mediaType: PADES_MEDIA_TYPE,
      bytes: await toPades(order, parts.map(open), tools),
    }),
  };
}

async function toPades(
  { service, language: wanted, profile, clientReference: reference }: Order,
  parts: readonly SealedPart[],
  { sealing, directory, logo }: PackageTools,
): Promise<Uint8Array> {
  const language = wanted === "da" ? "da" : "en";
  const described = await describeParts(parts, { directory, service, language });
  const own = { ...(await logo(service, profile)), ...(reference !== undefined && { reference }) };
  return buildPades({ ...described, front: { language, footer: true, ...own }, sealedBy: nameOf(sealing) }, sealing);
}

/** As the gateway has sealed it. */
function open({ evidence: { bytes } }: PackagePart): SealedPart {
  const { content } = readLtvSdo(bytes);
  if (!content) throw new Error("the gateway's own evidence cannot be read");
  return { content, bytes };
}

/** Whom the seal is of, in words. */
export function nameOf({ key }: Sealing): string {
  const { subject } = new X509Certificate(key.certificate);
  const found = /(?:^|\n|\+)(?:O|CN)=([^\n]+)/.exec(subject)?.[1];
  return found ?? "eid-gateway";
}
