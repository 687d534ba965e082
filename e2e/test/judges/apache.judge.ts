import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "../../src/free-port.js";
import { type ProtectedSite, type RunningApache, startApache } from "../../src/judges/apache.js";
import { goOn, openVisit } from "../../src/judges/visit.js";
import { addClients } from "../../src/world/edit-customer.js";
import { startWorld, type World } from "../../src/world/start-world.js";

let world: World;
let apache: RunningApache;
let sites: readonly ProtectedSite[];

beforeAll(async () => {
  const auths = ["client_secret_basic", "client_secret_post"] as const;
  sites = await Promise.all(
    auths.flatMap((auth) =>
      (["query", "form_post"] as const).map(async (responseMode) => {
        const clientId = `apache-${auth}-${responseMode}`;
        return { port: await freePort(), clientId, secret: "signs: &/+% too", auth, responseMode };
      }),
    ),
  );
  const clients = sites.map(({ port, clientId, secret, auth }) => ({
    ...{ clientId, secret, auth, name: "Apache", scopes: ["openid", "profile"] },
    redirectUris: [`http://localhost:${port}/callback`],
  }));
  world = await startWorld({ editConfig: (folder) => addClients(folder, "demo", clients) });
  apache = await startApache(`${world.url}/oidc/.well-known/openid-configuration`, sites);
});
afterAll(async () => {
  await apache?.stop();
  await world?.stop();
});

const newPerson = () => world.simulator.createIdentity({ kind: "POCES", autofill: true });
interface Info {
  readonly id_token: Record<string, unknown>;
  readonly userinfo: Record<string, unknown>;
}

describe("a log-in at a site that mod_auth_openidc protects: code, PKCE, nonce, ID token verified, userinfo", () => {
  it.each([0, 1, 2, 3])("of configuration %i", async (at) => {
    const { port, clientId } = sites[at]!;
    const [visit, person] = [openVisit(), await newPerson()];
    const page = await visit.logIn(`http://localhost:${port}/index.html`, world, person);
    expect([page.status, page.text], apache.log()).toEqual([200, "inside\n"]);
    const info = JSON.parse((await visit.browser.get(`http://localhost:${port}/callback?info=json`)).text) as Info;
    expect(info.id_token).toMatchObject({ iss: `${world.url}/oidc`, aud: clientId, sub: info.userinfo.sub });
    expect(info.userinfo).toMatchObject({ name: person.name });
  });

  it("asks for max_age and gets the time of the log-in", async () => {
    const { port } = sites[0]!;
    const [visit, person] = [openVisit(), await newPerson()];
    await visit.logIn(`http://localhost:${port}/fresh`, world, person);
    const info = JSON.parse((await visit.browser.get(`http://localhost:${port}/callback?info=json`)).text) as Info;
    expect(Number(info.id_token.auth_time)).toBeGreaterThan(Date.now() / 1000 - 60);
  });

  it("asks for prompt=none and is told by a posted form that a person must log in", async () => {
    const { browser } = openVisit();
    const page = await goOn(browser, await browser.get(`http://localhost:${portOf("form_post")}/silent`));
    expect(page.text + apache.log()).toContain("login_required");
  });

  it("asks for prompt=none and lets nobody in when it is told by query", async () => {
    // This version takes the `iss` of an error (RFC 9207) for an answer of its own discovery page, and says something else.
    const page = await openVisit().browser.get(`http://localhost:${portOf("query")}/silent`);
    expect(page.url).toContain("error=login_required");
    expect(page.text).toContain("Error:");
    expect(page.text).not.toContain("inside");
  });
});

function portOf(mode: ProtectedSite["responseMode"]): number {
  return sites.find(({ responseMode }) => responseMode === mode)!.port;
}
