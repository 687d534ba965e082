import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runGateway } from "../../src/cli/run-gateway.js";
import { ask } from "../../src/judges/ask.js";
import { CHAIN_CASES } from "../../src/judges/chain-cases.js";
import { type ChainCase, JUDGED_AT } from "../../src/judges/chain-material.js";
import { CHAIN_DIFFERENCES } from "./chain-differences.js";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "chains-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

/** As strict as it can be, with the lists at hand. */
async function openssl({ leaf, untrusted, trust, crls }: ChainCase): Promise<string> {
  const lists = crls.flatMap((crl, n) => ["-CRLfile", write(`${n}.crl`, crl)]);
  const between = untrusted.length > 0 ? ["-untrusted", write("untrusted.pem", untrusted.join(""))] : [];
  const { content } = await ask(
    ...(["openssl", "verify", "-x509_strict", "-policy_check", "-crl_check"] as const),
    ...["-attime", String(JUDGED_AT.getTime() / 1000), "-no-CApath", "-no-CAstore"],
    ...["-CAfile", write("trust.pem", trust.join("")), ...between, ...lists, write("leaf.pem", leaf)],
  );
  return content ? "accepts" : "refuses";
}

async function ours({ leaf, untrusted, trust, crls, options = [] }: ChainCase): Promise<string> {
  const lists = crls.flatMap((crl, n) => ["--crl", write(`${n}.crl`, crl)]);
  const between = untrusted.length > 0 ? ["--untrusted", write("untrusted.pem", untrusted.join(""))] : [];
  const required = crls.length === 0 ? ["--require-revocation"] : [];
  const files = ["--trust", write("trust.pem", trust.join("")), ...between, ...lists, write("leaf.pem", leaf)];
  const { code } = await runGateway([
    "verify-chain",
    "--at",
    JUDGED_AT.toISOString(),
    ...options,
    ...required,
    ...files,
  ]);
  return { 0: "valid", 1: "not valid", 3: "cannot tell" }[code] ?? `exit code ${code}`;
}

describe("OpenSSL and verify-chain agree, but for the differences that are listed", () => {
  it.each(Object.entries(CHAIN_CASES))("%s", async (name, make) => {
    const chain = await make();
    const verdicts = { openssl: await openssl(chain), ours: await ours(chain) };
    const difference = CHAIN_DIFFERENCES[name];
    if (difference) expect(verdicts).toEqual({ openssl: difference.openssl, ours: difference.ours });
    else expect(verdicts.ours === "valid" ? "accepts" : "refuses").toBe(verdicts.openssl);
  });

  it("and every difference is of a chain that is judged", () => {
    expect(Object.keys(CHAIN_DIFFERENCES).filter((name) => !Object.hasOwn(CHAIN_CASES, name))).toEqual([]);
  });
});
