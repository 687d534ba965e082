/** A document's bytes for the person who reads them, and for the eID's client that shows them. */
import type { StoredFile, TaskDocument } from "@eid-gateway/signing";
import type Koa from "koa";

/** How a document is shown on the page. */
export type Manner = "pdf" | "text" | "html" | "xml" | "image" | "file";

export function mannerOf(mediaType: string | undefined): Manner {
  const plain = (mediaType ?? "").split(";")[0]!.trim().toLowerCase();
  return MANNERS[plain] ?? "file";
}
const MANNERS: Readonly<Record<string, Manner>> = {
  "application/pdf": "pdf",
  "text/plain": "text",
  "text/html": "html",
  "application/xhtml+xml": "html",
  "text/xml": "xml",
  "application/xml": "xml",
  "image/png": "image",
  "image/jpeg": "image",
};

/**
 * Signed HTML is a stranger's page: it stands in a frame without an origin, runs no script, and loads nothing from anywhere. Every other
 * kind of file is offered for saving, or drawn by our own script from its bytes.
 */
export function sendDocument(ctx: Koa.Context, { id }: Pick<TaskDocument, "id">, file: StoredFile): void {
  const manner = mannerOf(file.mediaType);
  const isShown = manner === "html" || manner === "image";
  ctx.status = 200;
  ctx.set({
    "content-type": isShown ? typeOf(manner, file) : manner === "pdf" ? "application/pdf" : "application/octet-stream",
    "content-disposition":
      isShown || manner === "pdf" ? "inline" : `attachment; filename*=UTF-8''${encodeURIComponent(id)}`,
    "content-security-policy":
      "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'",
    "cache-control": "no-store",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "SAMEORIGIN",
  });
  ctx.body = Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength);
}

function typeOf(manner: Manner, { mediaType }: StoredFile): string {
  return manner === "html" ? "text/html; charset=utf-8" : mediaType.split(";")[0]!;
}

/** The same bytes for the client of another party, framed in our page: to its origin alone, without cookies (Fetch, CORS protocol). */
export function sendToClient(ctx: Koa.Context, origin: string, file: StoredFile): void {
  ctx.status = 200;
  ctx.set({
    "content-type": file.mediaType,
    "access-control-allow-origin": origin,
    vary: "Origin",
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; sandbox",
    "cross-origin-resource-policy": "cross-origin",
  });
  ctx.body = Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength);
}
