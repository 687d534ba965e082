import { describe, expect, it } from "vitest";
import { eachOnce } from "../../src/signing/each-once.js";

const document = (text: string, mediaType: "text/plain" | "text/html" | "text/xml" = "text/plain") => ({
  mediaType,
  bytes: new TextEncoder().encode(text),
});
const drawn = (text: string) => ({ ...document("<a/>", "text/xml"), shown: { mediaType: "text/html", text } as const });

describe("the documents of a package", () => {
  it("are each there once, however many have signed them, and it is known where", () => {
    const { documents, places } = eachOnce([document("a"), document("b"), document("a")]);
    expect(documents).toEqual([document("a"), document("b")]);
    expect(places).toEqual([0, 1, 0]);
  });

  it("are two where the same bytes were shown in two ways", () => {
    expect(eachOnce([document("<p>a</p>"), document("<p>a</p>", "text/html")]).places).toEqual([0, 1]);
    expect(eachOnce([drawn("300"), drawn("900"), document("<a/>", "text/xml")]).places).toEqual([0, 1, 2]);
  });
});
