/** Why a file is not taken or not given: a status, and a sentence for whoever reads the caller's log. */
import type { IncomingHttpHeaders } from "node:http";
import { SigningError } from "@eid-gateway/signing";
import { StorageError } from "@eid-gateway/storage";
import type Koa from "koa";
import type { Log } from "../../log.js";
import { CallerRefused } from "../callers/callers.js";
import { BodyRefused } from "../callers/read-body.js";

const REFUSALS = {
  empty: [400, "The body is empty."],
  "body-aborted": [400, "The body did not arrive."],
  foreign: [403, "These are another service's files."],
  "not-found": [404, "There is no such file."],
  "no-length": [411, "Say how long the body is, by Content-Length or by chunks."],
  "media-type": [415, "Say what the file is, in Content-Type: application/pdf, text/plain; charset=utf-8."],
  "content-encoding": [415, "Send the file as it is, without Content-Encoding."],
} as const;
type Reason = keyof typeof REFUSALS;

export class StoreRefused extends Error {
  override readonly name = "StoreRefused";
  readonly status: number;

  constructor(reason: Reason) {
    const [status, sentence] = REFUSALS[reason];
    super(sentence);
    this.status = status;
  }
}

// RFC 9110 section 8.3.1, without the characters that would end a header.
const MEDIA_TYPE =
  /^[A-Za-z0-9!#$&^_.+-]+\/[A-Za-z0-9!#$&^_.+-]+(?:\s*;\s*[A-Za-z0-9!#$&^_.+-]+=(?:[A-Za-z0-9!#$&^_.+-]+|"[^"\\\r\n]*"))*$/;
/** What clients send who were not told what they are sending. */
const NO_FILE = /^(?:multipart\/|application\/x-www-form-urlencoded)/i;

/** Before the body is read. @returns the file's type, as it will be given back @throws StoreRefused */
export function checkUpload(headers: IncomingHttpHeaders): string {
  const { "content-type": type = "", "content-encoding": encoding = "identity" } = headers;
  if (headers["content-length"] === undefined && headers["transfer-encoding"] === undefined)
    throw new StoreRefused("no-length");
  if (encoding !== "identity") throw new StoreRefused("content-encoding");
  if (type.length > 200 || !MEDIA_TYPE.test(type) || NO_FILE.test(type)) throw new StoreRefused("media-type");
  return type;
}

export function tellRefusal(ctx: Koa.Context, error: unknown, log: Log): void {
  const [status, sentence] = answerTo(error, log);
  ctx.status = status;
  if (status === 401) ctx.set("www-authenticate", 'Basic realm="documents", charset="UTF-8"');
  if (status === 429 || status === 503) ctx.set("retry-after", "60");
  if (!ctx.req.complete) ctx.set("connection", "close"); // what is still to come is not read
  ctx.type = "text/plain";
  ctx.body = sentence.endsWith(".") ? `${sentence}\n` : `${sentence}.\n`;
}

function answerTo(error: unknown, log: Log): readonly [status: number, sentence: string] {
  if (error instanceof StoreRefused) return [error.status, error.message];
  if (error instanceof CallerRefused) return CALLERS[error.reason];
  if (error instanceof BodyRefused) return BODIES[error.reason];
  if (error instanceof SigningError) return [error.code === "document-refused" ? 415 : 404, error.message];
  log.error({ err: error }, "a file could not be served");
  if (!(error instanceof StorageError)) return [500, "The gateway has failed."];
  return error.code === "storage:full" ? [507, "There is no room for it."] : [503, "Come again in a minute."];
}

const CALLERS = {
  unknown: [401, "Give the service's user name and password."],
  "too-many-guesses": [429, "Too many wrong passwords from your address."],
  "no-certificate": [403, "Show one of the service's client certificates."],
} as const;
const BODIES = {
  "too-large": [413, "The file is larger than the service may send."],
  busy: [503, "The gateway is receiving as much as it can."],
  aborted: REFUSALS["body-aborted"],
} as const;
