import { describe, expect, it } from "vitest";
import { examine } from "../../src/documents/examine.js";

const said = async (bytes: string | Uint8Array) =>
  (await examine({ format: "TEXT", bytes: Buffer.from(bytes), stylesheet: undefined })).findings.map(
    ({ message }) => message,
  );

describe("plain text that can be signed", () => {
  it.each([
    ["in Danish", "Jeg skylder 100 kr. Mvh. Åse\r\n"],
    ["with tabs and every line end", "a\tb\r\nc\nd\re"],
    ["with signs of any script", "日本語 עברית \u{1f600}"],
    ["that looks like markup", "<p>Not <html>, really</p>"],
  ])("%s", async (_what, text) => {
    expect(await said(text)).toEqual([]);
  });
});

describe("plain text that cannot", () => {
  it.each<[string, string | Uint8Array, RegExp]>([
    ["is empty", "", /empty/],
    ["is Latin-1", Buffer.from("Åse", "latin1"), /not UTF-8/],
    ["is UTF-16", Buffer.from("Åse", "utf16le"), /not UTF-8/],
    ["is cut off within a letter", Buffer.from("Å").subarray(0, 1), /not UTF-8/],
    ["has a letter in more bytes than it needs", Buffer.from([0xc1, 0x81]), /not UTF-8/],
    ["begins with a byte order mark", "\ufeffx", /byte order mark/],
    ["has a NUL", "a\u0000b", /line 1: U\+0000/],
    ["has an escape, with which terminals are steered", "a\n\n\u001b[2J", /line 3: U\+001B/],
    ["has a control character of the upper half", "a\u0085b", /U\+0085/],
    ["has DEL", "\u007f", /U\+007F/],
    ["has a change of direction", "100 \u202e001 kr.", /U\+202E.*read otherwise/],
    ["has an isolated direction", "\u2066x\u2069", /U\+2066/],
    ["has a code point that is no character", "\uffff", /U\+FFFF/],
    ["begins as HTML does, and would be read back as that", " <HTML>x", /begins like HTML/],
    ["begins as a PDF does", "%PDF-1.4", /begins like a PDF/],
  ])("because it %s", async (_what, bytes, says) => {
    expect((await said(bytes)).join("\n")).toMatch(says);
  });
});
