/** ASiC-E, EN 319 162-1: a ZIP of files and of the seal over them. */
export const ASIC_MEDIA_TYPE = "application/vnd.etsi.asic-e+zip";
export const MIMETYPE = "mimetype";
export const MANIFEST = "META-INF/manifest.xml";
export const SIGNATURES = "META-INF/signatures001.xml";
export const ASIC = "http://uri.etsi.org/02918/v1.2.1#";

export interface AsicFile {
  /** Path in the container, of plain characters: "documents/contract.pdf". */
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** Segments that every file system and every address takes as they are: no "..", nothing hidden, no device names, no encoding. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*(\/[A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*){0,7}$/;

/** Whether a file of that name may lie in a container beside its own parts. */
export function isFileName(name: string): boolean {
  return NAME.test(name) && name.length <= 200 && name.toLowerCase() !== MIMETYPE && !/^meta-inf\//i.test(name);
}
