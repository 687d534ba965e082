import { describe, expect, it } from "vitest";
import { type FlowMessage, headersOf } from "../../src/screens/page-context.js";
import { renderForward } from "../../src/screens/render-forward.js";
import { renderMethods } from "../../src/screens/render-methods.js";
import { icon, pageOf } from "./pages.js";

const PARENTS = ["https://portal.example", "https://other.example"];
const MESSAGE: FlowMessage = {
  type: "hub.auth",
  version: 1,
  status: "error",
  code: "nemid:certrevoked",
  state: '"><script>',
};
const to = new URL("https://portal.example/callback?code=secret-code");
const framed = { window: "self", frameParents: PARENTS } as const;
const popup = { window: "popup", frameParents: PARENTS } as const;

function last(profile: Parameters<typeof pageOf>[0] & object, post?: Record<string, string>) {
  return renderForward({ to, customerName: "Demo", ...(post && { post }) }, pageOf({ message: MESSAGE, ...profile }));
}
function told(html: string): string | undefined {
  const text = /data-tell="([^"]*)"/.exec(html)?.[1];
  return text?.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
}

describe("where a page stands", () => {
  it("is the whole window, unless the profile says otherwise", () => {
    const headers = headersOf(renderMethods([], pageOf()));
    expect(headers["x-frame-options"]).toBe("DENY");
    expect(headers["cross-origin-opener-policy"]).toBe("same-origin-allow-popups");
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
  });

  it("is a frame of exactly the pages that the profile names", () => {
    const headers = headersOf(renderMethods([], pageOf({ profile: framed })));
    expect(headers).not.toHaveProperty("x-frame-options");
    expect(headers["content-security-policy"]).toContain(`frame-ancestors ${PARENTS.join(" ")};`);
  });

  it("is a window of its own: its opener stays, and nobody frames it", () => {
    const headers = headersOf(renderMethods([], pageOf({ profile: popup })));
    expect(headers["cross-origin-opener-policy"]).toBe("unsafe-none");
    expect(headers["x-frame-options"]).toBe("DENY");
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
  });
});

describe("the last page", () => {
  it.each([framed, popup])("has the message as text and the origins it is for: $window", (profile) => {
    for (const { html } of [last({ profile }), last({ profile }, { SAMLResponse: "secret" })]) {
      expect(JSON.parse(told(html) ?? "null")).toEqual(MESSAGE);
      expect(html).not.toContain('"><script>');
      expect(html).toContain(`data-parents="[&#34;${PARENTS[0]}&#34;`);
    }
  });

  it("says nothing where the pages have the whole window, or where the flow is not over", () => {
    expect(told(last({}).html)).toBeUndefined();
    expect(told(last({ profile: framed, message: undefined } as never).html)).toBeUndefined();
  });

  it("runs the script that tells before the one that posts", () => {
    const scripts = [...last({ profile: framed }, { a: "b" }).html.matchAll(/src="[^"]*\/([a-z]+)\.js"/g)].map(
      ([, name]) => name,
    );
    expect(scripts).toEqual(["tell", "forward"]);
  });
});

describe("the choice between methods", () => {
  const page = pageOf({ language: "da", profile: { texts: { da: { gateway: { "method.b": "Profilens ord" } } } } });
  const { html } = renderMethods(
    [
      { name: "a", title: { en: "<b>A</b>", da: "Æ & co" }, help: { en: "Only in English" }, logo: icon },
      { name: "b", title: { en: "B" } },
    ],
    page,
  );

  it("writes names as text, in the page's language or marked as English", () => {
    expect(html).toContain("Æ &#38; co");
    expect(html).toContain('<span lang="en">Only in English</span>');
    expect(html).not.toContain("<b>");
  });

  it("lets the profile say a method in its own words", () => {
    expect(html).toContain("Profilens ord");
  });

  it("gives each method one button, and a logo that says nothing twice", () => {
    expect(html.match(/<button class="method" name="method"/g)).toHaveLength(2);
    expect(html).toMatch(/<img src="[^"]+" alt="">/);
    expect(html).not.toContain('type="radio"');
  });
});
