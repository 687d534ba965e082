import type { Client } from "@eid-gateway/core";
import { describe, expect, it } from "vitest";
import { draw, drawBlock, pageOf, say, screenOf, script, tagWith } from "./pages.js";

const client = (changes: Partial<Client> = {}): Client => ({
  kind: "client",
  script,
  data: { id: "nemid_parameters", type: "text/x-nemid", text: '{"a":1}' },
  form: { id: "postBackForm", fields: ["response"] },
  frame: {
    id: "nemid_iframe",
    url: new URL("https://client.example:8443/launcher/1?x=1"),
    title: say("NemID"),
    size: [320, 460],
  },
  ...changes,
});
const withText = (text: string): Client => client({ data: { text } });
const dataOf = (html: string): string => /data-client-data>([\s\S]*?)<\/script>/.exec(html)![1]!;

describe("the block of another party's client", () => {
  it("has the element ids the other side prescribes", () => {
    const html = drawBlock(client());
    expect(html).toContain('<script type="text/x-nemid" id="nemid_parameters" data-client-data>{"a":1}</script>');
    expect(html).toContain('<iframe id="nemid_iframe" title="NemID" width="320" height="460"');
    expect(html).toContain('<form id="postBackForm" method="post" action="/flow/f1" data-client-form>');
    expect(html).toContain('<input type="hidden" name="response" value="">');
  });
  it("does not load the frame before the loader listens", () => {
    const frame = tagWith(drawBlock(client()), /^<iframe/);
    expect(frame).toContain('data-src="https://client.example:8443/launcher/1?x=1"');
    expect(frame).not.toMatch(/\ssrc=/);
  });
  it("lets the frame do what the method allows, and no more", () => {
    expect(tagWith(drawBlock(client()), /^<iframe/)).not.toContain("allow");
    const frame = { ...client().frame!, allow: "fullscreen" };
    expect(tagWith(drawBlock(client({ frame })), /^<iframe/)).toContain('allow="fullscreen"');
  });
  it("brings the gateway's loader, and says what to do without script", () => {
    const html = drawBlock(client());
    expect(html).toMatch(/<script type="module" src="\/assets\/[0-9a-f]{32}\/client\.js"><\/script>/);
    expect(html).toContain("<noscript>");
  });
  it.each(["</script>", "</SCRIPT\n>", "<!--<script>", "<script>"])(
    "keeps JSON data that holds %s inside its element, unchanged in meaning",
    (text) => {
      const data = dataOf(drawBlock(withText(JSON.stringify({ text }))));
      expect(data).not.toContain("<");
      expect(JSON.parse(data)).toEqual({ text });
    },
  );
  it.each(["</script>", "x</ScRiPt ", "<!-- x", "<script x", "a\0b", "a\rb"])(
    "refuses other data that would not survive the page: %j",
    (text) => {
      expect(() => drawBlock(withText(text))).toThrow("cannot stand in a page");
    },
  );
  it("leaves other text as it is", () => {
    expect(dataOf(drawBlock(withText("a < b && c > 'd'")))).toBe("a < b && c > 'd'");
  });
  it.each([
    "text/javascript",
    "module",
    "importmap",
    "application/ecmascript",
    "text/jscript",
    'text/x" src="x',
    "text/livescript",
    "speculationrules",
  ])("refuses data of the type %s", (type) =>
    expect(() => drawBlock(client({ data: { text: "1", type } }))).toThrow("media type"),
  );
  it("escapes every text of its own", () => {
    const evil = `"><script>alert(1)</script>`;
    const html = drawBlock(
      client({
        data: { text: "1", id: evil },
        form: { fields: [], id: evil },
        frame: { ...client().frame!, id: evil, title: say(evil), allow: evil },
      }),
    );
    expect(html).not.toContain("<script>alert");
  });
  it.each([
    [0, 1],
    [320.5, 460],
    [Number.NaN, 1],
  ] as const)("refuses a frame of %d by %d", (width, height) => {
    expect(() => drawBlock(client({ frame: { ...client().frame!, size: [width, height] } }))).toThrow("whole numbers");
  });
  it("refuses a form field that is the gateway's own", () => {
    expect(() => drawBlock(client({ form: { fields: ["step"] } }))).toThrow("the gateway's own");
  });
  it("does not stand inside the form of the other blocks", () => {
    const html = draw(screenOf({ kind: "checkbox", name: "yes", label: say("yes") }, client()), pageOf()).html;
    expect(html.indexOf("data-client ")).toBeGreaterThan(html.indexOf("</form>"));
  });
});
