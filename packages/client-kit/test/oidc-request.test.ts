import { describe, expect, it } from "vitest";
import { createOidcLogin } from "../src/index.js";
import { requestOf } from "../src/oidc/request.js";

const OWN = { redirectUri: "https://shop.example.dk/callback", state: "s", nonce: "n", challenge: "c" };

describe("the authorization request", () => {
  it("asks for no more than it is told to", () => {
    expect(Object.fromEntries(requestOf({}, OWN))).toEqual({
      redirect_uri: OWN.redirectUri,
      scope: "openid profile",
      state: "s",
      nonce: "n",
      code_challenge: "c",
      code_challenge_method: "S256",
    });
  });

  it("names methods and portals as the gateway does, in their order", () => {
    const request = requestOf({ methods: ["nemid-erhverv", "nemid"], portal: "all" }, OWN);
    expect(request.get("acr_values")).toBe(
      "urn:signicat:oidc:method:nemid-erhverv urn:signicat:oidc:method:nemid urn:signicat:oidc:portal:all",
    );
  });

  it("repeats the parameter for each hint", () => {
    const request = requestOf({ nationalId: "0703010003", organization: "12345674" }, OWN);
    expect(request.getAll("login_hint")).toEqual(["subject-0703010003", "organization-12345674"]);
  });

  it("can ask for a log-in of this very moment", () => {
    expect(requestOf({ maxAge: 0, prompt: "login" }, OWN).get("max_age")).toBe("0");
  });
});

describe("a gateway over plain http", () => {
  const connect = (issuer: string) => () =>
    createOidcLogin({ issuer, clientId: "a", clientSecret: "b", redirectUri: OWN.redirectUri });

  it.each(["http://id.example.dk/oidc", "http://localhost.example.dk/oidc", "http://127.0.0.1.example.dk/oidc"])(
    "is refused where it is not this machine: %s",
    (issuer) => {
      expect(connect(issuer)).toThrow("neither https nor on this machine");
    },
  );

  it.each(["http://localhost:8080/oidc", "http://127.0.0.1:8080/oidc", "http://[::1]:8080/oidc"])(
    "is allowed on this machine: %s",
    (issuer) => {
      expect(connect(issuer)).not.toThrow();
    },
  );
});
