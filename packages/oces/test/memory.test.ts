import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SigningContent } from "@eid-gateway/oces-testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createCa } from "./ca.js";
import { signing } from "./signings.js";

/**
 * A process of its own, so that its peak is that of reading one document, once everything else has been loaded. A shell starts it:
 * Linux counts to a new process what the one that started it held, and this one may hold more than is measured.
 */
const SCRIPT = `
  import { readFileSync } from "node:fs";
  import { readMessage } from "@eid-gateway/oces";
  const [small, large] = process.argv.slice(1);
  readMessage(readFileSync(small));
  const before = process.resourceUsage().maxRSS;
  const { signedXml, signer, document } = readMessage(readFileSync(large));
  if (!signedXml.verifyWith(signer.publicKey)) throw new Error("not intact");
  console.log(JSON.stringify([(process.resourceUsage().maxRSS - before) * 1024, document.bytes.length]));
`;
const IN_A_SHELL = ["-c", '"$0" "$@"; exit $?', process.execPath];
const SIZE = 15 * 1024 * 1024; // 20 MB as base64
const folder = mkdtempSync(join(tmpdir(), "signing-"));
const file = (name: string) => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true }));

const LARGE: Readonly<Record<string, { readonly content: SigningContent; readonly transport: "xml" | "base64" }>> = {
  "a PDF": { content: { kind: "pdf", pdf: Buffer.alloc(SIZE, "%PDF-1.4 æ") }, transport: "xml" },
  "a PDF in base64 of base64": { content: { kind: "pdf", pdf: Buffer.alloc(SIZE, "%PDF-1.4 æ") }, transport: "base64" },
  "a text of two-byte characters": {
    content: { kind: "text", text: "I owe 100 €\n".repeat(SIZE / 14) },
    transport: "xml",
  },
};

beforeAll(async () => {
  const person = await (await createCa()).issuePoces();
  writeFileSync(file("small"), signing(person));
  for (const [name, { content, transport }] of Object.entries(LARGE)) {
    writeFileSync(file(name), signing(person, { signing: content, transport }));
  }
});

it.each(Object.entries(LARGE))(
  "reading %s of 15 MB takes less than five times the message's memory",
  (name, { transport }) => {
    const argv = [...IN_A_SHELL, "--input-type=module", "-e", SCRIPT, file("small"), file(name)];
    const output = execFileSync("/bin/sh", argv, { cwd: import.meta.dirname, encoding: "utf8" });
    const [taken, read] = JSON.parse(output) as [number, number];
    expect(read).toBeGreaterThan(SIZE * 0.95);
    const message = SIZE * (transport === "base64" ? 16 / 9 : 4 / 3);
    expect(taken / message).toBeGreaterThan(1); // it was measured at all
    expect(taken / message).toBeLessThan(5);
  },
);
