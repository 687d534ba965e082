/** A file that a person supplies by a form, as RFC 7578 has it. */
import type { StoredFile } from "@eid-gateway/signing";
import type Koa from "koa";
import { FormRefused, readBytes } from "../../web/read-form.js";

const ROOM_FOR_THE_FORM = 8 * 1024;

export interface Upload {
  readonly step: string;
  readonly file: StoredFile | undefined; // none, or more than one
}

/** @returns `undefined` for what is no such form. @throws FormRefused when it, or its file, is too large */
export async function readUpload(ctx: Koa.Context, maxBytes: number): Promise<Upload | undefined> {
  const type = ctx.get("content-type");
  if (!/^multipart\/form-data;/i.test(type)) return undefined;
  const body = await readBytes(ctx.req, maxBytes + ROOM_FOR_THE_FORM);
  const form = await new Response(new Uint8Array(body), { headers: { "content-type": type } })
    .formData()
    .catch(() => undefined);
  const [step, anotherStep] = form?.getAll("step") ?? [];
  if (!form || typeof step !== "string" || anotherStep !== undefined) return undefined;
  const [file, anotherFile] = form.getAll("file");
  if (!(file instanceof File) || anotherFile !== undefined) return { step, file: undefined };
  if (file.size > maxBytes) throw new FormRefused("too-large", "the file is too large");
  const mediaType = file.type.split(";")[0]!.trim().toLowerCase() || "application/octet-stream";
  return { step, file: { mediaType, bytes: new Uint8Array(await file.arrayBuffer()) } };
}
