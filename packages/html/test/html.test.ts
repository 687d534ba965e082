import { dangerouslyUnescaped, html } from "@eid-gateway/html";
import { describe, expect, it } from "vitest";

describe("html", () => {
  it("escapes text and quoted attributes", () => {
    const evil = `"'><script>alert(1)</script>&`;
    expect(String(html`<p title="${evil}">${evil}</p>`)).not.toMatch(/<script|title=""/);
    expect(String(html`${"a & b"}`)).toBe("a &#38; b");
  });

  it("nests, joins lists and leaves out what is absent", () => {
    const items = ["<1>", "2"].map((item) => html`<li>${item}</li>`);
    expect(String(html`<ul>${items}${undefined}${null}${false}${0}</ul>`)).toBe(
      "<ul><li>&#60;1&#62;</li><li>2</li>0</ul>",
    );
  });

  it.each([[{ a: 1 }], [new Date()], [() => "x"], [true], [Symbol("x")]])("refuses %s", (value) => {
    expect(() => html`${value as unknown as string}`).toThrow(TypeError);
  });

  it("takes text as HTML only where it is said", () => {
    expect(String(html`${dangerouslyUnescaped("<b>x</b>")}`)).toBe("<b>x</b>");
  });
});
