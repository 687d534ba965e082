import { request as httpRequest } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addClients } from "../../src/world/edit-customer.js";
import { callAs, getTokens, redeemEnd } from "../../src/world/get-tokens.js";
import { answerClient, answerCpr, openBrowser, type Person } from "../../src/world/log-in.js";
import { authorize, DEMO } from "../../src/world/oidc-client.js";
import { startWorld, type World } from "../../src/world/start-world.js";

const MINUTE = 60_000;
const SCOPES = ["signicat.organization", "signicat.organization.number", "signicat.organization.name"];
const PARTY = { ...DEMO, clientId: "owners", secret: "a-secret" };
const BAKERY = { cvr: "30000001", companyName: "Bageriet ApS", role: "signs-alone", form: "ApS" } as const;
const SMITHY = { cvr: "30000002", companyName: "Smedjen", role: "owner" } as const;
let world: World;
let anna: Person;
let address = "";
let skippedMs = 0;
const clock = { now: () => new Date(Date.now() + skippedMs) };
beforeAll(async () => {
  const client = {
    clientId: "owners",
    name: "Owners",
    secret: "a-secret",
    redirectUris: [DEMO.redirectUri],
    postLogoutRedirectUris: ["http://localhost:3999/"],
    scopes: ["openid", "profile", ...SCOPES],
  };
  world = await startWorld({ clock, editConfig: (folder) => addClients(folder, "demo", [client]) });
  address = `${world.url}/organization/v1/me`;
  anna = await world.simulator.createIdentity({ kind: "POCES", autofill: true, roles: [BAKERY, SMITHY] });
});
afterAll(() => world?.stop());

/** A log-in as a business owner, to whoever they choose to be. */
async function tokenFor(scope: string, organization = "", person = anna): Promise<string> {
  const party = { ...PARTY, scope };
  const browser = openBrowser();
  const acr_values = "urn:signicat:oidc:method:nemid-erhverv";
  const { url, verifier } = authorize(`${world.url}/oidc`, party, { acr_values });
  const asked = await answerClient(browser, world, await browser.get(url), person);
  let page = await answerCpr(browser, asked, person.cpr ?? "");
  const choice = page.forms.find(({ names }) => names.includes("organization"));
  if (choice) page = await browser.submit(page, choice, { organization, action: "next" });
  return (await redeemEnd(world, party, new URL(page.url), verifier)).accessToken;
}
const get = (authorization?: string, query = "") =>
  fetch(address + query, authorization === undefined ? {} : { headers: { authorization } });
const readAnswer = async (answer: Response) => ({
  status: answer.status,
  challenge: answer.headers.get("www-authenticate"),
  body: (await answer.json()) as Record<string, unknown>,
});

