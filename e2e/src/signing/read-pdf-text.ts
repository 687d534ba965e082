/** The text of each page, as a reader that selects everything gets it: in lines. */
export async function readPdfText(bytes: Uint8Array): Promise<readonly string[]> {
  const { getDocument } = await loadReader();
  const task = getDocument({ data: Uint8Array.from(bytes), verbosity: 0 });
  const document = await task.promise;
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent();
    const parts = items.flatMap((item) => ("str" in item ? [item.str, item.hasEOL ? "\n" : ""] : []));
    pages.push(parts.join(""));
  }
  await task.destroy();
  return pages;
}

/** Nothing is drawn here, and yet it will not be loaded without what a browser draws with. */
async function loadReader() {
  for (const name of ["DOMMatrix", "ImageData", "Path2D"])
    if (!(name in globalThis)) Object.defineProperty(globalThis, name, { value: class {}, configurable: true });
  return import("pdfjs-dist/legacy/build/pdf.mjs");
}
