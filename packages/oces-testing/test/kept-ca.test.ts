import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openTestCa } from "@eid-gateway/oces-testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import { NOW } from "./test-ca-of-today.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "oces-testing-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = () => openTestCa({ folder, baseUrl: "http://localhost:8090", seed: "kept", clock: { now: () => NOW } });

test("opens as it was left: authorities, holders, revocations", async () => {
  const first = await open();
  const second = await first.addIssuingCa();
  const [person, employee] = [await first.issuePoces(), await first.issueMoces({ issuer: second, revoked: true })];
  const again = await open();
  expect(again.root.pem).toBe(first.root.pem);
  expect(again.issuingCas.map(({ name }) => name)).toEqual(["TRUST2408 Simulator CA I", "TRUST2408 Simulator CA II"]);
  expect(again.findIssued(person.serial)?.privateKeyPem).toBe(person.privateKeyPem);
  expect(again.findIssued(employee.serial)).toMatchObject({ subject: employee.subject, chain: employee.chain });
  expect(again.findRevocation(employee.serial)).toEqual({ at: NOW, reason: "unspecified" });
  expect(again.issued).toHaveLength(2);
});

test("an opened CA goes on issuing, with numbers it has not drawn before", async () => {
  const before = await (await open()).issuePoces();
  const after = await (await open()).issuePoces();
  expect(after.subject.pid).not.toBe(before.subject.pid);
  expect((await open()).issued.map(({ serial }) => serial)).toEqual([before.serial, after.serial]);
});

test("a revocation taken back stays taken back", async () => {
  const ca = await open();
  const { serial } = await ca.issuePoces({ revoked: true });
  ca.reinstate(serial);
  expect((await open()).findRevocation(serial)).toBeUndefined();
});

test("keys are readable by their owner alone", async () => {
  await open();
  const keys = readdirSync(join(folder, "keys"));
  expect(keys).toHaveLength(2);
  for (const key of keys) expect(statSync(join(folder, "keys", key)).mode & 0o777).toBe(0o600);
  expect(statSync(join(folder, "register.jsonl")).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(folder, "register.jsonl"), "utf8")).not.toContain("PRIVATE KEY");
});

test("the root's certificate lies beside them for others to trust", async () => {
  const ca = await open();
  expect(readFileSync(join(folder, "root.pem"), "utf8")).toBe(ca.root.pem);
});

test("a line that was being written when the process died is cut off", async () => {
  const { serial } = await (await open()).issuePoces();
  appendFileSync(join(folder, "register.jsonl"), '{"what":"revoked","ser');
  const again = await open();
  expect(again.findRevocation(serial)).toBeUndefined();
  again.revoke(serial);
  expect((await open()).findRevocation(serial)).toBeDefined();
});

test("refuses a damaged register, naming file and line", async () => {
  await open();
  const file = join(folder, "register.jsonl");
  const [first, ...rest] = readFileSync(file, "utf8").split("\n");
  writeFileSync(file, [first, "not json", ...rest].join("\n"));
  await expect(open()).rejects.toThrow(/register\.jsonl, line 2 cannot be read/);
});

test("refuses a register whose key is gone", async () => {
  const ca = await open();
  rmSync(join(folder, "keys", `${ca.issuing.serial}.pem`));
  await expect(open()).rejects.toThrow(/line 2 cannot be read/);
});
