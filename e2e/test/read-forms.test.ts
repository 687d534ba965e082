import { describe, expect, it } from "vitest";
import { decodeEntities, readForms } from "../src/http/read-forms.js";

describe("the text of a page", () => {
  it.each([
    ["&lt;b&gt; &amp; &quot;&apos;", `<b> & "'`],
    ["&#39;&#x27;&#X27;&#x1f600;", "'''😀"],
    ["&amp;lt;", "&lt;"],
    ["&#38;lt;", "&lt;"],
    ["&#x26;#60;", "&#60;"],
    ["&amp;amp;amp;", "&amp;amp;"],
    ["&amp;#38;lt;", "&#38;lt;"],
    ["&LT; &nbsp; &#; &#x; & &lt", "&LT; &nbsp; &#; &#x; & &lt"],
  ])("%s is shown as %s", (written, shown) => {
    expect(decodeEntities(written)).toBe(shown);
  });
});

describe("a form", () => {
  it("has the values that a browser would post", () => {
    const html = `<form method="post" action="/a?b=1&amp;c=2"><input type="hidden" name="x" value="&amp;lt;&#38;quot;"></form>`;
    expect(readForms(html)).toEqual([
      { id: undefined, action: "/a?b=1&c=2", fields: { x: "&lt;&quot;" }, names: ["x"] },
    ]);
  });
});
