import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readXmlSignatures } from "@eid-gateway/xmldsig";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  ENVELOPED,
  EXCLUSIVE,
  INCLUSIVE,
  publicKey,
  RESPONSE,
  type SigningChoices,
  signWithXmlCrypto,
} from "../any-signature.js";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "judges-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ours = (document: string) =>
  readXmlSignatures(Buffer.from(document)).every((signature) => signature.isMadeWith(publicKey));

function theirs(document: string): boolean {
  const [file, key] = [join(folder, "document.xml"), join(folder, "key.pem")];
  writeFileSync(file, document);
  writeFileSync(key, publicKey.export({ type: "spki", format: "pem" }));
  const ids = ["--id-attr:ID", "urn:p:Response", "--id-attr:ID", "urn:a:Assertion"];
  return spawnSync("xmlsec1", ["--verify", ...ids, "--pubkey-pem", key, file], { stdio: "ignore" }).status === 0;
}

const ASSERTION = "//*[local-name()='Assertion']";
const CHOICES: readonly (readonly [name: string, choices: SigningChoices])[] = [
  ["enveloped and exclusive", {}],
  ["over the whole document", { wholeDocument: true }],
  ["inclusive throughout", { transforms: [ENVELOPED, INCLUSIVE], canonicalization: INCLUSIVE }],
  ["over an element inside", { target: ASSERTION }],
  ["over an element inside, inclusively", { target: ASSERTION, transforms: [ENVELOPED, INCLUSIVE] }],
  ["beside what it signs", { target: ASSERTION, transforms: [EXCLUSIVE], action: "after" }],
];

describe("xmlsec1 and this reader say the same", () => {
  test.each(CHOICES)("of a signature %s", (_name, choices) => {
    const good = signWithXmlCrypto(RESPONSE, choices);
    expect([ours(good), theirs(good)]).toEqual([true, true]);
  });

  test.each(CHOICES)("of a changed document with a signature %s", (_name, choices) => {
    const changed = signWithXmlCrypto(RESPONSE, choices).replace("Ella", "Mallory");
    expect(changed).toContain("Mallory");
    expect([ours(changed), theirs(changed)]).toEqual([false, false]);
  });
});
