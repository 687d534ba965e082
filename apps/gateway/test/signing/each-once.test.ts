import { describe, expect, it } from "vitest";
import { eachOnce } from "../../src/signing/each-once.js";

const document = (text: string, mediaType = "text/plain") => ({ mediaType, bytes: new TextEncoder().encode(text) });

describe("the documents of a package", () => {
  it("are each there once, however many have signed them", () => {
    expect(eachOnce([document("a"), document("b"), document("a")])).toEqual([document("a"), document("b")]);
  });

  it("are two where the same bytes were shown in two ways", () => {
    expect(eachOnce([document("<p>a</p>"), document("<p>a</p>", "text/html")])).toHaveLength(2);
  });
});
