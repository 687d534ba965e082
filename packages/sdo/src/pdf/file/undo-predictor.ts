import { PdfError } from "../pdf-error.js";

interface Predictor {
  readonly predictor: number;
  readonly colours: number;
  readonly bits: number;
  readonly columns: number;
}

/** The PNG predictors (ISO 32000-2 section 7.4.4.4, RFC 2083 section 6); TIFF's is for pictures. @throws PdfError */
export function undoPredictor(bytes: Uint8Array, { predictor, colours, bits, columns }: Predictor): Uint8Array {
  if (predictor === 1) return bytes;
  const rowLength = Math.ceil((colours * bits * columns) / 8);
  const step = Math.max(1, (colours * bits) >> 3);
  if (predictor < 10 || rowLength < 1 || rowLength > bytes.length)
    throw new PdfError("damaged", "A predictor that structure is not written with");
  const rows = Math.floor(bytes.length / (rowLength + 1));
  const out = new Uint8Array(rows * rowLength);
  for (let row = 0; row < rows; row++) undoRow(bytes, out, row, rowLength, step);
  return out;
}

function undoRow(bytes: Uint8Array, out: Uint8Array, row: number, rowLength: number, step: number): void {
  const from = row * (rowLength + 1);
  const to = row * rowLength;
  const kind = bytes[from]!;
  for (let i = 0; i < rowLength; i++) {
    const left = i >= step ? out[to + i - step]! : 0;
    const up = row > 0 ? out[to + i - rowLength]! : 0;
    const upLeft = row > 0 && i >= step ? out[to + i - rowLength - step]! : 0;
    out[to + i] = bytes[from + 1 + i]! + predict(kind, left, up, upLeft);
  }
}

function predict(kind: number, left: number, up: number, upLeft: number): number {
  if (kind === 0) return 0;
  if (kind === 1) return left;
  if (kind === 2) return up;
  if (kind === 3) return (left + up) >> 1;
  if (kind === 4) return paeth(left, up, upLeft);
  throw new PdfError("damaged", "A row of a stream has an unknown predictor");
}

function paeth(left: number, up: number, upLeft: number): number {
  const estimate = left + up - upLeft;
  const [a, b, c] = [left, up, upLeft].map((each) => Math.abs(estimate - each)) as [number, number, number];
  if (a <= b && a <= c) return left;
  return b <= c ? up : upLeft;
}
