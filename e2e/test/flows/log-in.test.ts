import { generateKeyPairSync, randomUUID } from "node:crypto";
import { SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addClients } from "../../src/world/edit-customer.js";
import { answerClient, answerCpr, headingOf, logIn, openBrowser, pressCancel } from "../../src/world/log-in.js";
import { authorize, claimsIn, DEMO, KOMMUNE, redeem, userinfo } from "../../src/world/oidc-client.js";
import { startWorld, type World } from "../../src/world/start-world.js";

const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
const PUBLIC_JWK = { ...keys.publicKey.export({ format: "jwk" }), kid: "k1", use: "sig", alg: "RS256" };
const client = { name: "Demo", redirectUris: [DEMO.redirectUri], scopes: ["openid", "profile"] };
let world: World;
let issuer = "";

beforeAll(async () => {
  world = await startWorld({
    editConfig: (folder) =>
      addClients(folder, "demo", [
        { ...client, clientId: "demo-jwt", auth: "private_key_jwt", jwks: { keys: [PUBLIC_JWK] } },
        { ...client, clientId: "demo-post", auth: "client_secret_post", secret: "a-posted-secret" },
      ]),
  });
  issuer = `${world.url}/oidc`;
});
afterAll(() => world?.stop());

const codeIn = (end: URL) => end.searchParams.get("code") ?? "";

describe("a person logs in with a key card", () => {
  it("and the relying party gets an ID token about the log-in and a userinfo about the person", async () => {
    const person = await world.simulator.createIdentity({
      kind: "POCES",
      autofill: true,
      name: "Anne-Sofie Møller Jensen",
    });
    const { url, state, nonce, verifier } = authorize(issuer, { ...DEMO, scope: `${DEMO.scope} nemid` });
    const end = await logIn(openBrowser(), world, url, person);
    expect(end.searchParams.get("state")).toBe(state);
    expect(end.searchParams.get("iss")).toBe(issuer);

    const { status, body } = await redeem(issuer, DEMO, codeIn(end), verifier);
    expect(status).toBe(200);
    const idToken = claimsIn(body.id_token);
    expect(idToken).toMatchObject({
      iss: issuer,
      aud: "demo",
      nonce,
      acr: "urn:signicat:oidc:method:nemid",
      amr: ["urn:ksi:names:SAML:2.0:ac:OCES"],
    });
    expect(Object.keys(idToken)).not.toContain("name");
    expect(idToken.sub).toMatch(/^[A-Za-z0-9_-]{32}$/);

    const claims = await userinfo(issuer, body.access_token);
    expect(claims).toMatchObject({
      sub: idToken.sub,
      name: "Anne-Sofie Møller Jensen",
      given_name: "Anne-Sofie Møller",
      family_name: "Jensen",
      locale: "DK",
      "signicat.national_id": person.cpr,
      "nemid.pid": person.pid,
      "nemid.cpr_source": "user",
    });
  });

  it("without a CPR page, CPR or PID where the relying party did not ask for them", async () => {
    const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
    const { url, verifier } = authorize(issuer, { ...DEMO, scope: "openid profile" });
    const end = await answerClientOnly(url, person);
    const { body } = await redeem(issuer, DEMO, codeIn(new URL(end.url)), verifier);
    const claims = await userinfo(issuer, body.access_token);
    expect(Object.keys(claims).sort()).toEqual(["family_name", "given_name", "locale", "name", "sub"]);
  });

  it("with user data in the ID token where the claims parameter asks for it there", async () => {
    const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
    const wish = JSON.stringify({ id_token: { "signicat.national_id": null, name: null } });
    const { url, verifier } = authorize(issuer, { ...DEMO, scope: "openid" }, { claims: wish });
    const { body } = await redeem(issuer, DEMO, codeIn(await logIn(openBrowser(), world, url, person)), verifier);
    expect(claimsIn(body.id_token)).toMatchObject({ name: person.name, "signicat.national_id": person.cpr });
  });

  it("and a client never gets by the claims parameter what its scopes could not give", async () => {
    const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
    const wish = JSON.stringify({ userinfo: { "signicat.national_id": null, "nemid.pid": null } });
    const party = { ...DEMO, clientId: "demo-post", scope: "openid profile" };
    const { url, verifier } = authorize(issuer, party, { claims: wish });
    const end = await answerClientOnly(url, person);
    const posted = await fetch(`${issuer}/token`, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "authorization_code",
        code: codeIn(new URL(end.url)),
        redirect_uri: DEMO.redirectUri,
        code_verifier: verifier,
        client_id: "demo-post",
        client_secret: "a-posted-secret",
      }),
    });
    const tokens = (await posted.json()) as Record<string, unknown>;
    const claims = await userinfo(issuer, tokens.access_token);
    expect(Object.keys(claims)).not.toContain("signicat.national_id");
    expect(Object.keys(claims)).not.toContain("nemid.pid");
  });

  it("has the same sub at two clients of one service, and another at another service", async () => {
    const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
    const subAt = async (party: typeof DEMO) => {
      const { url, verifier } = authorize(issuer, { ...party, scope: "openid" });
      const { body } = await redeem(issuer, party, codeIn(await logIn(openBrowser(), world, url, person)), verifier);
      return claimsIn(body.id_token).sub;
    };
    const { secret: _none, ...spa } = { ...DEMO, clientId: "demo-spa" };
    const first = await subAt(DEMO);
    expect(await subAt(spa)).toBe(first);
    expect(await subAt(KOMMUNE)).not.toBe(first);
    expect(first).not.toContain(person.cpr ?? "?");
  });
});

