import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import { temporaryFolder } from "./start-for-test.js";

const MAIN = fileURLToPath(new URL("../dist/main.js", import.meta.url));
const running: ChildProcessWithoutNullStreams[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
});

function run(env: Record<string, string>): {
  child: ChildProcessWithoutNullStreams;
  out: () => string;
  err: () => string;
} {
  const ports = { NEMID_SIMULATOR_PORT: "0", NEMID_SIMULATOR_TLS_PORT: "0" };
  const child = spawn(process.execPath, [MAIN], { env: { PATH: process.env.PATH, ...ports, ...env } });
  running.push(child);
  const [out, err] = [[] as string[], [] as string[]];
  child.stdout.on("data", (chunk) => out.push(String(chunk)));
  child.stderr.on("data", (chunk) => err.push(String(chunk)));
  return { child, out: () => out.join(""), err: () => err.join("") };
}

async function untilPrinted({ child, out }: ReturnType<typeof run>, lines: number): Promise<string> {
  while (out().split("\n").length <= lines) await once(child.stdout, "data");
  return out();
}

describe("the command", () => {
  test.each(["SIGTERM", "SIGINT"] as const)(
    "prints addresses and three identities with password and key card, and ends well on %s",
    async (signal) => {
      const folder = temporaryFolder();
      const started = run({ EID_GATEWAY_VAR: folder });
      const printed = await untilPrinted(started, 4);
      expect(printed).toMatch(/^NemID-simulator: http:\/\/localhost:\d+ and https:\/\/localhost:\d+\n/);
      const identities = [...printed.matchAll(/user ID (\S+) {3}password (\S+) {3}.*key card (http\S+)/g)];
      expect(identities).toHaveLength(3);
      for (const [, , , card] of identities) expect((await fetch(card!)).status).toBe(200);
      expect(existsSync(join(folder, "simulator", "root.pem"))).toBe(true);
      started.child.kill(signal);
      expect(await once(started.child, "exit")).toEqual([0, null]);
    },
  );

  test("a taken port is one sentence on standard error, and exit code 1", async () => {
    const blocker = createServer().listen(0, "127.0.0.1");
    await once(blocker, "listening");
    const { port } = blocker.address() as { port: number };
    const refused = run({ EID_GATEWAY_VAR: temporaryFolder(), NEMID_SIMULATOR_PORT: String(port) });
    expect(await once(refused.child, "close")).toEqual([1, null]);
    blocker.close();
    expect([refused.out(), refused.err()]).toEqual([
      "",
      `Port ${port} is taken by another program; stop it, or choose another port with NEMID_SIMULATOR_PORT.\n`,
    ]);
  });

  test("a damaged state folder is one sentence that says what to do, and exit code 1", async () => {
    const folder = temporaryFolder();
    const file = join(folder, "simulator", "simulator.json");
    mkdirSync(join(folder, "simulator"));
    writeFileSync(file, "{");
    const refused = run({ EID_GATEWAY_VAR: folder });
    expect(await once(refused.child, "close")).toEqual([1, null]);
    expect(refused.err()).toBe(
      `${file} is not JSON; restore it, or remove the simulator's state folder to start afresh\n`,
    );
  });

  test.each(["x", "-1", "65536", "80.5", ""])("refuses NEMID_SIMULATOR_PORT=%s by name", async (value) => {
    const refused = run({ EID_GATEWAY_VAR: temporaryFolder(), NEMID_SIMULATOR_PORT: value });
    expect(await once(refused.child, "close")).toEqual([1, null]);
    expect(refused.err()).toBe("NEMID_SIMULATOR_PORT must be a port number from 0 to 65535.\n");
  });
});
