import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PostgresForTests } from "../../src/postgres/for-tests.js";
import { startPostgres } from "../../src/start-postgres.js";
import { addClients, editFile } from "../../src/world/edit-customer.js";
import { getTokens, redeemEnd } from "../../src/world/get-tokens.js";
import { openBrowser, type Person } from "../../src/world/log-in.js";
import { authorize, DEMO, type RelyingParty, userinfo } from "../../src/world/oidc-client.js";
import { startWorld, type World } from "../../src/world/start-world.js";

/** PostgreSQL, where requests run beside one another; SQLite lets each run to its end. */
let postgres: PostgresForTests;
let world: World;
let issuer = "";
let anna: Person;
const partyOf = (clientId: string): RelyingParty => ({
  ...DEMO,
  clientId,
  secret: "a-secret",
  scope: "openid profile",
});
const NAMES = ["one", "two", "three", "four", "five"];
beforeAll(async () => {
  postgres = await startPostgres();
  world = await startWorld({
    databaseUrl: (await postgres.createDatabase()).url,
    editConfig: (folder) => {
      editFile(join(folder, "customers/demo/customer.yaml"), (yaml) =>
        yaml.replace("  clients:\n", "  sessionReuse: {}\n  clients:\n"),
      );
      const more = { secret: "a-secret", redirectUris: [DEMO.redirectUri] };
      addClients(
        folder,
        "demo",
        NAMES.map((clientId) => ({ clientId, name: clientId, ...more })),
      );
    },
  });
  issuer = `${world.url}/oidc`;
  anna = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
});
afterAll(async () => {
  await world?.stop();
  await postgres?.stop();
});

describe("a page that asks silently for all of a service's clients at once", () => {
  it("gets tokens for each of them that are good, and loses none that were there", async () => {
    const browser = openBrowser();
    const first = await getTokens(world, partyOf("one"), anna, { browser });
    const cookie = browser.cookies
      .list()
      .map(({ name, value }) => `${name}=${value}`)
      .join("; ");
    const ends = await Promise.all(
      NAMES.map(async (name) => {
        const { url, verifier } = authorize(issuer, partyOf(name), { prompt: "none" });
        const { headers } = await fetch(url, { redirect: "manual", headers: { cookie } });
        return { party: partyOf(name), end: new URL(headers.get("location") ?? ""), verifier };
      }),
    );
    const granted = [first];
    for (const { party, end, verifier } of ends) granted.push(await redeemEnd(world, party, end, verifier));
    for (const { accessToken } of granted) expect(await userinfo(issuer, accessToken)).toHaveProperty("name");
  });
});
