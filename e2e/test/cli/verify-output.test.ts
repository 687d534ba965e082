/** What becomes of the answers: lines that stay lines, names that steer no terminal, and readers that leave. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runGateway } from "../../src/cli/run-gateway.js";
import { openVerificationDesk, SIGNED_AT, type VerificationDesk } from "../../src/cli/verification-desk.js";
import { PROJECT } from "../../src/run-script.js";

let desk: VerificationDesk;
let good: string;
beforeAll(async () => {
  desk = await openVerificationDesk();
  good = await desk.logIn();
});
afterAll(() => desk?.remove());

const options = () => ["--trust", desk.root, "--crl", desk.lists, "--at", SIGNED_AT];
const named = (name: string) => desk.file(name, readFileSync(good));

describe("the name of a file that would end a line, steer a terminal or reverse text", () => {
  const NAME = "a\n\u001b[31m\u009b\u202e\u2028\u3164b.xml";

  it("stays on its line of JSON, in plain characters, and is read as it is", async () => {
    const file = named(NAME);
    const { stdout } = await runGateway(["verify", ...options(), "--json", file]);
    const xmldsig = await runGateway(["verify-xmldsig", "--embedded", "--json", file]);
    for (const output of [stdout, xmldsig.stdout]) {
      expect(output.trimEnd().split(/[\n\r\u0085\u2028\u2029]/)).toHaveLength(1);
      expect(output).toMatch(/^[\x20-\x7e]+\n$/);
      expect((JSON.parse(output) as { file: string }).file).toBe(file);
    }
  });

  it("is written out in words", async () => {
    const file = named(NAME);
    const shown = "a[U+000A][U+001B][31m[U+009B][U+202E][U+2028][U+3164]b.xml: ";
    const { stdout } = await runGateway(["verify", ...options(), file]);
    expect(stdout.split("\n")[0]).toContain(`${shown}VALID`);
    const xmldsig = await runGateway(["verify-xmldsig", "--embedded", file]);
    expect(xmldsig.stdout.split("\n")[0]).toContain(`${shown}INTACT, NOT TRUSTED`);
  });
});

describe("a batch whose answers nobody takes", () => {
  const MANY = 300;
  const start = (stdout: "pipe" | number) => {
    const files = Array.from({ length: MANY }, () => good);
    const main = join(PROJECT, "apps", "gateway", "dist", "main.js");
    return spawn(process.execPath, [main, "verify", ...options(), "--json", ...files], {
      stdio: ["ignore", stdout, "pipe"],
    });
  };
  async function endOf(batch: ReturnType<typeof start>) {
    const [stderr, [code]] = await Promise.all([text(batch.stderr!), once(batch, "close")]);
    return { code, stderr, told: Number(/(\d+) of 300 files/.exec(stderr)?.[1]) };
  }

  it("stops where the reader leaves, says so and ends with 64", async () => {
    const batch = start("pipe");
    batch.stdout!.once("data", () => batch.stdout!.destroy());
    const { code, stderr, told } = await endOf(batch);
    expect([code, stderr]).toEqual([64, expect.stringContaining("Not every answer was written")]);
    expect(told).toBeLessThan(MANY);
  });

  it.runIf(process.platform === "linux")("and where the disk is full", async () => {
    const { code, stderr } = await endOf(start(openSync("/dev/full", "w")));
    expect([code, stderr]).toEqual([64, expect.stringContaining("Not every answer was written")]);
  });
});
