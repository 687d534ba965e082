import type { ParameterizedContext } from "koa";
import { describe, expect, it } from "vitest";
import { partitionCookies } from "../../src/web/partition-cookies.js";

function partition(cookies: string | string[] | undefined): unknown {
  const headers: Record<string, unknown> = cookies === undefined ? {} : { "set-cookie": cookies };
  const response = { headers, set: (name: string, value: unknown) => Object.assign(headers, { [name]: value }) };
  partitionCookies({ response } as unknown as ParameterizedContext);
  return headers["set-cookie"];
}
const FRAMED = "SameSite=None; Secure; Partitioned";

describe("cookies in a frame", () => {
  it.each([
    ["a=1; path=/; samesite=lax; httponly", `a=1; path=/; httponly; ${FRAMED}`],
    ["a=1; Path=/; Secure; SameSite=Strict; HttpOnly", `a=1; Path=/; HttpOnly; ${FRAMED}`],
    ["a=1", `a=1; ${FRAMED}`],
    ["a=; expires=Thu, 01 Jan 1970 00:00:00 GMT", `a=; expires=Thu, 01 Jan 1970 00:00:00 GMT; ${FRAMED}`],
    ["samesite=secure; path=/", `samesite=secure; path=/; ${FRAMED}`],
    [`a=1; ${FRAMED}`, `a=1; ${FRAMED}`],
  ])("keep everything else: %s", (cookie, expected) => {
    expect(partition(cookie)).toEqual([expected]);
  });

  it("are rewritten all, signatures too", () => {
    expect(partition(["a=1; samesite=lax", "a.sig=2; samesite=lax"])).toEqual([`a=1; ${FRAMED}`, `a.sig=2; ${FRAMED}`]);
  });

  it("are not made up where none is set", () => {
    expect(partition(undefined)).toBeUndefined();
  });
});
