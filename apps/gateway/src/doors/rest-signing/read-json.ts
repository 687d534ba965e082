import { isUtf8 } from "node:buffer";
import type Koa from "koa";
import type { z } from "zod";
import { Invalid, NotJson } from "./problem.js";

/** @throws NotJson, or Invalid with every violation at once */
export async function readJson<T extends z.ZodType>(ctx: Koa.Context, body: Buffer, schema: T): Promise<z.output<T>> {
  const type = ctx.get("content-type").split(";", 1)[0]!.trim().toLowerCase();
  if (type !== "application/json" || !isUtf8(body)) throw new NotJson();
  const read = schema.safeParse(parse(body.toString("utf8")));
  if (!read.success) throw new Invalid(read.error.issues);
  return read.data;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new NotJson(); // the parser's own words quote what it read
  }
}
