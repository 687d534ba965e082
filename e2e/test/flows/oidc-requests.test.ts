import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser } from "../../src/world/log-in.js";
import { authorize, DEMO } from "../../src/world/oidc-client.js";
import { startWorld, type World } from "../../src/world/start-world.js";

let world: World;
let issuer = "";
beforeAll(async () => {
  world = await startWorld();
  issuer = `${world.url}/oidc`;
});
afterAll(() => world?.stop());

const request = (extra: Readonly<Record<string, string>>) => openBrowser().get(authorize(issuer, DEMO, extra).url);
const REGISTERED = DEMO.redirectUri;

/** Ways to write an address that is not the registered one, though it may look like it. */
const EVIL_URIS = [
  "https://evil.example/callback",
  "http://evil.example/callback",
  "//evil.example/callback",
  "///evil.example/callback",
  "/\\evil.example/callback",
  "\\\\evil.example\\callback",
  "http:evil.example",
  "http:/evil.example",
  "http://localhost:3999@evil.example/callback",
  "http://localhost:3999%40evil.example/callback",
  "http://localhost:3999%2F@evil.example/callback",
  "http://user:pass@localhost:3999/callback",
  "http://user@localhost:3999/callback",
  "http://@localhost:3999/callback",
  "http://localhost:3999.evil.example/callback",
  "http://localhost.evil.example:3999/callback",
  "http://evil.example/http://localhost:3999/callback",
  "http://evil.example#http://localhost:3999/callback",
  "http://evil.example?http://localhost:3999/callback",
  "http://evil.example\\@localhost:3999/callback",
  "http://evil.example;localhost:3999/callback",
  "http://[::1]:3999/callback",
  "http://127.0.0.1:3999/callback",
  "http://0x7f000001:3999/callback",
  "http://2130706433:3999/callback",
  "http://127.1:3999/callback",
  "http://LOCALHOST:3999/callback",
  "HTTP://localhost:3999/callback",
  "http://localhost.:3999/callback",
  "http://localhost:3999/callback/",
  "http://localhost:3999/Callback",
  "http://localhost:3999//callback",
  "http://localhost:3999/./callback",
  "http://localhost:3999/x/../callback",
  "http://localhost:3999/callback/../evil",
  "http://localhost:3999/callback%2f..%2fevil",
  "http://localhost:3999/callback;evil",
  "http://localhost:3999/callback?x=1",
  "http://localhost:3999/callback?",
  "http://localhost:3999/callback#",
  "http://localhost:3999/callback#x",
  "http://localhost:3999/callback%00",
  "http://localhost:3999/callback\u0000",
  "http://localhost:3999/callback%0d%0aSet-Cookie:x=1",
  "http://localhost:3999/callback\r\nx: y",
  "http://localhost:3999/call%62ack",
  "http://localhost:3999/callback ",
  " http://localhost:3999/callback",
  "\thttp://localhost:3999/callback",
  "http://localhost:03999/callback",
  "http://localhost:3998/callback",
  "http://localhost/callback",
  "http://localhost:3999",
  "https://localhost:3999/callback",
  "javascript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "file:///etc/passwd",
  "ftp://localhost:3999/callback",
  "http://ⓛocalhost:3999/callback",
  "http://localhost:3999/callbаck",
  "*",
  "null",
  "",
];

