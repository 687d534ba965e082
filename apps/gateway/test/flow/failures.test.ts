import { describe, expect, it } from "vitest";
import { describeFailure, mayTryAgain, oauthErrorFor } from "../../src/flow/failures.js";

describe("what a failure is to the relying party", () => {
  it.each([
    ["cancelled", "access_denied"],
    ["refused", "access_denied"],
    ["invalid-response", "access_denied"],
    ["expired", "access_denied"],
    ["unavailable", "temporarily_unavailable"],
    ["misconfigured", "server_error"],
  ] as const)("%s is %s", (category, error) => {
    expect(oauthErrorFor(category)).toBe(error);
  });

  it("prints a cancel with one code, whoever made it", () => {
    expect(describeFailure("nemid:client:CAN002", "cancelled")).toMatch(/^urn:signicat:error:usercancel; /);
  });

  it("prints the code first, then a sentence in the characters RFC 6749 allows", () => {
    const text = describeFailure("nemid:certrevoked", "refused");
    expect(text).toMatch(/^urn:signicat:error:nemid:certrevoked; [\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
  });
});

describe("whether the page offers to try again", () => {
  it.each([
    ["nemid:client:CAN002", "cancelled", true],
    ["timeout", "expired", true],
    ["nemid:cprunavailable", "unavailable", true],
    ["nemid:client:AUTH004", "refused", true],
    ["nemid:cprmismatch", "refused", false],
    ["nemid:certrevoked", "refused", false],
    ["nemid:client:APP001", "misconfigured", false],
    ["nemid:invalidresponse", "invalid-response", false],
  ] as const)("after %s (%s): %s", (code, category, expected) => {
    expect(mayTryAgain(code, category)).toBe(expected);
  });
});
