import { createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { acme, acmeWith, CUSTOMER, clientData, customerData, load, mistakesIn } from "./config-folder.js";

const EVIL: readonly string[] = [
  "",
  "/callback",
  "callback",
  "//evil.dk/callback",
  "https:/evil.dk/callback",
  "https:evil.dk/callback",
  "https:///evil.dk/callback",
  "https://",
  "https://a.dk\\@evil.dk/callback",
  "https://a.dk\\.evil.dk/callback",
  "https:\\\\evil.dk/callback",
  "https://a.dk@evil.dk/callback",
  "https://user:pass@a.dk/callback",
  "https://@a.dk/callback",
  "https://:@a.dk/callback",
  "https://a.dk%40evil.dk@b.dk/",
  "https://a.dk/callback#",
  "https://a.dk/callback#fragment",
  "https://a.dk/*",
  "https://*.a.dk/callback",
  "https://a.dk:*/callback",
  "https://a.dk/../callback",
  "https://a.dk/a/./b",
  "https://a.dk/%2e%2e/callback",
  "https://a.dk/a/%2E",
  "https://a.dk/..",
  "https://a.dk/call back",
  " https://a.dk/callback",
  "https://a.dk/callback ",
  "https://a.dk/call\tback",
  "https://a.dk/call\nback",
  "https://a.dk/call\u0000back",
  "https://a.dk/call\u007fback",
  "https://\u0430.dk/callback",
  "https://a\u3002dk/callback",
  "https://a.dk/\u202ecallback",
  "https://a.dk:99999/callback",
  "https://[::1/callback",
  "https://a..dk:port/callback",
  "https://a.dk;script-src/callback",
  "https://a.dk'/callback",
  "https://a.dk./callback",
  "https://a,b/callback",
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)//https://a.dk",
  "data:text/html,x",
  "vbscript:x",
  "file:///etc/passwd",
  "ftp://a.dk/callback",
  "about:blank",
  "blob:https://a.dk/1",
  "view-source:https://a.dk",
  "ws://a.dk",
  "mailto:a@b.dk",
  "urn:ietf:wg:oauth:2.0:oob",
  "myapp://callback",
];

let rsa: { publicKey: KeyObject; privateKey: KeyObject };
let jwk: object;
beforeAll(() => {
  rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
  jwk = rsa.publicKey.export({ format: "jwk" });
});
const withKeys = (...keys: unknown[]) =>
  acmeWith.client({ auth: "private_key_jwt", secret: undefined, jwks: { keys } });

