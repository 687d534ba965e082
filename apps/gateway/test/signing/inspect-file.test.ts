import { describe, expect, it } from "vitest";
import { inspectFile } from "../../src/signing/inspect-file.js";

async function findingsOf(bytes: string | Uint8Array, mediaType = "text/plain"): Promise<readonly string[]> {
  const file = { mediaType, bytes: typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes };
  return (await inspectFile(file)).map(({ message }) => message);
}

describe("a text that is ordered", () => {
  it.each([
    ["plain", "I owe you 100 kr.\n", "text/plain"],
    ["in Danish", "Jeg skylder dig 100 kr., sagde Åse.\r\n", "text/plain; charset=utf-8"],
    ["said to be UTF-8 in quotes", "Ærø", 'text/plain;charset="UTF-8"'],
    ["said to be ASCII, and all of it is", "I owe you 100 kr.", "text/plain; charset=us-ascii"],
    ["with parameters of another kind", "Ærø", "text/plain; format=flowed; charset=utf-8"],
    ["in Arabic, which has its own direction", "أنا مدين لك", "text/plain"],
  ])("is taken: %s", async (_what, text, mediaType) => {
    expect(await findingsOf(text, mediaType)).toEqual([]);
  });

  // Shown as UTF-8 and kept under another name, it would say one thing to the signer and another to who reads it later.
  it.each(["utf-16le", "UTF-7", "ISO-8859-1", '"windows-1252"', "ibm037", "", "utf-8; charset=utf-16"])(
    "is refused when it says it is written in another way: %s",
    async (charset) => {
      const [finding, ...more] = await findingsOf("I owe you 100 kr.", `text/plain; charset=${charset}`);
      expect([finding, more]).toEqual([expect.stringContaining("UTF-8"), []]);
    },
  );

  it("is refused as ASCII when it is none", async () => {
    expect(await findingsOf("Ærø", "text/plain; charset=us-ascii")).toHaveLength(1);
  });

  it.each([
    ["no UTF-8", new Uint8Array([0xc3, 0x28]), /UTF-8/],
    ["a byte order mark", "\ufeffI owe you", /byte order mark/],
    ["UTF-16 with its mark", new Uint8Array([0xff, 0xfe, 0x49, 0x00]), /UTF-8/],
    ["a control character", "I owe you 1\b00 kr.", /U\+0008/],
    ["a control character of the second set", "I owe you 1\u009b00 kr.", /U\+009B/],
    ["an override of the direction", "I owe you \u202e001\u202c kr.", /U\+202E/],
    ["an isolate", "I owe you \u2067001\u2069 kr.", /U\+2067/],
  ])("is refused for %s", async (_what, bytes, reason) => {
    const [finding, ...more] = await findingsOf(bytes);
    expect([finding, more]).toEqual([expect.stringMatching(reason), []]);
  });

  it.each(["application/xml", "text/xml", "text/html"])(
    "is refused when it declares another encoding: %s",
    async (type) => {
      const declared = (encoding: string) => `<?xml version="1.0" encoding="${encoding}"?><html/>`;
      expect(await findingsOf(declared("utf-16"), type)).toEqual([expect.stringMatching(/declaration/)]);
      expect(await findingsOf(declared("UTF-8"), type)).toEqual([]);
    },
  );

  it("is looked at as HTML where it is that", async () => {
    expect(await findingsOf("<script>1</script>")).toEqual([]);
    expect(await findingsOf("<script>1</script>", "text/html; charset=utf-8")).toEqual([
      expect.stringMatching(/<script>/),
    ]);
  });

  it("is looked at as a PDF where it is said to be one", async () => {
    expect(await findingsOf("I owe you", "application/pdf")).toEqual([expect.stringMatching(/^not-a-pdf: /)]);
    expect(await findingsOf("I owe you", "Application/PDF; x=1")).toEqual([expect.stringMatching(/^not-a-pdf: /)]);
  });

  it("is looked at the same whatever kind of text it is", async () => {
    for (const mediaType of ["text/html", "text/xml", "application/xml", "application/xhtml+xml"])
      expect(await findingsOf("<p>\u202e001</p>", mediaType)).toEqual([expect.stringMatching(/U\+202E/)]);
  });
});
