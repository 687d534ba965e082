/** A posted form, read strictly: its type, its size, and each field once. */
import type { IncomingMessage } from "node:http";
import type { Fields } from "@eid-gateway/core";

export type FormRefusal = "too-large" | "bad-request";
export class FormRefused extends Error {
  override readonly name = "FormRefused";
  readonly kind: FormRefusal;

  constructor(kind: FormRefusal, message: string) {
    super(message);
    this.kind = kind;
  }
}

const MAX_FIELDS = 64;

/** @param maxBytes of the body @throws FormRefused; nothing of the content stands in its message */
export async function readForm(request: IncomingMessage, maxBytes: number): Promise<Fields> {
  return parseForm(await readUrlEncoded(request, maxBytes));
}

/** The form as it came: visible ASCII. @throws FormRefused */
export async function readUrlEncoded(request: IncomingMessage, maxBytes: number): Promise<string> {
  const type = request.headers["content-type"]?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/x-www-form-urlencoded")
    throw new FormRefused("bad-request", "a form is posted as a URL-encoded form");
  if (Number(request.headers["content-length"] ?? 0) > maxBytes)
    throw new FormRefused("too-large", "the form is too large");
  const body = (await readBytes(request, maxBytes)).toString("latin1");
  checkEncoding(body);
  return body;
}

/** The query of an address, as strictly. @throws FormRefused */
export function readQuery(query: string): Fields {
  checkEncoding(query);
  return parseForm(query);
}

/** Percent-encoded text is ASCII; URLSearchParams would read what is not as something else, in silence. */
function checkEncoding(text: string): void {
  if (!/^[\x21-\x7e]*$/.test(text)) throw new FormRefused("bad-request", "the form is not URL-encoded");
}

/** The whole body. @throws FormRefused when it is larger than `maxBytes` */
export async function readBytes(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new FormRefused("too-large", "the form is too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parseForm(body: string): Fields {
  const fields: Record<string, string> = Object.create(null) as Record<string, string>;
  let count = 0;
  for (const pair of body.split("&").filter(Boolean)) {
    count += 1;
    const [name, value] = decodePair(pair);
    if (name in fields) throw new FormRefused("bad-request", "a field is given twice");
    if (count > MAX_FIELDS) throw new FormRefused("bad-request", "the form has too many fields");
    fields[name] = value;
  }
  return { ...fields };
}

function decodePair(pair: string): readonly [string, string] {
  const at = pair.indexOf("=");
  const decode = (text: string) => decodeURIComponent(text.replaceAll("+", " "));
  try {
    return at < 0 ? [decode(pair), ""] : [decode(pair.slice(0, at)), decode(pair.slice(at + 1))];
  } catch {
    throw new FormRefused("bad-request", "the form is not UTF-8");
  }
}