describe("a client", () => {
  it.each(EVIL)("cannot have the redirect URI %j", (uri) => {
    expect(mistakesIn(acmeWith.client({ redirectUris: ["https://a.dk/", uri] })).join()).toContain("redirectUris[1]: ");
  });

  it.each(EVIL)("cannot have the redirect URI %j after log-out", (uri) => {
    expect(mistakesIn(acmeWith.client({ postLogoutRedirectUris: [uri] })).join()).toContain(
      "postLogoutRedirectUris[0]: ",
    );
  });

  it("that is public cannot have them either", () => {
    const root = acmeWith.client({ type: "public", secret: undefined, redirectUris: EVIL });
    expect(mistakesIn(root)).toHaveLength(EVIL.length);
  });

  it.each([
    "https://a.dk",
    "https://a.dk/",
    "https://a.dk/callback?tenant=1&x=..",
    "https://a.dk:8443/~user/.well-known/cb",
    "https://a.dk/a%20b",
    "https://a.dk/@user",
    "http://localhost:3000/callback",
    "http://[::1]:3000/callback",
    "https://xn--rdgrd-vuad.dk/",
  ])("can have the redirect URI %s, kept to the letter", (uri) => {
    expect(
      load(acmeWith.client({ redirectUris: [uri] }))
        .customers.get("acme")
        ?.clients.get("portal")?.redirectUris,
    ).toEqual([uri]);
  });

  it("can have an app's scheme when it is public", () => {
    const redirectUris = ["dk.acme.app:/callback"];
    expect(load(acmeWith.client({ type: "public", secret: undefined, redirectUris })).customers.size).toBe(1);
    expect(mistakesIn(acmeWith.client({ redirectUris }))).toEqual([
      expect.stringContaining("redirectUris[0]: has the scheme of an app"),
    ]);
  });

  it.each(["http://test.acme.dk/callback", "https://localhost/callback", "https://127.0.0.1:8443/callback"])(
    "that is an app cannot have %s beside its scheme, which the gateway would refuse at each log-in",
    (uri) => {
      const app = { type: "public", secret: undefined, redirectUris: ["dk.acme.app:/callback"] };
      const mixed = { ...app, redirectUris: [...app.redirectUris, uri] };
      expect(mistakesIn(acmeWith.client(mixed)).join()).toContain("redirectUris[1]: ");
      expect(mistakesIn(acmeWith.client({ ...app, postLogoutRedirectUris: [uri] })).join()).toContain(
        "postLogoutRedirectUris[0]: ",
      );
    },
  );

  it.each(["http://localhost:3000/callback", "http://[::1]/callback", "https://acme.dk/app"])(
    "that is an app can have %s beside its scheme",
    (uri) => {
      const redirectUris = ["dk.acme.app:/callback", uri];
      const client = { type: "public", secret: undefined, redirectUris, postLogoutRedirectUris: redirectUris };
      expect(load(acmeWith.client(client)).customers.size).toBe(1);
    },
  );

  it.each(["confidential", "public"])("that is a %s web site cannot have an app's scheme after log-out", (type) => {
    const client = { type, ...(type === "public" && { secret: undefined }) };
    const postLogoutRedirectUris = ["https://acme.dk/", "dk.acme.app:/out"];
    expect(mistakesIn(acmeWith.client({ ...client, postLogoutRedirectUris }))).toEqual([
      expect.stringContaining("postLogoutRedirectUris[1]: has the scheme of an app"),
    ]);
  });

  it.each([{ kid: 7 }, { kid: "" }, { alg: true }, { use: "encr" }, { use: 1 }, { x5c: "MII" }])(
    "cannot have a key that says %j of itself",
    (member) => {
      expect(mistakesIn(withKeys({ ...jwk, ...member })).join()).toContain(`keys[0].${Object.keys(member)[0]}: `);
    },
  );

  it("cannot have a key on a curve that nothing here uses", () => {
    const key = generateKeyPairSync("ec", { namedCurve: "secp256k1" }).publicKey.export({ format: "jwk" });
    expect(mistakesIn(withKeys(key))).toEqual([expect.stringContaining("keys[0]: is on a curve that is not used")]);
  });

  it("that authenticates by a key must have one to sign with", () => {
    expect(mistakesIn(withKeys({ ...jwk, kid: "one", use: "enc" }))).toEqual([
      expect.stringContaining("oidc.clients[0].jwks: has no key to sign with"),
    ]);
  });

  it.each([
    [{ redirectUris: [] }, "redirectUris: is an empty list"],
    [{ redirectUris: undefined }, "redirectUris: is an empty list"],
    [{ scopes: ["signicat-api"] }, "redirectUris: is not used by a server that only orders signatures"],
    [{ scopes: [] }, "scopes: lacks openid"],
    [
      { type: "public", scopes: ["openid", "signicat-api"] },
      "scopes: has signicat-api, which only a client with a secret",
    ],
    [{ redirectUrls: [] }, "redirectUrls: is not a key that is known here > did you mean redirectUris?"],
    [{ clientId: "a b" }, "clientId: is not a client id"],
    [{ clientId: undefined }, "clientId: is missing"],
    [{ type: "private" }, "type: must be one of confidential, public"],
    [{ secret: undefined }, "secret: is missing"],
    [{ secret: "" }, "secret: is empty"],
    [{ secret: "hemmelig-æøå" }, "secret: has characters outside ASCII"],
    [{ auth: "none" }, "auth: lets anybody be this client"],
    [{ auth: "client_secret_jwt" }, "auth: must be one of"],
    [{ auth: "private_key_jwt" }, "jwks: is missing"],
    [{ auth: "private_key_jwt" }, "secret: is not used with this kind of authentication"],
    [{ type: "public" }, "secret: is not used with this kind of authentication"],
    [{ type: "public", auth: "client_secret_post" }, "auth: cannot be used by a public client"],
    [{ jwks: { keys: [] } }, "jwks.keys: is an empty list"],
    [{ scopes: ["profile"] }, "scopes: lacks openid"],
    [{ scopes: ["openid profile"] }, "scopes[0]: is not a scope"],
    [{ scopes: "openid" }, "scopes: is a text, but must be a list"],
    [{ methods: [] }, "methods: is an empty list"],
    [{ methods: ["nemd"] }, "methods[0]: names a method this customer does not have > did you mean nemid?"],
  ])("with %j is told: %s", (more, expected) => {
    expect(mistakesIn(acmeWith.client(more)).join("\n")).toContain(`oidc.clients[0].${expected}`);
  });

  it("that only orders signatures needs no redirect address", () => {
    const mistakes = mistakesIn(acmeWith.client({ redirectUris: undefined, scopes: ["signicat-api"] }));
    expect(mistakes).toEqual([expect.stringContaining("is for signing, of which the customer has none")]);
  });

  it.each(["client_secret_basic", "client_secret_post"])("can authenticate by %s", (auth) => {
    expect(load(acmeWith.client({ auth })).customers.get("acme")?.clients.get("portal")).toMatchObject({
      auth,
      secret: clientData.secret,
    });
  });

  it("that is public authenticates by none", () => {
    const client = load(acmeWith.client({ type: "public", secret: undefined }))
      .customers.get("acme")
      ?.clients.get("portal");
    expect(client).toMatchObject({ type: "public", auth: "none" });
  });

  it("can authenticate by a key", () => {
    const client = load(withKeys(jwk)).customers.get("acme")?.clients.get("portal");
    expect(client?.jwks).toEqual({ keys: [jwk] });
  });

  it("must not hand over its private key", () => {
    expect(mistakesIn(withKeys(jwk, rsa.privateKey.export({ format: "jwk" })))).toEqual([
      expect.stringContaining("oidc.clients[0].jwks.keys[1]: holds a private key"),
    ]);
    expect(mistakesIn(withKeys({ kty: "oct", k: "c2VjcmV0" }))).toEqual([
      expect.stringContaining("holds a private key"),
    ]);
  });

  it("must have a key that is one", () => {
    expect(mistakesIn(withKeys({ kty: "RSA", n: "AQAB" }))).toEqual([
      expect.stringContaining("keys[0]: is not a public key"),
    ]);
    expect(mistakesIn(withKeys({ kty: "RSA", n: "AQAB", e: "AQAB" }))).toEqual([
      expect.stringContaining("keys[0]: is "),
    ]);
    expect(mistakesIn(withKeys({ n: "AQAB" }))).toEqual([expect.stringContaining("keys[0].kty: is missing")]);
  });

  it("must have a key that is long enough", () => {
    const short = generateKeyPairSync("rsa", { modulusLength: 1024 }).publicKey.export({ format: "jwk" });
    expect(createPublicKey({ key: short, format: "jwk" }).asymmetricKeyDetails?.modulusLength).toBe(1024);
    expect(mistakesIn(withKeys(short))).toEqual([expect.stringContaining("is an RSA key of less than 2048 bits")]);
  });

  it("may use all of the customer's methods unless it says fewer", () => {
    const methods = { a: { method: "nemid" }, b: { method: "nemid" } };
    const clients = [clientData, { ...clientData, clientId: "second", methods: ["b"] }];
    const customer = load(acme({ [CUSTOMER]: { ...customerData, methods, oidc: { clients } } })).customers.get("acme");
    expect([...(customer?.clients.values() ?? [])].map((client) => client.methods)).toEqual([["a", "b"], ["b"]]);
  });
});
