/** META-INF/manifest.xml as OpenDocument has it (EN 319 162-1 section 4.4.3): which file is of which media type. */
import { escapeAttribute, findAttribute, readXml, type XmlElement } from "@eid-gateway/xmldsig";
import { SdoError } from "../sdo-error.js";
import { ASIC_MEDIA_TYPE, type AsicFile } from "./asic-file.js";

const ODF = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0";

export function writeManifest(files: readonly Omit<AsicFile, "bytes">[]): string {
  const entries = [{ name: "/", mediaType: ASIC_MEDIA_TYPE }, ...files].map(
    ({ name, mediaType }) =>
      `<manifest:file-entry manifest:full-path="${escapeAttribute(name)}" manifest:media-type="${escapeAttribute(mediaType)}"/>`,
  );
  return [
    `<?xml version="1.0" encoding="UTF-8"?>\n`,
    `<manifest:manifest xmlns:manifest="${ODF}" manifest:version="1.2">${entries.join("")}</manifest:manifest>`,
  ].join("");
}

/** Media types by name. @throws SdoError "bad-asic"; XmlError */
export function readManifest(bytes: Uint8Array): ReadonlyMap<string, string> {
  const root = readXml(bytes);
  const isManifest = root.namespace === ODF && root.name === "manifest";
  const entries = isManifest ? root.children.map(readEntry) : [];
  const byName = new Map(entries);
  if (byName.size < entries.length || byName.get("/") !== ASIC_MEDIA_TYPE)
    throw new SdoError("bad-asic", "The manifest is none, or is of another kind of container");
  byName.delete("/");
  return byName;
}

function readEntry(entry: XmlElement): readonly [string, string] {
  const [name, mediaType] = ["full-path", "media-type"].map((attribute) => findAttribute(entry, attribute, ODF));
  if (entry.name !== "file-entry" || entry.namespace !== ODF || name === undefined || mediaType === undefined)
    throw new SdoError("bad-asic", "The manifest holds something else than files");
  return [name, mediaType];
}
