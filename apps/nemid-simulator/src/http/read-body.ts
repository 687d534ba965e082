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
export async function readForm(context: Context): Promise<Record<string, string>> {
  if (!context.is("application/x-www-form-urlencoded")) throw new Refusal(400, "the body must be a form");
  const fields = [...new URLSearchParams(await readText(context, SMALL_BODY))];
  const names = new Set(fields.map(([name]) => name));
  if (names.size < fields.length) throw new Refusal(400, "a field comes twice");
  return Object.fromEntries(fields);
}

async function readText(context: Context, limit: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Not destroyed: the sender of too much still gets its answer.
  for await (const chunk of context.req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw new Refusal(400, `the body is too large: at most ${limit} bytes`);
    chunks.push(chunk);
  }
  return decodeUtf8(Buffer.concat(chunks));
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
