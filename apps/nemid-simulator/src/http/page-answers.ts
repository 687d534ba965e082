import type { Html } from "@eid-gateway/html";
import type { Context } from "koa";
import type { ZodType } from "zod";
import { parseBy } from "./read-body.js";

const TICKS = new Set(["autofill", "pseudonym", "youth", "extra"]);
const NUMBERS = new Set(["delayMs", "times"]);
const BUTTONS = new Set(["create", "change", "set", "replace"]);

/** A form's fields as the API's body: empty ones are left out, ticks are true, numbers are numbers. */
export function readFields<T>(schema: ZodType<T>, fields: Record<string, string>): T {
  const filled = Object.entries(fields).filter(([name, value]) => value.trim() !== "" && !BUTTONS.has(name));
  return parseBy(schema, Object.fromEntries(filled.map(([name, value]) => [name, readField(name, value.trim())])));
}

function readField(name: string, value: string): string | number | boolean {
  if (TICKS.has(name)) return value === "true";
  return NUMBERS.has(name) ? Number(value) : value;
}

/** Answers with a page. */
export function show(context: Context, page: Html): void {
  context.type = "html";
  context.body = String(page);
}

/** Sends the browser on after a form, so that reloading does not send the form again. */
export function go(context: Context, path: string): void {
  context.status = 303;
  context.set("Location", path);
  context.body = "";
}

/** Answers with a PKCS#12 to be saved. */
export function download(context: Context, bytes: Uint8Array, name: string): void {
  context.attachment(name);
  context.type = "application/x-pkcs12";
  context.body = Buffer.from(bytes);
}
