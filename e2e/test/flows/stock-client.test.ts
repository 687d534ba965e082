import * as client from "openid-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addClients } from "../../src/world/edit-customer.js";
import { answerClient, answerCpr, clientAnswer, logIn, openBrowser, postResponse } from "../../src/world/log-in.js";
import { DEMO } from "../../src/world/oidc-client.js";
import { startWorld, type World } from "../../src/world/start-world.js";

let world: World;
beforeAll(async () => {
  world = await startWorld({
    editConfig: (folder) =>
      addClients(folder, "demo", [
        {
          clientId: "demo-post",
          name: "Demo",
          auth: "client_secret_post",
          secret: "a-posted-secret",
          redirectUris: [DEMO.redirectUri],
          postLogoutRedirectUris: ["http://localhost:3999/"],
          scopes: ["openid", "profile", "signicat.national_id"],
        },
      ]),
  });
});
afterAll(() => world?.stop());

/** Which eID, so that nobody is asked to choose. */
const NEMID = { acr_values: "urn:signicat:oidc:method:nemid" };

/** A library that knows the discovery address, an id and a secret, and nothing else of us. */
const discover = (id: string, auth: client.ClientAuth) =>
  client.discovery(new URL(`${world.url}/oidc`), id, {}, auth, { execute: [client.allowInsecureRequests] });

const WAYS: readonly [string, string, () => client.ClientAuth][] = [
  ["Basic authentication", "demo", () => client.ClientSecretBasic("demo-secret")],
  ["its secret in the body", "demo-post", () => client.ClientSecretPost("a-posted-secret")],
  ["PKCE alone", "demo-spa", () => client.None()],
];

describe("openid-client, unmodified", () => {
  it.each(WAYS)("logs a person in with %s", async (_way, id, auth) => {
    const config = await discover(id, auth());
    const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
    const [verifier, state, nonce] = [client.randomPKCECodeVerifier(), client.randomState(), client.randomNonce()];
    const url = client.buildAuthorizationUrl(config, {
      ...NEMID,
      redirect_uri: DEMO.redirectUri,
      scope: "openid profile",
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: "S256",
      state,
      nonce,
      max_age: "60",
    });
    const end = await logIn(openBrowser(), world, url, person);
    const checks = {
      pkceCodeVerifier: verifier,
      expectedState: state,
      expectedNonce: nonce,
      maxAge: 60,
      idTokenExpected: true,
    };
    const tokens = await client.authorizationCodeGrant(config, end, checks);
    const { sub } = tokens.claims()!;
    expect(await client.fetchUserInfo(config, tokens.access_token, sub)).toMatchObject({ name: person.name });
  });

  it("is told of a cancel as an authorization error with our code", async () => {
    const config = await discover("demo", client.ClientSecretBasic("demo-secret"));
    const state = client.randomState();
    const url = client.buildAuthorizationUrl(config, { redirect_uri: DEMO.redirectUri, scope: "openid", state });
    const browser = openBrowser();
    const page = await browser.get(url);
    const cancel = page.forms.find(({ names }) => names.includes("cancel"))!;
    const end = new URL((await browser.submit(page, cancel)).url);
    const grant = client.authorizationCodeGrant(config, end, { expectedState: state });
    await expect(grant).rejects.toMatchObject({
      error: "access_denied",
      error_description: expect.stringContaining("usercancel"),
    });
  });

  it("gets its answer by a posted form where it wants one", async () => {
    const config = await discover("demo", client.ClientSecretBasic("demo-secret"));
    const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
    const state = client.randomState();
    const parameters = { ...NEMID, redirect_uri: DEMO.redirectUri, scope: "openid", state, response_mode: "form_post" };
    const browser = openBrowser();
    const page = await browser.get(client.buildAuthorizationUrl(config, parameters));
    const form = await answerClient(browser, world, page, person);
    const [posted] = form.forms;
    expect(posted?.action).toBe(DEMO.redirectUri);
    expect(Object.keys(posted?.fields ?? {}).sort()).toEqual(["code", "iss", "state"]);
  });

  it("logs out, and the browser comes back to the registered address", async () => {
    const config = await discover("demo-post", client.ClientSecretPost("a-posted-secret"));
    const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
    const browser = openBrowser();
    const state = client.randomState();
    const scope = "openid signicat.national_id";
    const page = await browser.get(
      client.buildAuthorizationUrl(config, { ...NEMID, redirect_uri: DEMO.redirectUri, scope, state }),
    );
    const cpr = await postResponse(browser, page, await clientAnswer(world, page, person));
    const end = new URL((await answerCpr(browser, cpr, person.cpr ?? "")).url);
    const tokens = await client.authorizationCodeGrant(config, end, { expectedState: state });
    const out = client.buildEndSessionUrl(config, {
      id_token_hint: tokens.id_token ?? "",
      post_logout_redirect_uri: "http://localhost:3999/",
      state: "bye",
    });
    const confirm = await browser.get(out);
    const left = await browser.submit(confirm, confirm.forms[0]!);
    expect(left.url).toBe("http://localhost:3999/?state=bye");
    const answer = await client
      .fetchUserInfo(config, tokens.access_token, client.skipSubjectCheck)
      .catch((error: unknown) => error);
    expect(answer, "the tokens of the session are gone").toBeInstanceOf(Error);
  });
});
