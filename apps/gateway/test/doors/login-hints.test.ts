import { describe, expect, it } from "vitest";
import { foldLoginHints, readLoginHints } from "../../src/doors/oidc/fold-login-hints.js";

describe("login_hint", () => {
  it("is left alone when it stands once, or not at all", () => {
    const query = "scope=openid&login_hint=subject-6101701234&state=%20x";
    expect(foldLoginHints(query)).toBe(query);
    expect(foldLoginHints("scope=openid")).toBe("scope=openid");
  });

  it("becomes one parameter when it is repeated, and is read as several", () => {
    const folded = new URLSearchParams(
      foldLoginHints("login_hint=subject-6101701234&a=1&login_hint=deviceId-x-1&login_hint=phone-%2B45+12"),
    );
    expect(folded.getAll("login_hint")).toHaveLength(1);
    expect(folded.get("a")).toBe("1");
    expect(readLoginHints(folded.get("login_hint")!)).toEqual({
      subject: "6101701234",
      deviceId: "x-1",
      phone: "+45 12",
    });
  });

  it.each([["nothing"], ["-value"], ["key-"], ["UPPER-value"], ["a b c"]])("reads no hint from %j", (hint) => {
    expect(readLoginHints(hint)).toEqual({});
  });
});
