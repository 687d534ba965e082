import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { PortTakenError, type RunningSimulator, startSimulator } from "@eid-gateway/nemid-simulator";
import { testKeys } from "@eid-gateway/oces-testing";
import { beforeEach, describe, expect, test } from "vitest";
import { readResponse } from "./read-response.js";
import { handClock, logInAt, startForTest, temporaryFolder } from "./start-for-test.js";

const clock = handClock();
const start = (options: object) => startForTest({ clock, ...options });
const describeAll = (simulator: RunningSimulator) =>
  Promise.all(
    simulator.identities().map(async ({ alias }) => {
      const base = `${simulator.url}/api/identities/${alias}`;
      const described = (await (await fetch(base)).json()) as Record<string, unknown> & { serial: string };
      const { links: _links, certificate: _certificate, keyFile: _keyFile, ...rest } = described;
      return {
        ...rest,
        card: await (await fetch(`${base}/keycard`)).json(),
        log: await (await fetch(`${base}/log`)).json(),
      };
    }),
  );

test("a second start on the same address finds identities, cards, merchants, logs, keys and scenarios unchanged", async () => {
  const stateDir = temporaryFolder();
  const publicUrl = "http://simulator.example";
  const first = await startSimulator({ port: 0, tlsPort: 0, stateDir, publicUrl, keys: testKeys(), clock });
  const user = await viaPort(first, stateDir);
  first.setScenario(user.alias, { scenario: "challenge-absent" });
  await logInAt(first, clock.now)({ userId: user.alias, password: user.password });
  const before = JSON.stringify(first.identities());
  const merchants = [first.merchant("1001").serial, first.merchant("1002").serial];
  const { rootPem } = first;
  await first.stop();

  const second = await start({ stateDir, publicUrl, seed: "another seed, which does not count now" });
  expect(JSON.stringify(second.identities())).toBe(before);
  expect([second.merchant("1001").serial, second.merchant("1002").serial]).toEqual(merchants);
  expect(second.rootPem).toBe(rootPem);
  const xml = await logInAt(second, clock.now)({ userId: user.alias, password: user.password });
  expect(readResponse(xml).properties.map(([name]) => name)).not.toContain("challenge");
});

async function viaPort(simulator: RunningSimulator, stateDir: string) {
  const user = await simulator.createIdentity({ autofill: true, kind: "POCES" });
  expect(readFileSync(join(stateDir, "root.pem"), "utf8")).toBe(simulator.rootPem);
  return user;
}

test("another port means new certificates with the same keys, and the same people", async () => {
  const stateDir = temporaryFolder();
  const first = await startSimulator({ port: 0, tlsPort: 0, stateDir, keys: testKeys(), clock });
  await first.setStatus(first.identities()[1]!.alias, "revoked");
  const before = await describeAll(first);
  const keyBefore = first.ca.findIssued(first.merchant("1001").serial)!.privateKeyPem;
  await first.stop();
  const blocker = createServer().listen(Number(new URL(first.url).port), "127.0.0.1"); // so that the port is another
  const second = await start({ stateDir });
  blocker.close();
  const after = await describeAll(second);

  const known = (identity: object) => ({ ...identity, serial: undefined });
  expect(after.map(known)).toEqual(before.map(known));
  expect(second.ca.findIssued(second.merchant("1001").serial)!.privateKeyPem).toBe(keyBefore);
  const certificates = after.map(({ serial }) =>
    Buffer.from(second.ca.findIssued(serial)!.certificate).toString("latin1"),
  );
  for (const der of certificates) expect([der.includes(second.url), der.includes(first.url)]).toEqual([true, false]);
  expect(second.ca.findRevocation(after[1]!.serial)).toBeDefined();
});

test("the same seed gives the same identities and cards, another seed others", async () => {
  const [one, same, other] = [await start({ seed: "a" }), await start({ seed: "a" }), await start({ seed: "b" })];
  const people = async (simulator: RunningSimulator) =>
    (await describeAll(simulator)).map((identity) => ({ ...identity, serial: undefined }));
  expect(await people(same)).toEqual(await people(one));
  expect(await people(other)).not.toEqual(await people(one));
});

