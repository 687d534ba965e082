import type { End } from "../operator.js";

/** Longer answers go in pieces, which the page puts together again. */
const PIECE = 64 * 1024;

/** The messages that hand the signed message to the page: one, or `addChunk` by piece and `allChunk` at the end. */
export function answerInPieces(message: string): readonly End[] {
  const content = btoa(message);
  if (content.length <= PIECE) return [{ command: "changeResponseAndSubmit", content }];
  const starts = Array.from({ length: Math.ceil(content.length / PIECE) }, (_, at) => at * PIECE);
  const pieces = starts.map((start) => content.slice(start, start + PIECE));
  return [...pieces.map((piece) => ({ command: "addChunk", content: piece })), { command: "allChunk", content: "" }];
}
