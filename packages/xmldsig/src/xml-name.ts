/** Names with at most one colon between two NCNames (Namespaces in XML 1.0, section 4). */
import { decodeUtf8 } from "./byte-string.js";
import { XmlError } from "./xml-error.js";

const ASCII_NAME = /^[A-Za-z_][A-Za-z0-9_.-]*$/;
const START =
  "A-Z_a-z\\u{C0}-\\u{D6}\\u{D8}-\\u{F6}\\u{F8}-\\u{2FF}\\u{370}-\\u{37D}\\u{37F}-\\u{1FFF}\\u{200C}-\\u{200D}" +
  "\\u{2070}-\\u{218F}\\u{2C00}-\\u{2FEF}\\u{3001}-\\u{D7FF}\\u{F900}-\\u{FDCF}\\u{FDF0}-\\u{FFFD}\\u{10000}-\\u{EFFFF}";
const ANY_NAME = new RegExp(`^[${START}][${START}0-9.\\u{B7}\\u{300}-\\u{36F}\\u{203F}-\\u{2040}-]*$`, "u");

export interface SplitName {
  readonly prefix: string; // "" when none
  readonly local: string;
}

/** @throws XmlError "malformed" */
export function splitName(qualified: string, offset: number): SplitName {
  const colon = qualified.indexOf(":");
  const prefix = colon < 0 ? "" : qualified.slice(0, colon);
  const local = colon < 0 ? qualified : qualified.slice(colon + 1);
  const isFit = isName(local) && (colon < 0 || isName(prefix));
  if (!isFit) throw new XmlError("malformed", "Something that is no name stands where a name must", offset);
  return { prefix, local };
}

function isName(part: string): boolean {
  return ASCII_NAME.test(part) || ANY_NAME.test(decodeUtf8(part));
}
