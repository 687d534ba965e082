import type { StoredFile } from "@eid-gateway/signing";
import type Koa from "koa";

/** A file as it was stored. It may be a page with a script in it: a browser saves it, and shows it nowhere. */
export function sendFile(ctx: Koa.Context, { mediaType, bytes }: StoredFile): void {
  ctx.set({
    "content-type": mediaType,
    "content-disposition": "attachment",
    "content-security-policy": "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
  });
  ctx.body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