describe("an address to return to that is not registered", () => {
  it("there are sixty ways to write one here, and more", () => {
    expect(new Set(EVIL_URIS).size).toBeGreaterThanOrEqual(60);
    expect(EVIL_URIS).not.toContain(REGISTERED);
  });

  it.each(EVIL_URIS)("is never redirected to, and no link on the page leads out: %j", async (uri) => {
    const page = await request({ redirect_uri: uri });
    expect(page.status).toBe(400);
    expect(new URL(page.url).origin).toBe(world.url);
    expect(page.text).not.toMatch(/(?:href|action|src)="(?!\/)/);
    expect(page.text).not.toContain("evil.example");
  });
});

describe("a request that names what there is not", () => {
  it("a client: a page of ours, without a link outward", async () => {
    const page = await request({ client_id: "nobody" });
    expect(page.status).toBe(400);
    expect(page.text).not.toContain("nobody");
  });

  it.each([
    ["a method", { acr_values: "urn:signicat:oidc:method:mitid" }],
    ["another kind of acr", { acr_values: "urn:example:loa3" }],
    ["a known and an unknown method", { acr_values: "urn:signicat:oidc:method:nemid urn:signicat:oidc:method:x" }],
  ])("%s: invalid_request to the relying party, never silently another eID", async (_what, extra) => {
    const end = new URL((await request(extra)).url);
    expect(end.origin).toBe("http://localhost:3999");
    expect(end.searchParams.get("error")).toBe("invalid_request");
  });

  it.each([
    ["a scope that leaves out openid", { scope: "profile" }, "invalid_request"],
    ["a response type", { response_type: "smoke" }, "unsupported_response_type"],
    ["a response mode", { response_mode: "smoke" }, "unsupported_response_mode"],
    ["broken claims", { claims: "{" }, "invalid_request"],
    ["a challenge method", { code_challenge_method: "plain" }, "invalid_request"],
    ["a prompt", { prompt: "dance" }, "invalid_request"],
  ])("%s: refused by name", async (_what, extra, error) => {
    const end = new URL((await request(extra)).url);
    expect(end.searchParams.get("error")).toBe(error);
  });

  it("a profile: the default, since a typo must not keep people out, and a warning in the log", async () => {
    const page = await request({ profile: "no-such-look" });
    expect(page.status).toBe(200);
    expect(page.text).toContain("nemid_parameters");
    expect(world.logLines.some((line) => line.includes("graphical profile that does not exist"))).toBe(true);
  });

  it("a language: the customer's own", async () => {
    expect((await request({ ui_locales: "xx-XX" })).text).toContain('<html lang="en"');
    expect((await request({ ui_locales: "xx da-DK" })).text).toContain('<html lang="da"');
  });
});

describe("a request that wants no page, or a fresh log-in", () => {
  it("prompt=none is login_required, since no log-in is kept", async () => {
    const end = new URL((await request({ prompt: "none" })).url);
    expect(end.searchParams.get("error")).toBe("login_required");
  });

  it.each([
    { max_age: "0" },
    { max_age: "3600" },
    { prompt: "login" },
    { prompt: "consent" },
    { prompt: "login consent" },
  ])("%j shows the log-in", async (extra) => {
    expect((await request(extra as unknown as Record<string, string>)).text).toContain("nemid_parameters");
  });

  it("two login hints are one too many for nobody", async () => {
    const { url } = authorize(issuer, DEMO);
    url.searchParams.append("login_hint", "subject-6101701234");
    url.searchParams.append("login_hint", "deviceId-x");
    expect((await openBrowser().get(url)).text).toContain("nemid_parameters");
  });
});

describe("discovery", () => {
  it("says what there is, under the configured issuer", async () => {
    const answer = await fetch(`${issuer}/.well-known/openid-configuration`);
    const metadata = (await answer.json()) as Record<string, unknown>;
    expect(metadata).toMatchObject({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      userinfo_endpoint: `${issuer}/userinfo`,
      jwks_uri: `${issuer}/jwks.json`,
      end_session_endpoint: `${issuer}/session/end`,
      response_types_supported: ["code"],
      subject_types_supported: ["pairwise"],
      code_challenge_methods_supported: ["S256"],
      authorization_response_iss_parameter_supported: true,
      acr_values_supported: ["nemid", "nemid-moces", "nemid-codefile", "nemid-erhverv"].map(
        (name) => `urn:signicat:oidc:method:${name}`,
      ),
      ui_locales_supported: expect.arrayContaining(["da", "en"]),
      scopes_supported: expect.arrayContaining(["openid", "profile", "signicat.national_id", "nemid"]),
      token_endpoint_auth_methods_supported: expect.arrayContaining([
        "client_secret_basic",
        "client_secret_post",
        "private_key_jwt",
        "none",
      ]),
    });
  });

  it("says what of it can be signed, encrypted and pushed, and offers no padding that leaks", async () => {
    const metadata = (await (await fetch(`${issuer}/.well-known/openid-configuration`)).json()) as Record<
      string,
      unknown
    >;
    const algs = ["RSA-OAEP", "RSA-OAEP-256", "ECDH-ES", "ECDH-ES+A256KW"];
    const encs = ["A128CBC-HS256", "A256CBC-HS512", "A128GCM", "A256GCM"];
    expect(metadata).toMatchObject({
      pushed_authorization_request_endpoint: `${issuer}/par`,
      revocation_endpoint: `${issuer}/revoke`,
      grant_types_supported: ["authorization_code", "refresh_token", "client_credentials"],
      claims_parameter_supported: true,
      request_parameter_supported: true,
      request_uri_parameter_supported: false,
      request_object_signing_alg_values_supported: ["RS256", "PS256", "ES256"],
      request_object_encryption_alg_values_supported: ["RSA-OAEP"],
      request_object_encryption_enc_values_supported: encs,
      id_token_signing_alg_values_supported: ["RS256"],
      id_token_encryption_alg_values_supported: algs,
      id_token_encryption_enc_values_supported: encs,
      userinfo_signing_alg_values_supported: ["RS256"],
      userinfo_encryption_alg_values_supported: algs,
      userinfo_encryption_enc_values_supported: encs,
      prompt_values_supported: ["none", "login", "consent", "consent_revoke"],
      scopes_supported: expect.arrayContaining([
        "signicat.organization",
        "signicat.organization.number",
        "offline_access",
      ]),
    });
    expect(JSON.stringify(metadata)).not.toMatch(/RSA1_5|"dir"|client_secret_jwt|"HS256"/);
    for (const absent of ["registration_endpoint", "introspection_endpoint", "device_authorization_endpoint"])
      expect(metadata).not.toHaveProperty(absent);
  });

  it("publishes one key to verify with and one to encrypt to", async () => {
    const { keys } = (await (await fetch(`${issuer}/jwks.json`)).json()) as { keys: Record<string, unknown>[] };
    expect(keys.map(({ use, alg }) => [use, alg])).toEqual([
      ["sig", "RS256"],
      ["enc", "RSA-OAEP"],
    ]);
  });

  it("publishes the public half of the keys and nothing of the private one", async () => {
    const { keys } = (await (await fetch(`${issuer}/jwks.json`)).json()) as { keys: Record<string, unknown>[] };
    expect(keys.length).toBeGreaterThan(0);
    for (const key of keys) expect(Object.keys(key).sort()).toEqual(["alg", "e", "kid", "kty", "n", "use"]);
  });
});
