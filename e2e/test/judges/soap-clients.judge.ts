import { execFile } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask } from "../../src/judges/ask.js";
import { startWorld, type World } from "../../src/world/start-world.js";

const run = promisify(execFile);
/** Half a megabyte of generated C++, on a machine that has other things to do. */
const COMPILE_MS = 240_000;
const programOf = (name: string) => fileURLToPath(new URL(name, import.meta.url));

let world: World;
let sds = "";
beforeAll(async () => {
  world = await startWorld();
  const authorization = `Basic ${Buffer.from("demo:Bond007").toString("base64")}`;
  const headers = { authorization, "content-type": "text/plain; charset=utf-8" };
  const upload = await fetch(`${world.url}/doc/demo/sds`, { method: "POST", headers, body: "I owe you 100 kr.\n" });
  sds = await upload.text();
});
afterAll(() => world?.stop());

/** What each client is to say it got, whatever it is written in. */
const EXPECTED = {
  createRequest: expect.stringMatching(/^[0-9a-z]{57,58}$/),
  getTask: 14,
  addTask: true,
  createArtifact: true,
  disableTask: null,
  setClientStatus: null,
  getStatus: [
    ["t1", "created", "sendt"],
    ["t2", "deleted", null],
  ],
  getTaskCount: 1,
  findTasks: ["t1"],
  getRequestHistory: ["request-created"],
  addNotification: null,
  disableNotification: null,
  createUserSession: true,
  getPackagingTaskStatus: "created",
  deleteRequest: 1,
};
const backOf = () => ["Sag <17> & æøå", sds, "Læst", false, "nemid-sign"];
const FAULT = ["soap:Client", "unknown-service-or-password"];

describe("a client from the served definition, unedited, calls all sixteen operations", () => {
  it("PHP's SoapClient", async () => {
    const { said } = await ask("php", programOf("php-client.php"), world.url, sds);
    expect(parse(said)).toEqual({ ...EXPECTED, getRequest: backOf(), fault: FAULT });
  });

  it("Python's zeep", async () => {
    const { said } = await ask("/usr/bin/python3", programOf("zeep-client.py"), world.url, sds);
    expect(parse(said)).toEqual({ ...EXPECTED, getRequest: backOf(), fault: FAULT });
  });

  it(
    "gSOAP, in C++",
    async () => {
      const folder = mkdtempSync(join(tmpdir(), "gsoap-"));
      try {
        copyFileSync(programOf("gsoap-client.cpp"), join(folder, "client.cpp"));
        await run("sh", [programOf("gsoap-client.sh"), folder, world.url], { timeout: COMPILE_MS });
        const { said } = await ask(join(folder, "client"), world.url, sds);
        expect(parse(said)).toEqual({ ...EXPECTED, getRequest: backOf(), fault: FAULT });
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
    COMPILE_MS + 30_000,
  );
});

/** The whole of what it said is shown when that is no JSON. */
function parse(said: string): unknown {
  try {
    return JSON.parse(said);
  } catch {
    return said;
  }
}
