/** A file that a person supplies by a form, as RFC 7578 has it. */
import type { StoredFile } from "@eid-gateway/signing";
import type Koa from "koa";
import { FormRefused } from "../../web/read-form.js";
import { BodyRefused, withBody } from "../callers/read-body.js";
import type { Room } from "../callers/room.js";

export const ROOM_FOR_THE_FORM = 8 * 1024;

export interface Upload {
  readonly step: string;
  readonly file: StoredFile | undefined; // none, or more than one
}
export interface UploadLimits {
  readonly maxBytes: number; // of the file
  readonly room: Room;
  /** The token of the page that asks for the file now. */
  readonly step: string;
}

/**
 * Reads the form and holds its room until `use` is done with the file.
 *
 * @returns `undefined` for what is no such form, or not the one of the page that asks now: then the file was not even read
 * @throws FormRefused when it, or its file, is too large, or does not arrive; BodyRefused "busy"
 */
export async function withUpload<T>(
  ctx: Koa.Context,
  { maxBytes, room, step }: UploadLimits,
  use: (upload: Upload) => Promise<T>,
): Promise<T | undefined> {
  const type = ctx.get("content-type");
  if (!/^multipart\/form-data;/i.test(type)) return undefined;
  const limits = { maxBytes: maxBytes + ROOM_FOR_THE_FORM, room, checkStart: startOf(step) };
  try {
    return await withBody(ctx, limits, async (body) => {
      const upload = await readParts(body, type, maxBytes);
      return upload && (await use(upload));
    });
  } catch (error) {
    if (error instanceof OtherForm) return undefined;
    if (!(error instanceof BodyRefused) || error.reason === "busy") throw error;
    throw new FormRefused(error.reason === "too-large" ? "too-large" : "bad-request", "the file was not read");
  } finally {
    ctx.req.resume(); // what was not read is not kept either, and the browser gets its answer when it has sent all
  }
}

/** A form whose token is spent, or that no page of ours has made. */
class OtherForm extends Error {}

const START_BYTES = 1024;
const FIRST_FIELD =
  /^--[^\r\n]{1,70}\r\ncontent-disposition: *form-data; *name="step"\r\n\r\n(?<step>[A-Za-z0-9_-]{0,64})\r\n/i;

/** Our page has the token in front of the file, and browsers send fields in their order (HTML, "constructing the entry list"). */
function startOf(step: string): (start: Buffer) => boolean {
  return (start) => {
    const found = FIRST_FIELD.exec(start.subarray(0, START_BYTES).toString("latin1"))?.groups?.step;
    if (found === step) return true;
    if (found === undefined && start.length < START_BYTES) return false;
    throw new OtherForm("the form does not begin with the page's token");
  };
}

async function readParts(body: Buffer, type: string, maxBytes: number): Promise<Upload | undefined> {
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
