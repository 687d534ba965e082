import { describe, expect, it } from "vitest";
import { GatewayUnreachableError, OidcSecurityError } from "../src/index.js";
import { begin, cutShort, json, logIn, page } from "./broken-gateway.js";

describe("a log-in at a gateway where nothing is wrong", () => {
  it("tells who it is", async () => {
    expect(await logIn({})).toMatchObject({ subject: "ada", claims: { name: "Ada" } });
  });
});

describe("a gateway that does not answer as one", () => {
  it.each([
    ["the proxy's page that it is down, for the token", { "/token": page(503) }],
    ["the same for userinfo", { "/userinfo": page(502) }],
    ["the same for the keys", { "/jwks": page(504) }],
    ["an error of its own in JSON", { "/token": json({ error: "server_error" }, 500) }],
    ["too many requests", { "/token": page(429) }],
    ["a page where JSON is due", { "/token": page(200) }],
    ["half an answer, and no more", { "/token": cutShort }],
    ["half of what userinfo says", { "/userinfo": cutShort }],
  ])("can be tried again: %s", async (_name, fault) => {
    await expect(logIn(fault)).rejects.toBeInstanceOf(GatewayUnreachableError);
  });

  it.each([503, 200])("can be tried again when a number could not be pushed: %d", async (status) => {
    await expect(begin({ "/par": page(status) })).rejects.toBeInstanceOf(GatewayUnreachableError);
  });
});

describe("an answer of a gateway that is not to be trusted", () => {
  it("has an ID token that the gateway's published key did not sign", async () => {
    await expect(logIn({}, "another key")).rejects.toBeInstanceOf(OidcSecurityError);
  });

  it("has a userinfo about somebody else", async () => {
    await expect(logIn({ "/userinfo": json({ sub: "eve" }) })).rejects.toBeInstanceOf(OidcSecurityError);
  });

  it.each([
    ["a used code", json({ error: "invalid_grant" }, 400), "invalid_grant"],
    [
      "a wrong secret",
      json({ error: "invalid_client" }, 401, { "www-authenticate": "Basic realm=x" }),
      "invalid_client",
    ],
  ])("is named for the log: %s", async (_name, answer, code) => {
    await expect(logIn({ "/token": answer })).rejects.toMatchObject({ name: "OidcSecurityError", code });
  });

  it("is named for the log: userinfo does not know the access token", async () => {
    const answer = json({}, 401, { "www-authenticate": 'Bearer error="invalid_token"' });
    await expect(logIn({ "/userinfo": answer })).rejects.toMatchObject({ code: "invalid_token" });
  });
});
