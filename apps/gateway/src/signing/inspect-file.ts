/** What is wrong with a file as such, whoever is to sign it: asked when it is ordered, so that nobody meets it when they sign. */
import type { Finding, ShownDocument } from "@eid-gateway/signing";
import { findHtmlFaults } from "./html/find-html-faults.js";
import { inspectOnce } from "./inspect-once.js";

export async function inspectFile({ mediaType, bytes }: ShownDocument): Promise<readonly Finding[]> {
  const kind = mediaType.split(";")[0]!.trim().toLowerCase();
  if (kind === "application/pdf") return findPdfFaults(bytes);
  return TEXTS.has(kind) ? findTextFaults(bytes, mediaType, kind) : [];
}
const TEXTS = new Set(["text/plain", "text/html", "text/xml", "application/xml", "application/xhtml+xml"]);

/** A PDF that acts by itself, is locked, or is signed already would not be what the person has read. */
async function findPdfFaults(bytes: Uint8Array): Promise<readonly Finding[]> {
  const { findings } = await inspectOnce(bytes);
  return findings
    .filter(({ kind }) => kind !== "note")
    .map(({ code, text, object }) => {
      return { message: `${code}: ${text}${object === undefined ? "" : ` (object ${object})`}` };
    });
}

/** One reading for everybody: UTF-8 and said to be nothing else, without characters that show as nothing or turn others round. */
function findTextFaults(bytes: Uint8Array, mediaType: string, kind: string): readonly Finding[] {
  const text = readUtf8(bytes);
  if (text === undefined) return [{ message: "it is not UTF-8: store it in that encoding" }];
  if (!isSaidToBe(text, mediaType))
    return [{ message: "its media type names another encoding than UTF-8, in which it is shown and signed" }];
  if (DECLARED_OTHERWISE.test(text)) return [{ message: "its XML declaration names another encoding than UTF-8" }];
  if (text.startsWith("\ufeff")) return [{ message: "it begins with a byte order mark: store it without" }];
  const found = MISLEADING.exec(text)?.[0];
  if (found === undefined) return kind === "text/html" ? findHtmlFaults(text).map((message) => ({ message })) : [];
  const code = found.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0");
  return [{ message: `it holds U+${code}: a control character, or one that turns the direction of writing` }];
}
const DECLARED_OTHERWISE = /^<\?xml\s[^>]*?encoding\s*=\s*["'](?!utf-8["'])/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const MISLEADING = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

function readUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** A later reader goes by the media type, which is kept and sealed with the bytes. */
function isSaidToBe(text: string, mediaType: string): boolean {
  const [, ...parameters] = mediaType.split(";").map((part) => part.trim().toLowerCase());
  return parameters
    .filter((parameter) => parameter.startsWith("charset"))
    .every((charset) => UTF_8.test(charset) || (ASCII.test(charset) && /^\p{ASCII}*$/u.test(text)));
}
const UTF_8 = /^charset="?utf-8"?$/;
const ASCII = /^charset="?us-ascii"?$/;
