/** Draws a PDF page by page. Its scripts do not run, its forms and links do nothing: what is shown is a picture of each page. */
import type * as PdfJs from "pdfjs-dist";

const LIBRARY = "/assets/pdfjs/";
const ZOOMS = [1, 1.5, 2, 3];
const MOST_PIXELS = 16_000_000;

/** Shows the PDF of each place that the page's template has left for one. Rejects when one cannot be opened. */
export async function showPdfs(within: ParentNode): Promise<void> {
  const places = [...within.querySelectorAll<HTMLElement>("[data-pdf]")];
  await Promise.all(places.map(showPdf));
}

async function showPdf(place: HTMLElement): Promise<void> {
  const document = await openPdf(place.dataset.pdf ?? "");
  let number = 1;
  let zoom = 0;
  let drawing = Promise.resolve();
  const draw = () => {
    drawing = drawing.then(() => drawPage(place, document, number, ZOOMS[zoom] ?? 1)).catch(() => undefined);
    update(place, number, document.numPages, zoom);
    return drawing;
  };
  place.addEventListener("click", ({ target }) => {
    const { turn, zoom: by } = (target as Element).closest("button")?.dataset ?? {};
    if (turn === undefined && by === undefined) return;
    number = between(1, number + Number(turn ?? 0), document.numPages);
    zoom = between(0, zoom + Number(by ?? 0), ZOOMS.length - 1);
    void draw();
  });
  await drawPage(place, document, number, 1);
  update(place, number, document.numPages, zoom);
  new ResizeObserver(() => void draw()).observe(place);
}

async function openPdf(url: string): Promise<PdfJs.PDFDocumentProxy> {
  const address: string = `${LIBRARY}pdf.min.mjs`;
  const library = (await import(address)) as typeof PdfJs;
  library.GlobalWorkerOptions.workerSrc = `${LIBRARY}pdf.worker.min.mjs`;
  const files = {
    cMapUrl: `${LIBRARY}cmaps/`,
    standardFontDataUrl: `${LIBRARY}standard_fonts/`,
    wasmUrl: `${LIBRARY}wasm/`,
  };
  const strict = { enableXfa: false, isEvalSupported: false, useWasm: false, useSystemFonts: false };
  return library.getDocument({ url, ...files, ...strict, verbosity: 0 }).promise;
}

/** As wide as its place, times the zoom; the words go beside the picture for who cannot see it. */
async function drawPage(
  place: HTMLElement,
  document: PdfJs.PDFDocumentProxy,
  number: number,
  zoom: number,
): Promise<void> {
  const page = await document.getPage(number);
  const sheet = find(place, ".pdf-page");
  const canvas = find<HTMLCanvasElement>(sheet, "canvas");
  const style = getComputedStyle(sheet);
  const width = sheet.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight);
  const natural = page.getViewport({ scale: 1 });
  const shown = page.getViewport({ scale: (Math.max(width, 1) / natural.width) * zoom });
  const sharpness = Math.min(devicePixelRatio || 1, Math.sqrt(MOST_PIXELS / (shown.width * shown.height)));
  const viewport = page.getViewport({ scale: shown.scale * sharpness });
  canvas.width = Math.floor(viewport.width);
  canvas.height = Math.floor(viewport.height);
  canvas.style.width = `${Math.floor(shown.width)}px`;
  canvas.style.height = `${Math.floor(shown.height)}px`;
  await page.render({ canvas, viewport }).promise;
  find(sheet, "[data-words]").textContent = await readWords(page);
  page.cleanup();
}

async function readWords(page: PdfJs.PDFPageProxy): Promise<string> {
  const { items } = await page.getTextContent();
  return items.map((item) => ("str" in item ? item.str + (item.hasEOL ? "\n" : "") : "")).join("");
}

function update(place: HTMLElement, number: number, count: number, zoom: number): void {
  const words = place.dataset.page ?? "";
  find(place, "[data-place]").textContent = words.replace("{number}", String(number)).replace("{count}", String(count));
  const ends: Readonly<Record<string, boolean>> = {
    "[data-turn='-1']": number === 1,
    "[data-turn='1']": number === count,
    "[data-zoom='-1']": zoom === 0,
    "[data-zoom='1']": zoom === ZOOMS.length - 1,
  };
  // Not `disabled`: that would throw the keyboard out of the button just pressed.
  for (const [button, isEnd] of Object.entries(ends)) find(place, button).setAttribute("aria-disabled", String(isEnd));
}

function between(least: number, value: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}

function find<E extends HTMLElement = HTMLElement>(within: ParentNode, selector: string): E {
  return within.querySelector(selector) as E;
}
