import { once } from "node:events";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { stillRunning } from "../../src/process/processes.js";
import { freePorts, type Ports, type Started, startAll } from "../../src/process/start-all.js";
import { PROJECT } from "../../src/run-script.js";
import { answerClient, answerCpr, openBrowser, type Person } from "../../src/world/log-in.js";
import { authorize, claimsIn, DEMO, redeem } from "../../src/world/oidc-client.js";

let folder: string;
let ports: Ports;
let env: Readonly<Record<string, string>>;
const running: Started[] = [];

/** The folder keeps its state from test to test: the keys of the first start are the only ones drawn. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "eid-start-"));
  ports = await freePorts();
  env = { ...ports, EID_GATEWAY_VAR: join(folder, "var") };
});
afterEach(async () => {
  for (const started of running) started.kill("SIGTERM");
  await Promise.all(running.splice(0).map(({ ended }) => ended));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const simulator = () => ({ url: `http://localhost:${ports.NEMID_SIMULATOR_PORT}` });
const issuer = () => `http://localhost:${ports.EID_GATEWAY_PORT}/oidc`;
const read = async (url: string) => (await fetch(url)).json() as Promise<Record<string, unknown>>;

function run(more: Readonly<Record<string, string>> = {}, ...options: string[]): Started {
  const started = startAll({ ...env, ...more }, ...options);
  running.push(started);
  return started;
}

async function start(): Promise<Started> {
  const started = run();
  await started.hasSaid("Ready.");
  return started;
}

/** A person who stands at the key card page. */
async function beginLogIn() {
  const browser = openBrowser();
  const { url, verifier } = authorize(issuer(), DEMO);
  return { browser, verifier, page: await browser.get(url) };
}

/** @returns the subject in the ID token */
async function finishLogIn({ browser, verifier, page }: Awaited<ReturnType<typeof beginLogIn>>, person: Person) {
  const cpr = await answerClient(browser, { simulator: simulator() }, page, person);
  const end = new URL((await answerCpr(browser, cpr, person.cpr ?? "")).url);
  const { body } = await redeem(issuer(), DEMO, end.searchParams.get("code") ?? "", verifier);
  return claimsIn(body.id_token).sub;
}

describe("everything, on one command", () => {
  it("prints where to go and three people, keeps its keys private, and ends as a whole on Ctrl-C; the next start knows all of it again", async () => {
    const first = await start();
    for (const port of ["EID_GATEWAY_PORT", "NEMID_SIMULATOR_PORT", "DEMO_PORTAL_PORT"] as const) {
      expect(first.said()).toContain(`http://localhost:${ports[port]}`);
    }
    const keyCards = [...first.said().matchAll(/key card: (\S+)/g)].map(([, url]) => url!);
    expect(keyCards).toHaveLength(3);
    for (const url of keyCards) expect((await fetch(url)).status).toBe(200);
    expect((await fetch(`http://localhost:${ports.DEMO_PORTAL_PORT}/`)).status).toBe(200);
    expect(statSync(join(folder, "var", "keys", "sealing.json")).mode & 0o077).toBe(0);
    const before = [await read(`${issuer()}/jwks.json`), await read(`${simulator().url}/api/identities`)];
    const [alias = ""] = /\/identities\/([^/]+)\//.exec(keyCards[0]!)!.slice(1);
    const person = (await read(`${simulator().url}/api/identities/${alias}`)) as unknown as Person;
    const subject = await finishLogIn(await beginLogIn(), person);
    const halfway = await beginLogIn();

    const children = first.children();
    expect(children).toHaveLength(3);
    first.kill("SIGINT");
    expect(await first.ended).toBe(0);
    expect(stillRunning(children)).toEqual([]);

    const second = await start();
    expect([await read(`${issuer()}/jwks.json`), await read(`${simulator().url}/api/identities`)]).toEqual(before);
    expect(await finishLogIn(halfway, person), "who began before the stop is known as the same after it").toBe(subject);
    second.kill("SIGTERM");
    expect(await second.ended).toBe(0);
  }, 90_000);

  it("leaves nothing behind when it is killed outright", async () => {
    const { pid, children, kill, ended } = await start();
    const all = children();
    expect(all).toHaveLength(3);
    kill("SIGKILL");
    await ended;
    await expect.poll(() => stillRunning([pid, ...all]), { timeout: 10_000 }).toEqual([]);
  });

  it("ends as a whole, and says so, when one of its parts ends", async () => {
    const { children, ended, said } = await start();
    const all = children();
    process.kill(all[1]!, "SIGKILL");
    expect(await ended).toBe(1);
    expect(said()).toContain("The gateway stopped.");
    expect(stillRunning(all)).toEqual([]);
  });
});

describe("a port that is taken", () => {
  it.each([
    "EID_GATEWAY_PORT",
    "EID_GATEWAY_MANAGEMENT_PORT",
    "NEMID_SIMULATOR_PORT",
    "NEMID_SIMULATOR_TLS_PORT",
    "DEMO_PORTAL_PORT",
  ] as const)("of %s is named in one sentence, and nothing is left running", async (variable) => {
    const squatter = createServer().listen(Number(ports[variable]), "127.0.0.1");
    await once(squatter, "listening");
    const { said, children, ended } = run();
    expect(await ended.finally(() => squatter.close())).toBe(1);
    expect(said()).toBe(
      `Port ${ports[variable]} is taken by another program: free it, or set ${variable} to another port.\n`,
    );
    expect(children()).toEqual([]);
  });

  it("twice by this very command is told, too", async () => {
    const { said, ended } = run({ DEMO_PORTAL_PORT: ports.EID_GATEWAY_PORT });
    expect(await ended).toBe(1);
    expect(said()).toMatch(/^DEMO_PORTAL_PORT and EID_GATEWAY_PORT are both \d+: set one of them to another port\.\n$/);
  });
});

describe("with --config", () => {
  const config = join(PROJECT, "config");

  it("only the gateway runs", async () => {
    const alone = run({ EID_VERBOSE: "1" }, "--config", config);
    await alone.hasSaid("the gateway is ready");
    expect(alone.children()).toHaveLength(1);
    expect(await read(`${issuer()}/.well-known/openid-configuration`)).toMatchObject({ issuer: issuer() });
    await expect(fetch(simulator().url)).rejects.toThrow();
    alone.kill("SIGTERM");
    expect(await alone.ended).toBe(0);
  });

  it("its mistakes end the command with 1", async () => {
    const { said, ended } = run({}, "--config", join(folder, "nowhere"));
    expect(await ended).toBe(1);
    expect(said()).toContain("gateway.yaml");
  });

  it.each(["EID_GATEWAY_PORT", "EID_GATEWAY_MANAGEMENT_PORT"] as const)(
    "a taken %s is told by the gateway itself",
    async (variable) => {
      const squatter = createServer().listen(Number(ports[variable]), "127.0.0.1");
      await once(squatter, "listening");
      const { said, ended } = run({}, "--config", config);
      expect(await ended.finally(() => squatter.close())).toBe(1);
      expect(said()).toContain(
        `Port ${ports[variable]} is taken by another program: free it, or set ${variable} to another port.`,
      );
      expect(said()).not.toMatch(/^\s+at /m);
    },
  );
});
