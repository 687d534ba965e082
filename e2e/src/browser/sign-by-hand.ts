/** A signing as a person does it in NemID's clients, and documents to try it with. */
import { createHash } from "node:crypto";
import { PDFDocument, StandardFonts } from "@cantoo/pdf-lib";
import type { Frame } from "playwright-core";
import type { Language } from "./words.js";

const WORDS = {
  en: { text: "What you sign", confirm: "I have read and understood what I sign", next: "Next" },
  da: { text: "Det, du underskriver", confirm: "Jeg har læst og forstået det, jeg underskriver", next: "Næste" },
} as const;

/** Waits for the text, says that it was read, and goes on. */
export async function confirmReading(frame: Frame, language: Language = "en"): Promise<void> {
  const words = WORDS[language];
  await frame.getByRole("checkbox", { name: words.confirm }).check();
  await frame.getByRole("button", { name: words.next, exact: true }).click();
}

const base64 = (content: string | Uint8Array) => Buffer.from(content as string).toString("base64");

export const PLAIN = "LÅNEAFTALE\n\n  Beløb:    3 kr.\n  Rente:    0 %\n\nJeg skylder <Åse> & Bo tre kroner.\n";
const HTML = `<html><head><title>Aftale</title><style type="text/css">h1 { color: #0b5f7d; font-size: 20px } td { padding-left: 12px }</style></head>
<body bgcolor="#fffbe8"><h1>Låneaftale</h1><p>Jeg skylder <b>Åse</b> &amp; Bo <font color="red">tre kroner</font>.</p>
<table border="1" cellspacing="0"><tr><th>Beløb</th><td>3 kr.</td></tr><tr><th>Rente</th><td>0 %</td></tr></table><p><a href="#vilkår">Vilkår</a></p><p><a name="vilkår">Ingen.</a></p></body></html>`;
const XML =
  '<?xml version="1.0" encoding="UTF-8"?><loan to="Åse &amp; Bo"><term name="Beløb">3 kr.</term><term name="Rente">0 %</term></loan>';
const STYLESHEET = `<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:output method="xml" omit-xml-declaration="yes" indent="no"/>
<xsl:template match="/"><html><body><h1>Låneaftale</h1><p>Jeg skylder <xsl:value-of select="loan/@to"/>:</p><ul><xsl:for-each select="loan/term"><li><b><xsl:value-of select="@name"/></b>: <xsl:value-of select="."/></li></xsl:for-each></ul></body></html></xsl:template></xsl:stylesheet>`;

/** Three pages in a font that is not in the file. */
export async function makePdf(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.TimesRoman);
  for (const number of [1, 2, 3]) {
    const page = document.addPage([420, 594]);
    page.drawText(`Låneaftale, side ${number}`, { x: 50, y: 520, size: 24, font });
    for (let line = 0; line < 22; line++)
      page.drawText(`Jeg skylder Åse og Bo tre kroner, og det er linje ${line + 1}.`, {
        x: 50,
        y: 480 - line * 19,
        size: 13,
        font,
      });
  }
  return document.save();
}

/** One that opens by a password nobody knows. */
export async function makeLockedPdf(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.addPage();
  const open = Buffer.from(await document.save({ useObjectStreams: false })).toString("latin1");
  const standard = `/Filter /Standard /V 1 /R 2 /P -4 /O <${"11".repeat(32)}> /U <${"22".repeat(32)}>`;
  return Buffer.from(open.replace(/trailer\s*<</, `trailer\n<< /ID [<00> <00>] /Encrypt << ${standard} >>`), "latin1");
}

/** The parameters of each format; the code file's client wants its formats in lower case. */
export function documentsFor(client: "key card" | "code file", pdf: Uint8Array) {
  const spell = (format: string) => ({ SIGNTEXT_FORMAT: client === "key card" ? format : format.toLowerCase() });
  const flow = { CLIENTFLOW: client === "key card" ? "OCESSIGN2" : "sign" };
  return {
    text: { ...flow, SIGNTEXT: base64(PLAIN) },
    html: { ...flow, ...spell("HTML"), SIGNTEXT: base64(HTML) },
    xml: { ...flow, ...spell("XML"), SIGNTEXT: base64(XML), SIGNTEXT_TRANSFORMATION: base64(STYLESHEET) },
    pdf: { ...flow, ...spell("PDF"), SIGNTEXT: base64(pdf) },
  } as const;
}
export type DocumentFormat = keyof ReturnType<typeof documentsFor>;

export const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("base64");
