/**
 * A PDF of one page (ISO 32000-1), written by hand: a heading and some lines in Helvetica, which every reader has. Nothing in it that
 * NemID would not show.
 */

/** @param lines the first is the heading; characters of Latin-1 */
export function samplePdf(lines: readonly string[]): Uint8Array {
  const text = contentOf(lines);
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 595] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
  ];
  const starts: number[] = [];
  let file = "%PDF-1.4\n%\xe2\xe3\xcf\xd3\n";
  for (const [at, object] of objects.entries()) {
    starts.push(file.length);
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
  }
  const entries = starts.map((start) => `${String(start).padStart(10, "0")} 00000 n \n`).join("");
  const size = objects.length + 1;
  const end = `xref\n0 ${size}\n0000000000 65535 f \n${entries}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
  return Buffer.from(file + end, "latin1");
}

/** One character is one byte, so that lengths and offsets can be counted. */
function contentOf([heading = "", ...lines]: readonly string[]): string {
  const show = (line: string) =>
    `(${Buffer.from(line, "latin1")
      .toString("latin1")
      .replaceAll(/[\\()]/g, "\\$&")}) Tj`;
  const body = lines.map((line) => `T* ${show(line)}`).join("\n");
  return `BT /F1 20 Tf 40 530 Td ${show(heading)} ET\nBT /F1 11 Tf 16 TL 40 515 Td\n${body}\nET`;
}
