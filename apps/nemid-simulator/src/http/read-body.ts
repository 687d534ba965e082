import type { Context } from "koa";
import type { ZodType } from "zod";
import { Refusal } from "../register/refusal.js";

const SMALL_BODY = 64 * 1024;
export const CLIENT_BODY = 16 * 1024 * 1024; // parameters may carry a document to sign

/** Reads a JSON body by a schema. Another content type, too many bytes, or anything the schema does not name is a Refusal (400). */
export async function readJson<T>(context: Context, schema: ZodType<T>, limit = SMALL_BODY): Promise<T> {
  if (!context.is("application/json")) throw new Refusal(400, "the body must be application/json");
  return parseBy(schema, parseJson(await readText(context, limit)));
}

/** What a schema makes of a value; what it refuses is a Refusal (400) that names every mistake. */
export function parseBy<T>(schema: ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => [path.join("."), message].filter(Boolean).join(": "));
  throw new Refusal(400, problems.join("; "));
}

/** Reads the fields of a form; a field that comes twice is a Refusal (400). */
export async function readForm(context: Context, limit = SMALL_BODY): Promise<Record<string, string>> {
  if (!context.is("application/x-www-form-urlencoded")) throw new Refusal(400, "the body must be a form");
  const fields = [...new URLSearchParams(await readText(context, limit))];
  const names = new Set(fields.map(([name]) => name));
  if (names.size < fields.length) throw new Refusal(400, "a field comes twice");
  return Object.fromEntries(fields);
}

/** The fields and files of a form that uploads; a file is its bytes. A field that comes twice is a Refusal (400). */
export async function readUpload(context: Context): Promise<Record<string, string | Uint8Array>> {
  if (!context.is("multipart/form-data")) throw new Refusal(400, "the body must be a form that uploads");
  const headers = { "Content-Type": context.get("Content-Type") };
  const body = await readBytes(context, CLIENT_BODY);
  const form = await new Response(body, { headers }).formData().catch(() => {
    throw new Refusal(400, "the form cannot be read");
  });
  const fields: [string, string | Uint8Array][] = [];
  for (const [name, value] of form)
    fields.push([name, typeof value === "string" ? value : new Uint8Array(await value.arrayBuffer())]);
  if (new Set(fields.map(([name]) => name)).size < fields.length) throw new Refusal(400, "a field comes twice");
  return Object.fromEntries(fields);
}

async function readText(context: Context, limit: number): Promise<string> {
  return decodeUtf8(await readBytes(context, limit));
}

async function readBytes(context: Context, limit: number): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Not destroyed: the sender of too much still gets its answer.
  for await (const chunk of context.req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw new Refusal(400, `the body is too large: at most ${limit} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function decodeUtf8(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal(400, "the body is not UTF-8");
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, "the body is not JSON");
  }
}
