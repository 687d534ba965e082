import type { Finding } from "./finding.js";
import { checkHtml } from "./html/check-html.js";
import { checkPdf } from "./pdf/check-pdf.js";
import type { SignText } from "./sign-text.js";
import { checkXml } from "./xml/check-xml.js";

/** What a person would be shown. */
export type Shown =
  | { readonly is: "text"; readonly text: string; readonly monospace: boolean }
  | { readonly is: "html"; readonly html: string }
  | { readonly is: "pdf"; readonly bytes: Uint8Array };

export interface CheckedSignText {
  /** Empty: it can be shown, and signed. */
  readonly findings: readonly Finding[];
  /** What there would be to see; of a text with findings it must not be shown. */
  readonly shown?: Shown;
}

/** Whether the client can show a sign text, by the rules of its format. Anything it finds is APP002. */
export async function checkSignText(signText: SignText): Promise<CheckedSignText> {
  const { format, bytes, monospace, stylesheet } = signText;
  if (format === "pdf") return { findings: checkPdf(bytes), shown: { is: "pdf", bytes } };
  const text = readUtf8(bytes);
  if (text === undefined) return refused("the text is not UTF-8");
  if (format === "text") return { findings: [], shown: { is: "text", text, monospace } };
  if (format === "html") return { findings: checkHtml(text), shown: { is: "html", html: text } };
  const transformation = readUtf8(stylesheet ?? new Uint8Array());
  if (transformation === undefined) return refused("the stylesheet is not UTF-8");
  const { findings, html } = await checkXml(text, transformation);
  return { findings, ...(html !== undefined && { shown: { is: "html", html } }) };
}

function refused(says: string): CheckedSignText {
  return { findings: [{ rule: "encoding", says }] };
}

function readUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