describe("the companies of whoever is behind an access token", () => {
  it.each(SCOPES)("are told to a token with the scope %s, all of them whichever was chosen", async (scope) => {
    const answer = await get(`Bearer ${await tokenFor(`openid ${scope}`, "30000002")}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(await answer.json()).toEqual([
      {
        "signicat.organization.number": "30000001",
        "signicat.organization.name": "Bageriet ApS",
        type: "ApS",
        roles: expect.any(Array),
      },
      expect.objectContaining({
        "signicat.organization.number": "30000002",
        "signicat.organization.name": "Smedjen",
        roles: expect.any(Array),
      }),
    ]);
  });

  it("are none for a person without any, which is no error", async () => {
    const bent = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
    const answer = await get(`Bearer ${await tokenFor(`openid ${SCOPES[0]}`, "", bent)}`);
    expect([answer.status, await answer.json()]).toEqual([200, []]);
  });

  it("hold nothing of the person", async () => {
    const text = await (await get(`Bearer ${await tokenFor(`openid ${SCOPES[0]}`)}`)).text();
    for (const secret of [anna.cpr ?? "", anna.alias]) expect(text).not.toContain(secret);
  });

  it("are what they were at the log-in", async () => {
    const token = await tokenFor(`openid ${SCOPES[0]}`);
    const before = await (await get(`Bearer ${token}`)).text();
    Object.assign(world.simulator.services, { companyRegister: "down" });
    const after = await (await get(`Bearer ${token}`)).text();
    Object.assign(world.simulator.services, { companyRegister: "up" });
    expect(after).toBe(before);
  });
});

describe("whoever may not have them", () => {
  it("is told how to ask, and of no error, without a token", async () => {
    for (const authorization of [undefined, "Basic ZGVtbzpkZW1v"]) {
      const { status, challenge, body } = await readAnswer(await get(authorization));
      expect([status, challenge, body]).toEqual([401, 'Bearer realm="organization"', {}]);
    }
  });

  it.each(["guess", "a.b.c", "x".repeat(43), "~"])("is told that the token is none: %s", async (token) => {
    const { status, challenge, body } = await readAnswer(await get(`Bearer ${token}`));
    expect([status, body.error]).toEqual([401, "invalid_token"]);
    expect(challenge).toMatch(/^Bearer realm="organization", error="invalid_token", error_description="[^"]+"$/);
  });

  it.each(["Bearer", "Bearer a b", "Bearer <script>"])("is told that it is malformed: %s", async (authorization) => {
    const { status, challenge, body } = await readAnswer(await get(authorization));
    expect([status, body.error]).toEqual([400, "invalid_request"]);
    expect(challenge).toContain('error="invalid_request"');
    expect(challenge).not.toContain("<script");
  });

  it("is refused with a good token in the address", async () => {
    const token = await tokenFor(`openid ${SCOPES[0]}`);
    for (const authorization of [undefined, `Bearer ${token}`]) {
      const { status, body } = await readAnswer(await get(authorization, `?access_token=${token}`));
      expect([status, body.error]).toEqual([400, "invalid_request"]);
    }
  });

  it("lacks the scope", async () => {
    const { status, challenge, body } = await readAnswer(await get(`Bearer ${await tokenFor("openid profile")}`));
    expect([status, body.error]).toEqual([403, "insufficient_scope"]);
    expect(challenge).toMatch(/error="insufficient_scope", .*scope="signicat.organization"$/);
  });

  it("has a token of a log-in that looked nothing up", async () => {
    const { accessToken } = await getTokens(world, { ...PARTY, scope: `openid ${SCOPES[0]}` }, anna);
    expect(await readAnswer(await get(`Bearer ${accessToken}`))).toMatchObject({
      status: 403,
      body: { error: "insufficient_scope" },
    });
  });

  it("has an ID token or a code instead", async () => {
    const { idToken, code } = await getTokens(world, { ...PARTY, scope: `openid ${SCOPES[0]}` }, anna);
    for (const other of [idToken, code]) expect((await get(`Bearer ${other}`)).status).toBe(401);
  });

  it("has a token that was revoked", async () => {
    const token = await tokenFor(`openid ${SCOPES[0]}`);
    await callAs(PARTY, `${world.url}/oidc/revoke`, { token });
    expect((await get(`Bearer ${token}`)).status).toBe(401);
  });

  it("has a token that is too old", async () => {
    const token = await tokenFor(`openid ${SCOPES[0]}`);
    skippedMs += 31 * MINUTE;
    expect((await get(`Bearer ${token}`)).status).toBe(401);
  });
});

describe("the address", () => {
  const status = (method: string) =>
    new Promise<[number | undefined, string | undefined]>((resolve, reject) => {
      httpRequest(address, { method }, (answer) => {
        answer.resume();
        resolve([answer.statusCode, answer.headers.allow]);
      })
        .on("error", reject)
        .end();
    });

  it.each(["HEAD", "POST", "PUT", "DELETE", "OPTIONS"])("takes no %s", async (method) => {
    expect(await status(method)).toEqual([405, "GET"]);
  });
});
