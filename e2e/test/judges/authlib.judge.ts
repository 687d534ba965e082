import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "../../src/free-port.js";
import { type RelyingPartyProcess, runRelyingParty } from "../../src/judges/relying-party.js";
import { openVisit } from "../../src/judges/visit.js";
import { addClients } from "../../src/world/edit-customer.js";
import { startWorld, type World } from "../../src/world/start-world.js";

const PROGRAM = fileURLToPath(new URL("authlib-client.py", import.meta.url));
const METHODS = ["client_secret_basic", "client_secret_post"] as const;

let world: World;
const parties: { readonly method: string; readonly url: string; readonly process: RelyingPartyProcess }[] = [];

beforeAll(async () => {
  const ports = [await freePort(), await freePort()];
  const clients = METHODS.map((auth, at) => ({
    clientId: `authlib-${at}`,
    name: "Authlib",
    auth,
    // Authlib, as many, sends what RFC 6749 2.3.1 wants encoded in the header as it is; in a form it encodes.
    secret: auth === "client_secret_basic" ? "a-plain.secret_~" : "a secret with spaces & signs: :/+%",
    redirectUris: [`http://localhost:${ports[at]}/callback`],
    scopes: ["openid", "profile"],
  }));
  world = await startWorld({ editConfig: (folder) => addClients(folder, "demo", clients) });
  for (const [at, { clientId, secret, auth }] of clients.entries()) {
    const url = `http://localhost:${ports[at]}`;
    const env = {
      DISCOVERY: `${world.url}/oidc/.well-known/openid-configuration`,
      CLIENT_ID: clientId,
      CLIENT_SECRET: secret,
      AUTH_METHOD: auth,
    };
    const isUp = async () => (await fetch(`${url}/none`)).status === 404;
    parties.push({
      method: auth,
      url,
      process: await runRelyingParty(["/usr/bin/python3", PROGRAM, `${ports[at]}`], env, isUp),
    });
  }
});
afterAll(async () => {
  await Promise.all(parties.map((party) => party.process.stop()));
  await world?.stop();
});

const urlOf = (method: string) => parties.find((party) => party.method === method)!.url;
interface Told {
  readonly claims?: Record<string, unknown>;
  readonly userinfo?: Record<string, unknown>;
  readonly error?: string;
}

describe("a log-in by Authlib's Flask client: code, PKCE, nonce, ID token verified, userinfo", () => {
  it.each(METHODS.flatMap((method) => ["query", "form_post"].map((mode) => [method, mode] as const)))(
    "%s, answer by %s",
    async (method, mode) => {
      const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
      const page = await openVisit().logIn(`${urlOf(method)}/login?response_mode=${mode}`, world, person);
      const told = JSON.parse(page.text) as Told;
      expect(told.error).toBeUndefined();
      expect(told.claims).toMatchObject({ iss: `${world.url}/oidc`, sub: told.userinfo?.sub });
      expect(told.userinfo).toMatchObject({ name: person.name });
    },
  );

  it("max_age gives the time of the log-in", async () => {
    const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
    const page = await openVisit().logIn(`${urlOf(METHODS[0])}/login?max_age=60`, world, person);
    const { claims } = JSON.parse(page.text) as Told;
    expect(Number(claims?.auth_time)).toBeGreaterThan(Date.now() / 1000 - 60);
  });

  // By query: this Authlib reads no error from a form.
  it("prompt=none is answered with login_required", async () => {
    const page = await openVisit().browser.get(`${urlOf(METHODS[0])}/login?prompt=none`);
    expect((JSON.parse(page.text) as Told).error).toBe("login_required");
  });
});