describe("other people", () => {
  it("an employee logs in with a company, and no CPR number even where it was asked for", async () => {
    const person = await world.simulator.createIdentity({
      autofill: true,
      kind: "MOCES",
      companyName: "Jensen Test ApS",
    });
    const { url, verifier } = authorize(issuer, { ...DEMO, scope: `${DEMO.scope} signicat.organization` });
    const { body } = await redeem(issuer, DEMO, codeIn(await logIn(openBrowser(), world, url, person)), verifier);
    const claims = await userinfo(issuer, body.access_token);
    expect(claims).toMatchObject({
      "signicat.organization.number": person.cvr,
      "signicat.organization.name": "Jensen Test ApS",
    });
    expect(claims).not.toHaveProperty(["signicat.national_id"]);
  });

  it("a pseudonym logs in as such, without given or family name", async () => {
    const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true, pseudonym: true });
    const { url, verifier } = authorize(issuer, { ...DEMO, scope: "openid profile" });
    const { body } = await redeem(issuer, DEMO, codeIn(await logIn(openBrowser(), world, url, person)), verifier);
    expect(await userinfo(issuer, body.access_token)).toEqual({
      sub: expect.any(String),
      name: "Pseudonym",
      locale: "DK",
    });
  });

  it("at a public authority nobody types a CPR number: the register tells it", async () => {
    const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
    const { url, verifier } = authorize(issuer, KOMMUNE);
    const end = await answerClientOnly(url, person);
    const { body } = await redeem(issuer, KOMMUNE, codeIn(new URL(end.url)), verifier);
    expect(await userinfo(issuer, body.access_token)).toMatchObject({ "signicat.national_id": person.cpr });
  });

  it("the next person at the same browser logs in without seeing or ending the first one's log-in", async () => {
    const [one, other] = [
      await world.simulator.createIdentity({ kind: "POCES", autofill: true }),
      await world.simulator.createIdentity({ kind: "POCES", autofill: true }),
    ];
    const browser = openBrowser();
    const first = authorize(issuer, { ...DEMO, scope: "openid profile" });
    const tokens = await redeem(issuer, DEMO, codeIn(await logIn(browser, world, first.url, one)), first.verifier);
    const second = authorize(issuer, { ...KOMMUNE, scope: "openid profile" });
    await logIn(browser, world, second.url, other);
    expect(await userinfo(issuer, tokens.body.access_token)).toMatchObject({ name: one.name });
  });
});

