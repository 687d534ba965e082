/** The example in the client kit's README is run as it stands there, with addresses and names of this world. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makePdf } from "../../src/browser/sign-by-hand.js";
import { PROJECT } from "../../src/run-script.js";
import { openFile, signOn, wayBack } from "../../src/signing/sign-by-hand.js";
import { openBrowser } from "../../src/world/log-in.js";
import { startWorld, type World } from "../../src/world/start-world.js";

let world: World;
let folder: string;
beforeAll(async () => {
  world = await startWorld();
  folder = mkdtempSync(join(tmpdir(), "eid-readme-"));
  const scope = join(folder, "node_modules", "@eid-gateway");
  mkdirSync(scope, { recursive: true });
  symlinkSync(join(PROJECT, "packages", "client-kit"), join(scope, "client-kit"));
  const root = world.simulator.rootPem;
  const files = { "contract.pdf": await makePdf(), "client-secret": "demo-server-secret\n", "nemid-root.pem": root };
  for (const [name, content] of Object.entries({ ...files, "seal-root.pem": root, "sign.mjs": example() }))
    writeFileSync(join(folder, name), content);
});
afterAll(async () => {
  await world?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** @throws Error when the README no longer says what is replaced here */
function example(): string {
  const readme = readFileSync(join(PROJECT, "packages", "client-kit", "README.md"), "utf8");
  const written = /`sign\.mjs`, whole:\n\n```js\n([\s\S]*?)```/.exec(readme)?.[1] ?? "";
  const here = [
    ["https://id.example.dk", world.url],
    ["http://ocsp.example.dk", world.simulator.url],
    ["https://shop.example.dk", "http://localhost:3999"],
    ['"shop-server"', '"demo-server"'],
    ['"Shop"', '"Demo"'],
  ] as const;
  return here.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`the example does not say ${from}`);
    return text.replaceAll(from, to);
  }, written);
}

it("the example of the client kit's README has a contract signed", async () => {
  const anna = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
  const child = spawn(process.execPath, ["sign.mjs", anna.cpr ?? ""], {
    cwd: folder,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const address = (await lines.next()).value ?? "";
  const browser = openBrowser();
  const page = await browser.get(address);
  await openFile(browser, page);
  expect(wayBack(await signOn(browser, world, page, anna))).toMatch(
    /^http:\/\/localhost:3999\/signed\?signing=complete/,
  );
  expect((await lines.next()).value).toMatch(new RegExp(`^Signed by ${anna.name}, sealed 20\\d\\d-`));
  expect(await ended).toEqual([0, null]);
  expect(readFileSync(join(folder, "signed.pdf"), "latin1")).toMatch(/^%PDF-/);
});
