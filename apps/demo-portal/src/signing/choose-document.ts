/** From what the visitor chose to the document that is ordered, or why there is none. */
import type { DocumentToSign } from "@eid-gateway/client-kit";
import type { Say } from "../languages.js";
import { MAX_FILE_BYTES } from "./read-upload.js";
import { samplePdf } from "./sample-pdf.js";
import type { SignWish } from "./sign-wish.js";

export type DocumentProblem = "no-file" | "too-large" | "not-pdf" | "no-text" | "text-too-long";

const MAX_CHARACTERS = 20_000;
const MAX_NAME = 80;

export async function chooseDocument(
  wish: SignWish,
  fields: FormData,
  say: Say,
  now: Date,
): Promise<DocumentToSign | DocumentProblem> {
  if (wish.source === "sample") return pdf(say("sampleTitle"), samplePdf(sampleLines(say, now)));
  return wish.source === "text" ? typed(wish.text, say) : uploaded(fields.get("file"), say);
}

function typed(text: string, say: Say): DocumentToSign | DocumentProblem {
  const plain = text.replaceAll("\r\n", "\n").trim();
  if (plain === "") return "no-text";
  if (plain.length > MAX_CHARACTERS) return "text-too-long";
  return { title: say("textTitle"), mediaType: "text/plain; charset=utf-8", bytes: Buffer.from(`${plain}\n`) };
}

async function uploaded(file: ReturnType<FormData["get"]>, say: Say): Promise<DocumentToSign | DocumentProblem> {
  if (file === null || typeof file === "string" || file.size === 0) return "no-file";
  if (file.size > MAX_FILE_BYTES) return "too-large";
  const bytes = new Uint8Array(await file.arrayBuffer());
  return Buffer.from(bytes.subarray(0, 5)).toString("latin1") === "%PDF-" ? pdf(nameOf(file, say), bytes) : "not-pdf";
}

function pdf(title: string, bytes: Uint8Array): DocumentToSign {
  return { title, mediaType: "application/pdf", bytes };
}

/** As the visitor's own list of files has it, without what could not be written anywhere. */
function nameOf({ name }: File, say: Say): string {
  const printable = name.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, "").trim();
  return [...printable].slice(0, MAX_NAME).join("") || say("fileTitle");
}

function sampleLines(say: Say, now: Date): readonly string[] {
  const date = now.toISOString().slice(0, 10);
  return [say("sampleTitle"), "", say("sampleLine1"), say("sampleLine2"), "", say("sampleDate", date)];
}