test("secrets in the state folder are readable by the owner only", async () => {
  const stateDir = temporaryFolder();
  await start({ stateDir });
  const files = readdirSync(stateDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const open = files
    .filter(({ parentPath, name }) => (statSync(join(parentPath, name)).mode & 0o077) !== 0)
    .map(({ name }) => name);
  expect(files.length).toBeGreaterThan(10);
  expect(open.every((name) => name.endsWith(".pem") && !/^[0-9A-F]+\.pem$/.test(name))).toBe(true); // certificates are public
});

test("writes the demo customers' key files and the root where the demo's configuration looks for them", async () => {
  const stateDir = temporaryFolder();
  const simulator = await start({ stateDir });
  for (const name of ["demo.p12", "kommune.p12"]) expect(readFileSync(join(stateDir, name))[0]).toBe(0x30);
  expect(simulator.merchant("1001")).toMatchObject({ friendlyName: "Demo", pidCpr: "match" });
  expect(simulator.merchant("1002")).toMatchObject({ pidCpr: "lookup" });
});

test("refuses a state folder that holds a production root", async () => {
  const { refuseProductionRoot } = await import("../src/register/refuse-production-root.js");
  const sha256 = "00".repeat(32);
  expect(() => refuseProductionRoot({ name: "TRUST2408 OCES Primary CA", sha256 }, "test")).toThrow(/production root/);
  expect(() => refuseProductionRoot({ name: "Harmless", sha256 }, "production")).toThrow(/production root/);
  expect(() =>
    refuseProductionRoot(
      { name: "Harmless", sha256: "92D8092EE77BC9208F0897DC05271894E63EF27933AE537FB983EEF0EAE3EEC8" },
      "test",
    ),
  ).toThrow(/production root/);
  expect(() => refuseProductionRoot({ name: "TRUST2408 Simulator Primary CA", sha256 }, "test")).not.toThrow();
});

test.each([
  ["is not JSON", "{", /is not JSON/],
  ["is of another version", '{"version":99}', /another version/],
])("refuses a state file that %s, and frees the port again", async (_what, content, message) => {
  const stateDir = temporaryFolder();
  writeFileSync(join(stateDir, "simulator.json"), content);
  await expect(start({ stateDir })).rejects.toThrow(message);
  rmSync(join(stateDir, "simulator.json"));
});

describe("refuses a state folder", () => {
  let stateDir: string;
  let firstOf: (folder: string) => string;
  beforeEach(async () => {
    stateDir = temporaryFolder();
    const simulator = await startSimulator({ port: 0, tlsPort: 0, stateDir, keys: testKeys(), clock });
    await simulator.stop();
    firstOf = (folder) => join(stateDir, folder, readdirSync(join(stateDir, folder)).sort()[0]!);
  });

  test.each([
    ["with an identity that is none", "identities", "{}", /nemidNumber is missing/],
    ["with a list for an identity", "identities", "[]", /nemidNumber is missing/],
    ["with a service provider that is none", "merchants", '{"spid":"1001"}', /cvr is missing/],
    ["with a file that breaks off", "identities", '{"nemidNumber', /is not JSON/],
  ])("%s", async (_name, folder, content, message) => {
    writeFileSync(firstOf(folder), content);
    await expect(start({ stateDir })).rejects.toThrow(message);
  });

  test("with a service provider under another's name", async () => {
    renameSync(firstOf("merchants"), join(stateDir, "merchants", "4711.json"));
    await expect(start({ stateDir })).rejects.toThrow(/4711.json is not named after its spid/);
  });

  test("with a key for remembered user-ids that is none", async () => {
    writeFileSync(join(stateDir, "remember-user-id.key"), "zz\n");
    await expect(start({ stateDir })).rejects.toThrow(/remember-user-id.key is not a key/);
  });
});

test.each([
  ["NEMID_SIMULATOR_PORT", "port"],
  ["NEMID_SIMULATOR_TLS_PORT", "tlsPort"],
])("a taken port is one sentence that names the port and %s", async (variable, option) => {
  const taken = await start({});
  const port = Number(new URL(taken.url).port);
  const outcome = start({ [option]: port });
  await expect(outcome).rejects.toThrow(PortTakenError);
  await expect(outcome).rejects.toThrow(
    `Port ${port} is taken by another program; stop it, or choose another port with ${variable}.`,
  );
});
