import { mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { NemidMessage } from "@eid-gateway/oces";
import type { Answer } from "./answer.js";
import type { ContainerAnswer } from "./containers/container-answer.js";
import { UsageError } from "./usage-error.js";

const ENDINGS: Readonly<Record<string, string>> = {
  "text/plain": "txt",
  "text/html": "html",
  "text/xml": "xml",
  "application/xml": "xml",
  "application/x-ltv-sdo": "xml",
  "application/pdf": "pdf",
};

const DEVICE = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/i;
const LONGEST_STEM = 200; // of the 255 that file systems take

/**
 * Writes the signed document and its attachments, named after the message's file: titles in a message were chosen by who made it.
 * Only what is intact is what was signed. No file is overwritten, and no link is followed.
 *
 * @throws UsageError when a file cannot be written
 */
export function extractDocuments(answer: Answer, folder: string): readonly string[] {
  const parts = partsOf(answer);
  if (parts.length === 0) return [];
  const stem = stemOf(answer.file);
  return parts.map(({ suffix, mediaType, bytes }) => {
    const path = join(folder, `${stem}${suffix}.${ENDINGS[mediaType] ?? "bin"}`);
    write(folder, path, bytes);
    return path;
  });
}

/** Plain letters, no hidden file, and none that Windows takes for a device, wherever the folder is copied to. */
function stemOf(file: string): string {
  const plain = basename(file)
    .replace(/[^A-Za-z0-9._-]/g, "_")
    .replace(/^\.+/, "_")
    .slice(0, LONGEST_STEM);
  return DEVICE.test(plain) ? `_${plain}` : plain;
}

function isIntact(findings: readonly { readonly rule: string; readonly level: string }[]): boolean {
  return findings.some(({ rule, level }) => rule === "integrity" && level === "passed");
}

function partsOf(answer: Answer): readonly Part[] {
  if (answer.kind === "container") return isIntact(answer.report.seal.findings) ? partsOfContainer(answer) : [];
  return answer.kind === "report" && isIntact(answer.report.findings) ? partsOfMessage(answer.message) : [];
}

interface Part {
  readonly suffix: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** Numbered, for the same reason. */
function partsOfContainer({ documents }: ContainerAnswer): readonly Part[] {
  return documents.flatMap(({ mediaType, bytes }, index) =>
    bytes ? [{ suffix: `.document-${index + 1}`, mediaType, bytes }] : [],
  );
}

function partsOfMessage({ document, attachments }: NemidMessage): readonly Part[] {
  return [
    ...(document ? [{ suffix: ".signed", ...document }] : []),
    ...attachments.map((attachment) => ({ suffix: `.${attachment.id}`, ...attachment })), // "attachment-1", as signed
  ];
}

function write(folder: string, path: string, bytes: Uint8Array): void {
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, bytes, { flag: "wx" });
  } catch (error) {
    const { code = "unknown reason" } = error as NodeJS.ErrnoException;
    const why =
      code === "EEXIST" ? "it is there already, and nothing is overwritten" : `it cannot be written (${code})`;
    throw new UsageError(`--extract ${path}: ${why}`);
  }
}
