import { describe, expect, it } from "vitest";
import { headersOf } from "../../src/screens/page-context.js";
import { type Failure, renderFailure } from "../../src/screens/render-failure.js";
import { renderForward } from "../../src/screens/render-forward.js";
import { type Notice, renderNotice } from "../../src/screens/render-notice.js";
import { pageOf } from "./pages.js";

const attack = `"><script>alert(1)</script>`;
const acme = {
  family: "acme",
  texts: { en: { "acme:denied": "Acme said no.", closed: "{service} is closed until {until}." } },
};
const failure = (changes: Partial<Failure> = {}): Failure => ({
  code: "acme:denied",
  category: "refused",
  method: acme,
  canRetry: false,
  ...changes,
});
const kinds: readonly Notice["kind"][] = [
  "unknown",
  "expired",
  "completed",
  "other-browser",
  "bad-request",
  "too-large",
  "too-many",
  "untrusted",
  "unavailable",
  "technical",
  "logged-out",
];

describe("a failure page", () => {
  it("says the method's sentence for the code, the reference, and the way back", () => {
    const { html } = renderFailure(failure(), pageOf());
    expect(html).toContain("Acme said no.");
    expect(html).toContain("<code>ref-1</code>");
    expect(html).toContain(">Back to Demo</button>");
    expect(html).toContain("<title>Problem: You were not logged in – Demo</title>");
  });
  it("says the sentence of this very failure where the method gave one, with the service's name in its place", () => {
    const sentence = { key: "closed", values: { until: "noon <b>" } };
    const { html } = renderFailure(failure({ sentence }), pageOf());
    expect(html).toContain("Demo is closed until noon &#60;b&#62;.");
    expect(html).not.toContain("Acme said no.");
  });
  it.each([
    ["has no such sentence any more", { key: "gone" }],
    ["has other places in it", { key: "closed", values: { till: "noon" } }],
  ])("says the code's words when the method %s", (_what, sentence) => {
    expect(renderFailure(failure({ sentence }), pageOf()).html).toContain("Acme said no.");
  });
  it("says the words of the category for a code nobody described", () => {
    expect(renderFailure(failure({ code: "acme:new" }), pageOf()).html).toContain(
      "could not be accepted for this log-in",
    );
    expect(
      renderFailure(failure({ code: "systemerror", category: "misconfigured", method: undefined }), pageOf()).html,
    ).toContain("A technical error happened");
  });
  it("offers to try again only where that may help", () => {
    expect(renderFailure(failure(), pageOf()).html).not.toContain("retry");
    expect(renderFailure(failure({ category: "expired", canRetry: true }), pageOf()).html).toContain(
      '<button name="action" value="retry" class="button main">Try again</button>',
    );
  });
  it("runs no script and does not return by itself", () => {
    const { html } = renderFailure(failure({ category: "cancelled" }), pageOf());
    expect(html).not.toMatch(/<script|http-equiv/);
  });
  it.each(["da", "en"])("has its words for every category in %s", (language) => {
    for (const category of [
      "cancelled",
      "refused",
      "invalid-response",
      "expired",
      "unavailable",
      "misconfigured",
    ] as const) {
      expect(renderFailure(failure({ code: "x", category }), pageOf({ language })).html).toContain(
        `<html lang="${language}">`,
      );
    }
  });
  it("escapes a code that came from elsewhere", () => {
    expect(renderFailure(failure({ code: attack }), pageOf()).html).not.toContain("<script>");
  });
});

describe("a notice", () => {
  it("has no bar at the top or the bottom with nothing in it", () => {
    const nobodys = pageOf({ customerName: undefined, languages: [], reference: undefined } as never);
    expect(renderNotice({ kind: "unknown" }, nobodys).html).not.toMatch(/<header|<footer/);
    expect(renderNotice({ kind: "unknown" }, { ...nobodys, reference: "ref-1" }).html).toMatch(/<footer>[\s\S]*ref-1/);
  });
  it.each(kinds)("of kind %s is drawn in Danish and English, without form or script", (kind) => {
    const danish = renderNotice({ kind }, pageOf({ language: "da" })).html;
    const english = renderNotice({ kind }, pageOf()).html;
    expect(danish).not.toBe(english);
    for (const html of [danish, english]) expect(html).not.toMatch(/<form|<script/);
  });
  it.each([
    ["unknown", 404],
    ["expired", 410],
    ["bad-request", 400],
    ["untrusted", 400],
    ["technical", 500],
    ["unavailable", 503],
  ] as const)("of kind %s answers %d", (kind, status) => expect(renderNotice({ kind }, pageOf()).status).toBe(status));
  it("about a request that cannot be trusted has no link outward, and takes none", () => {
    const { html } = renderNotice({ kind: "untrusted" }, pageOf());
    expect(html.match(/href="[^"]*"/g)?.filter((href) => !/href="\/(assets|flow)\//.test(href))).toEqual([]);
    expect(() =>
      renderNotice({ kind: "untrusted", back: { to: new URL("https://a.example"), customerName: "A" } }, pageOf()),
    ).toThrow("no link outward");
  });
  it("links back only to safe addresses", () => {
    const back = (address: string) => ({ to: new URL(address), customerName: attack });
    expect(renderNotice({ kind: "expired", back: back("https://a.example/") }, pageOf()).html).toContain(
      'href="https://a.example/"',
    );
    expect(renderNotice({ kind: "expired", back: back("https://a.example/") }, pageOf()).html).not.toContain(
      "<script>",
    );
    expect(() => renderNotice({ kind: "expired", back: back("javascript:alert(1)") }, pageOf())).toThrow(
      "may not link",
    );
  });
});

describe("a page that sends on", () => {
  const to = new URL("https://portal.example/callback?code=1");

  it("is a link that is followed at once, with or without script", () => {
    const { html } = renderForward({ to, customerName: "Demo" }, pageOf());
    expect(html).toContain('<meta http-equiv="refresh" content="0;url=https://portal.example/callback?code=1">');
    expect(html).not.toContain("<script");
  });
  it("is a form for posted answers, whose receiver may send the browser on, with a button for those without script", () => {
    const page = renderForward({ to, post: { SAMLResponse: attack }, customerName: "Demo" }, pageOf());
    expect(page.html).toContain('<form method="post" action="https://portal.example/callback?code=1" data-forward>');
    expect(page.html).toContain("Continue</button>");
    expect(page.html).not.toContain("<script>");
    expect(page.contentSecurityPolicy).not.toContain("form-action");
  });
  it("goes nowhere dangerous", () => {
    expect(() => renderForward({ to: new URL("javascript:alert(1)"), customerName: "x" }, pageOf())).toThrow(
      "may not link",
    );
    expect(() => renderForward({ to: new URL("data:text/html,x"), post: {}, customerName: "x" }, pageOf())).toThrow(
      "may not link",
    );
  });
  it("goes to plain http, which only a test environment is configured with", () => {
    const page = renderForward({ to: new URL("http://portal.test/"), post: {}, customerName: "x" }, pageOf());
    expect(page.html).toContain('action="http://portal.test/"');
  });
});

describe("the headers of a page", () => {
  it("forbid keeping it, sniffing it and telling its address", () => {
    const headers = headersOf(renderNotice({ kind: "unknown" }, pageOf()));
    expect(headers).toMatchObject({
      "cache-control": "no-store",
      "content-type": "text/html; charset=utf-8",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
    });
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
  });
});
