import { describe, expect, it } from "vitest";
import { OidcResponseError } from "../src/index.js";

describe("what the gateway says of a log-in that did not come about", () => {
  it("is taken apart into protocol error, code and text", () => {
    const error = new OidcResponseError("access_denied", "urn:signicat:error:usercancel; The process; was aborted");
    expect(error).toMatchObject({
      error: "access_denied",
      code: "urn:signicat:error:usercancel",
      text: "The process; was aborted",
    });
  });

  it.each([
    ["server_error", undefined, "server_error", ""],
    ["invalid_request", "acr_values names no method", "invalid_request", "acr_values names no method"],
    ["invalid_request", "", "invalid_request", ""],
  ])("has the protocol's error for its code where it has none of its own: %s, %s", (error, description, code, text) => {
    expect(new OidcResponseError(error, description)).toMatchObject({ code, text });
  });
});
