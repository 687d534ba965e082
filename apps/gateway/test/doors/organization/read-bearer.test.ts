import { describe, expect, it } from "vitest";
import { readBearer } from "../../../src/doors/organization/read-bearer.js";

const NO_QUERY = new URLSearchParams();

describe("a bearer token", () => {
  it.each(["Bearer abc", "bearer abc", "BEARER a.b-c_d~e+f/g=="])("is read from %j", (header) => {
    expect(readBearer(header, NO_QUERY)).toEqual({ token: header.split(" ")[1] });
  });

  it.each(["", "Basic abc", "Bearerabc", "DPoP abc"])("is not there in %j", (header) => {
    expect(readBearer(header, NO_QUERY)).toBe("none");
  });

  it.each(["Bearer", "Bearer ", "Bearer  abc", "Bearer a b", "Bearer a,b", "Bearer =a", 'Bearer "a"', "Bearer \u00e6"])(
    "is malformed in %j",
    (header) => {
      expect(readBearer(header, NO_QUERY)).toBe("malformed");
    },
  );

  it("is refused in an address, also beside one in the header", () => {
    const query = new URLSearchParams({ access_token: "abc" });
    expect(readBearer("", query)).toBe("malformed");
    expect(readBearer("Bearer abc", query)).toBe("malformed");
  });
});
