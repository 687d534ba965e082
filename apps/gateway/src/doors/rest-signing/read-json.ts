/** A message in JSON, read strictly: its type, its encoding, each member once, and every violation of the schema at once. */
import { isUtf8 } from "node:buffer";
import type { IncomingHttpHeaders } from "node:http";
import type { z } from "zod";
import { Invalid, MediaTypeRefused, NotJson } from "./problem.js";
import { scanJson } from "./scan-json.js";

/** Before the body is read. JSON between systems is UTF-8 (RFC 8259 section 8.1), whatever a charset says. @throws MediaTypeRefused */
export function checkJsonHeaders(headers: IncomingHttpHeaders): void {
  const { "content-type": header = "", "content-encoding": encoding = "identity" } = headers;
  const [type = "", ...parameters] = header.split(";").map((part) => part.trim().toLowerCase());
  const charset = parameters.find((each) => each.startsWith("charset="));
  const isPlain =
    encoding.toLowerCase() === "identity" && (charset === undefined || /^charset="?utf-?8"?$/.test(charset));
  if (type !== "application/json" || !isPlain) throw new MediaTypeRefused();
}

/** @throws NotJson; RestRefused for a member that stands there twice, and for more than an order has; Invalid */
export function readJson<T extends z.ZodType>(body: Buffer, schema: T): z.output<T> {
  if (!isUtf8(body)) throw new NotJson();
  const read = schema.safeParse(parse(body.toString("utf8")));
  if (!read.success) throw new Invalid(read.error.issues);
  return read.data;
}

function parse(text: string): unknown {
  try {
    scanJson(text);
    return JSON.parse(text, leaveOutNull);
  } catch (error) {
    if (error instanceof SyntaxError) throw new NotJson(); // the parser's own words quote what it read
    throw error;
  }
}

/** Many serialisers write `null` for a member that is not set. In a list it stands for something, and stays. */
function leaveOutNull(this: unknown, name: string, value: unknown): unknown {
  return value === null && name !== "" && !Array.isArray(this) ? undefined : value;
}
