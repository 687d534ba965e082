/** One good document of each format. */
import { documentOf } from "./bench.js";

export const stylesheet = `<?xml version="1.0"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:output method="xml" omit-xml-declaration="yes" indent="no"/>
<xsl:template match="/"><html><body><p>Jeg skylder <xsl:value-of select="loan/@amount"/> kr.</p></body></html></xsl:template>
</xsl:stylesheet>`;

export const html = "<html><body><p>Jeg skylder 100 kr.</p></body></html>";
export const xml = '<loan amount="100"/>';

/** The smallest PDF that shows something, by the letter of ISO 32000-1. */
export const pdf = Buffer.from(
  `%PDF-1.4
1 0 obj
<< /Type /Catalog /Pages 2 0 R >>
endobj
2 0 obj
<< /Type /Pages /Kids [3 0 R] /Count 1 >>
endobj
3 0 obj
<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>
endobj
4 0 obj
<< /Length 43 >>
stream
BT /F1 12 Tf 20 100 Td (Jeg skylder) Tj ET 
endstream
endobj
5 0 obj
<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>
endobj
trailer
<< /Size 6 /Root 1 0 R >>
startxref
0
%%EOF
`,
  "latin1",
);

export const documents = {
  TEXT: documentOf("Jeg skylder 100 kr.\r\n  æøå"),
  HTML: documentOf(html, "text/html;charset=utf-8"),
  XML: documentOf(xml, "application/xml", stylesheet),
  PDF: documentOf(pdf, "application/pdf"),
} as const;
export const formats = Object.keys(documents) as (keyof typeof documents)[];

export const namedXml = documentOf(xml, "application/xml", stylesheet, "Lån <1> & mere");
