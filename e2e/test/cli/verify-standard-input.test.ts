import { spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openVerificationDesk, SIGNED_AT, type VerificationDesk } from "../../src/cli/verification-desk.js";
import { PROJECT } from "../../src/run-script.js";

let desk: VerificationDesk;
beforeAll(async () => {
  desk = await openVerificationDesk();
});
afterAll(() => desk?.remove());

const GATEWAY = join(PROJECT, "apps", "gateway", "dist", "main.js");

async function verifyListed(input: string) {
  const options = ["--json", "--trust", desk.root, "--crl", desk.lists, "--at", SIGNED_AT];
  const child = spawn(process.execPath, [GATEWAY, "verify", ...options, "-"], { cwd: PROJECT });
  child.stdin.end(input);
  const code = new Promise<number | null>((resolve) => child.on("close", resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await code, stdout, stderr };
}

it("takes one name per line, of either kind of line end, and passes over empty lines", async () => {
  const good = await desk.logIn();
  const none = desk.file("a name with blanks", "hello");
  const { code, stdout, stderr } = await verifyListed(`${good}\r\n\n${none}\n`);
  const lines = stdout.trim().split("\n");
  expect(lines.map((line) => (JSON.parse(line) as { file: string }).file)).toEqual([good, none]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^2 files: 1 valid, .* 1 not a message/);
});

it("refuses to have verified nothing", async () => {
  const { code, stdout, stderr } = await verifyListed("\n");
  expect([code, stdout]).toEqual([64, ""]);
  expect(stderr).toContain("Standard input names no file.");
});
