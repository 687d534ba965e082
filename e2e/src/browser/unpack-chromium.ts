import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { FoundChromium } from "./find-chromium.js";

const PACKAGE = "@sparticuz/chromium";
const NAME = "eid-gateway-chromium-";

/**
 * The Chromium of the npm package, unpacked once per user and version.
 *
 * Left alone, the package unpacks into /tmp/chromium and takes whatever is there already, also when it is half written or
 * somebody else's. Here it unpacks into a new folder, which then moves into place in one step.
 */
export async function unpackChromium(): Promise<FoundChromium> {
  const entry = resolvePackage();
  const folder = join(tmpdir(), `${NAME}${process.getuid?.() ?? "user"}-${versionOf(entry)}`);
  if (!existsSync(folder)) await unpackInto(folder, entry);
  refuseForeign(folder);
  return {
    path: join(folder, "chromium"),
    env: { LD_LIBRARY_PATH: join(folder, "al2023", "lib"), FONTCONFIG_PATH: join(folder, "fonts") },
  };
}

function resolvePackage(): string {
  try {
    return createRequire(import.meta.url).resolve(PACKAGE);
  } catch (cause) {
    throw new Error(`no browser to test with: ${PACKAGE} is not installed here. Set CHROMIUM_PATH to a Chromium`, {
      cause,
    });
  }
}

function versionOf(entry: string): string {
  const manifest = join(entry.slice(0, entry.lastIndexOf(PACKAGE)), PACKAGE, "package.json");
  return (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version;
}

/** Anybody may make a folder of this name in /tmp before we do. */
function refuseForeign(folder: string): void {
  if (statSync(folder).uid === (process.getuid?.() ?? statSync(folder).uid)) return;
  throw new Error(`${folder} belongs to another user: remove it, or set CHROMIUM_PATH`);
}

async function unpackInto(folder: string, entry: string): Promise<void> {
  const fresh = mkdtempSync(join(dirname(folder), NAME));
  try {
    await unpack(fresh, entry);
    pointFontsAt(join(folder, "fonts"), join(fresh, "fonts", "fonts.conf"));
    renameSync(fresh, folder);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    // Another test was quicker: its copy is as good.
    if (!existsSync(folder)) throw error;
  }
}

/** In a process of its own, because the package is steered by variables: TMPDIR, and the one that says "bring your libraries". */
async function unpack(folder: string, entry: string): Promise<void> {
  const program = "const { default: chromium } = await import(process.argv[1]); await chromium.executablePath();";
  const env = { PATH: process.env.PATH, TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: "nodejs20.x" };
  await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program, entry], { env });
}

/** The package's font settings name /tmp; without a font, text has no width and every measure on a page is wrong. */
function pointFontsAt(fonts: string, settings: string): void {
  writeFileSync(settings, readFileSync(settings, "utf8").replaceAll("/tmp/fonts", fonts));
}
