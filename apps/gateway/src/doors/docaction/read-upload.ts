/** A file that a person supplies by a form, as RFC 7578 has it. */
import type { StoredFile } from "@eid-gateway/signing";
import type Koa from "koa";
import { readBytes } from "../../web/read-form.js";

const ROOM_FOR_THE_FORM = 8 * 1024;

/** @returns `undefined` for what is no such form, or holds no file. @throws FormRefused when it is too large */
export async function readUpload(
  ctx: Koa.Context,
  maxBytes: number,
): Promise<{ readonly step: string; readonly file: StoredFile } | undefined> {
  const type = ctx.get("content-type");
  if (!/^multipart\/form-data;/i.test(type)) return undefined;
  const body = await readBytes(ctx.req, maxBytes + ROOM_FOR_THE_FORM);
  const form = await new Response(new Uint8Array(body), { headers: { "content-type": type } })
    .formData()
    .catch(() => undefined);
  const [step, file] = [form?.get("step"), form?.get("file")];
  if (typeof step !== "string" || !(file instanceof File) || file.size === 0) return undefined;
  const mediaType = file.type.split(";")[0]!.trim().toLowerCase() || "application/octet-stream";
  return { step, file: { mediaType, bytes: new Uint8Array(await file.arrayBuffer()) } };
}
