import { PDFDocument, type PDFImage } from "@cantoo/pdf-lib";
import { SdoError } from "../../sdo-error.js";
import type { FrontPage } from "../package-contents.js";

export type Logo = NonNullable<FrontPage["logo"]>;

/** @throws SdoError "bad-content" */
export async function embedLogo(document: PDFDocument, { bytes, mediaType }: Logo): Promise<PDFImage> {
  try {
    return await (mediaType === "image/png" ? document.embedPng(bytes) : document.embedJpg(bytes));
  } catch (cause) {
    throw new SdoError("bad-content", `The logo cannot be read as ${mediaType}`, { cause });
  }
}

/** Whether a front page can show it: for who would rather have a package without than none. */
export async function canShowLogo(logo: Logo): Promise<boolean> {
  try {
    await embedLogo(await PDFDocument.create({ updateMetadata: false }), logo);
    return true;
  } catch (error) {
    if (error instanceof SdoError) return false;
    throw error;
  }
}