describe("clients prove who they are", () => {
  it("a public client by PKCE, without which it is refused", async () => {
    const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
    const { secret: _none, ...spa } = { ...DEMO, clientId: "demo-spa", scope: "openid profile" };
    const { url, verifier } = authorize(issuer, spa);
    const end = await logIn(openBrowser(), world, url, person);
    expect((await redeem(issuer, spa, codeIn(end), verifier)).status).toBe(200);
    const { url: bare } = authorize(issuer, spa);
    bare.searchParams.delete("code_challenge");
    bare.searchParams.delete("code_challenge_method");
    const refused = new URL((await openBrowser().get(bare)).url);
    expect(refused.searchParams.get("error")).toBe("invalid_request");
  });

  it("by a signed assertion", async () => {
    const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
    const { url, verifier } = authorize(issuer, { ...DEMO, clientId: "demo-jwt", scope: "openid profile" });
    const end = await logIn(openBrowser(), world, url, person);
    const assertion = await new SignJWT({ iss: "demo-jwt", sub: "demo-jwt", jti: randomUUID() })
      .setProtectedHeader({ alg: "RS256", kid: "k1" })
      .setAudience(issuer)
      .setIssuedAt()
      .setExpirationTime("1m")
      .sign(keys.privateKey);
    const answer = await fetch(`${issuer}/token`, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "authorization_code",
        code: codeIn(end),
        redirect_uri: DEMO.redirectUri,
        code_verifier: verifier,
        client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        client_assertion: assertion,
      }),
    });
    expect(answer.status).toBe(200);
  });

  it.each([
    ["a wrong secret", { ...DEMO, secret: "wrong" }, 401, "invalid_client"],
    ["another client's code", KOMMUNE, 400, "invalid_grant"],
    ["another redirect address", { ...DEMO, redirectUri: "http://localhost:3000/callback" }, 400, "invalid_grant"],
  ])("and are refused with %s", async (_what, party, status, error) => {
    const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
    const { url, verifier } = authorize(issuer, { ...DEMO, scope: "openid" });
    const code = codeIn(await logIn(openBrowser(), world, url, person));
    const answer = await redeem(issuer, party, code, verifier);
    expect(answer.status).toBe(status);
    expect(answer.body.error).toBe(error);
  });

  it("a code works once; used twice, the tokens from it are gone", async () => {
    const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
    const { url, verifier } = authorize(issuer, { ...DEMO, scope: "openid profile" });
    const code = codeIn(await logIn(openBrowser(), world, url, person));
    const first = await redeem(issuer, DEMO, code, verifier);
    expect(first.status).toBe(200);
    expect((await redeem(issuer, DEMO, code, verifier)).body.error).toBe("invalid_grant");
    expect(await userinfo(issuer, first.body.access_token)).toMatchObject({ error: "invalid_token" });
  });

  it("ten requests race for one code: one gets tokens at most", async () => {
    const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
    const { url, verifier } = authorize(issuer, { ...DEMO, scope: "openid profile" });
    const code = codeIn(await logIn(openBrowser(), world, url, person));
    const answers = await Promise.all(Array.from({ length: 10 }, () => redeem(issuer, DEMO, code, verifier)));
    expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1);
    expect(answers.every(({ status }) => status === 200 || status === 400)).toBe(true);
  });
});

describe("cancel", () => {
  it("at the client's page delivers at once", async () => {
    const browser = openBrowser();
    const { url, state } = authorize(issuer, DEMO);
    const end = new URL((await pressCancel(browser, await browser.get(url))).url);
    expect(end.searchParams.get("error")).toBe("access_denied");
    expect(end.searchParams.get("error_description")).toMatch(/^urn:signicat:error:usercancel; /);
    expect(end.searchParams.get("state")).toBe(state);
  });

  it("at the CPR page delivers at once", async () => {
    const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
    const browser = openBrowser();
    const page = await answerClient(browser, world, await browser.get(authorize(issuer, DEMO).url), person);
    const end = new URL((await pressCancel(browser, page)).url);
    expect(end.searchParams.get("error")).toBe("access_denied");
  });

  it("inside NemID's client shows a page that offers another try and the way back", async () => {
    const browser = openBrowser();
    const page = await browser.get(authorize(issuer, DEMO).url);
    const form = page.forms.find(({ id }) => id === "postBackForm")!;
    const failure = await browser.submit(page, form, { response: Buffer.from("CAN002").toString("base64") });
    const again = await browser.submit(failure, failure.forms.find(({ names }) => names.includes("action"))!, {
      action: "retry",
    });
    expect(again.text).toContain("nemid_parameters");
    const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
    const cpr = await answerClient(browser, world, again, person);
    expect((await answerCpr(browser, cpr, person.cpr ?? "")).status, headingOf(cpr)).toBe(0);
    const other = await openBrowser().get(authorize(issuer, DEMO).url);
    expect(other.status).toBe(200);
  });
});

async function answerClientOnly(url: URL, person: Parameters<typeof answerClient>[3]) {
  const browser = openBrowser();
  const end = await answerClient(browser, world, await browser.get(url), person);
  expect(end.status, headingOf(end)).toBe(0);
  return end;
}
