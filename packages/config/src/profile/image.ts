import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { extname } from "node:path";
import type { Findings, Problem } from "../findings.js";
import type { Image } from "../graphical-profile.js";
import { missingFile } from "../missing-file.js";
import { svgProblem } from "./svg.js";

type Kind = {
  readonly mediaType: Image["mediaType"];
  readonly maxBytes: number;
  readonly find: (bytes: Buffer) => Problem | undefined;
};

const SVG: Kind = { mediaType: "image/svg+xml", maxBytes: 256 * 1024, find: checkSvg };
const PNG = raster("image/png", (hex) => hex.startsWith("89504e470d0a1a0a"));
const JPEG = raster("image/jpeg", (hex) => hex.startsWith("ffd8ff"));
const WEBP = raster("image/webp", (hex) => hex.startsWith("52494646") && hex.slice(16) === "57454250"); // RIFF....WEBP
const KINDS: Readonly<Record<string, Kind>> = { ".svg": SVG, ".png": PNG, ".jpg": JPEG, ".jpeg": JPEG, ".webp": WEBP };

/** What a picture is: where it is named, its bare name, and where it lies. */
export type ImageReference = {
  readonly file: string;
  readonly path: (string | number)[];
  readonly name: string;
  readonly at: string;
};

/** Reads and checks a picture of a profile. @returns undefined when it will not do; then the findings say why */
export function readImage({ file, path, name, at }: ImageReference, findings: Findings): Image | undefined {
  const kind = KINDS[extname(name)] ?? SVG;
  try {
    const { size } = statSync(at);
    if (size > kind.maxBytes) {
      findings.issue(at, [], { message: `is larger than ${kind.maxBytes} bytes`, remedy: "make it smaller" });
      return undefined;
    }
    const bytes = readFileSync(at);
    const problem = kind.find(bytes);
    if (problem) findings.issue(at, [], problem);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    return problem ? undefined : { name, mediaType: kind.mediaType, sha256, bytes: new Uint8Array(bytes) };
  } catch (error) {
    findings.issue(file, path, missingFile(at, undefined, error));
    return undefined;
  }
}

function checkSvg(bytes: Buffer): Problem | undefined {
  try {
    return svgProblem(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return { message: "is not UTF-8 text", remedy: "save it with the encoding UTF-8" };
  }
}

function raster(mediaType: Image["mediaType"], isStart: (hex: string) => boolean): Kind {
  const wrong = { message: `is not an ${mediaType} file`, remedy: "give it the extension of what it is" };
  const find = (bytes: Buffer) => (isStart(bytes.subarray(0, 12).toString("hex")) ? undefined : wrong);
  return { mediaType, maxBytes: 1024 * 1024, find };
}
