/**
 * Shows a PDF on the page, drawn from its bytes by PDF.js: no script of the document runs, no link of it leads anywhere, and nothing is
 * loaded for it. Each page has its text beside the picture, for who cannot see it.
 */
import type { PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist";

const WIDEST_PX = 1600;
const SHARPEST = 2;

const region = document.querySelector<HTMLElement>("[data-pdf]");
if (region) void view(region);

async function view(shown: HTMLElement): Promise<void> {
  const part = (name: string) => shown.querySelector<HTMLElement>(`[data-${name}]`)!;
  part("loading").hidden = false;
  try {
    const file = await open(
      shown.dataset.pdf ?? "",
      new URL("./", new URL(shown.dataset.library ?? "", location.href)).href,
    );
    for (let number = 1; number <= file.numPages; number += 1) shown.append(await place(file, number, shown));
  } catch (error) {
    part("broken").hidden = false;
    throw error; // for the console
  } finally {
    part("loading").hidden = true;
  }
}

/** @param folder of PDF.js and all that it may have to load */
async function open(document: string, folder: string): Promise<PDFDocumentProxy> {
  const address = `${folder}pdf.min.mjs`; // by its digest, which no build knows
  const library = (await import(address)) as typeof import("pdfjs-dist");
  library.GlobalWorkerOptions.workerSrc = `${folder}pdf.worker.min.mjs`;
  const answer = await fetch(document);
  if (!answer.ok) throw new Error(`the document could not be fetched: ${answer.status}`);
  const files = { cMapUrl: folder, cMapPacked: true, standardFontDataUrl: folder, wasmUrl: folder, iccUrl: folder };
  const safety = {
    isEvalSupported: false,
    enableXfa: false,
    useWasm: false,
    useWorkerFetch: false,
    stopAtErrors: true,
  };
  return library.getDocument({ data: await answer.arrayBuffer(), ...files, ...safety }).promise;
}

/** The place of a page; its picture is drawn when somebody comes near it, and let go when they are far away. */
async function place(file: PDFDocumentProxy, number: number, shown: HTMLElement): Promise<HTMLElement> {
  const page = await file.getPage(number);
  const figure = document.createElement("figure");
  const label = (shown.dataset.pageLabel ?? "")
    .replace("{page}", String(number))
    .replace("{pages}", String(file.numPages));
  figure.setAttribute("aria-label", label);
  const { width, height } = page.getViewport({ scale: 1 });
  figure.style.setProperty("aspect-ratio", `${width} / ${height}`);
  const canvas = document.createElement("canvas");
  canvas.setAttribute("aria-hidden", "true");
  figure.append(canvas, await textOf(page));
  new IntersectionObserver(
    ([entry]) => {
      if (entry?.isIntersecting) void drawPage(page, canvas, figure.clientWidth);
      else canvas.width = 0;
    },
    { rootMargin: "100%" },
  ).observe(figure);
  return figure;
}

const drawing = new WeakSet<HTMLCanvasElement>();

async function drawPage(page: PDFPageProxy, canvas: HTMLCanvasElement, width: number): Promise<void> {
  if (drawing.has(canvas)) return;
  drawing.add(canvas);
  try {
    const sharpness = Math.min(SHARPEST, window.devicePixelRatio || 1);
    const scale = Math.min(WIDEST_PX, width * sharpness) / page.getViewport({ scale: 1 }).width;
    const viewport = page.getViewport({ scale });
    canvas.width = Math.floor(viewport.width);
    canvas.height = Math.floor(viewport.height);
    await page.render({ canvas, viewport }).promise;
  } finally {
    drawing.delete(canvas);
  }
}

async function textOf(page: PDFPageProxy): Promise<HTMLElement> {
  const { items } = await page.getTextContent();
  const words = items.map((item) => ("str" in item ? item.str + (item.hasEOL ? "\n" : "") : "")).join("");
  const text = document.createElement("p");
  text.className = "only-read";
  text.textContent = words;
  return text;
}
