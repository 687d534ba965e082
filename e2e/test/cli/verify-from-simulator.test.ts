import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runGateway } from "../../src/cli/run-gateway.js";
import { clientAnswer, openBrowser } from "../../src/world/log-in.js";
import { authorize, DEMO } from "../../src/world/oidc-client.js";
import { startWorld, type World } from "../../src/world/start-world.js";

let world: World;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "eid-verify-"));
  world = await startWorld();
});
afterAll(async () => {
  await world?.stop();
  rmSync(folder, { recursive: true, force: true });
});

it("a message straight from the client verifies with the simulator's root and lists, and not once it is revoked", async () => {
  const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
  const page = await openBrowser().get(authorize(`${world.url}/oidc`, DEMO).url);
  const message = join(folder, "posted");
  writeFileSync(message, await clientAnswer(world, page, person));

  const fetchLists = async () => {
    const list = join(folder, "issuing.crl");
    writeFileSync(list, world.simulator.ca.crl());
    return list;
  };
  const verify = async () =>
    runGateway([
      "verify",
      "--trust",
      join(world.stateFolder, "simulator", "root.pem"),
      "--crl",
      await fetchLists(),
      message,
    ]);

  const { code, stdout } = await verify();
  expect([code, stdout]).toEqual([0, expect.stringContaining(": VALID at")]);
  expect(stdout).toContain(person.name);

  await world.simulator.setStatus(person.alias, "revoked");
  const after = await verify();
  expect([after.code, after.stdout]).toEqual([1, expect.stringContaining("NOT VALID (revoked)")]);
});
