import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { readProviderForm } from "../../src/doors/oidc/provider-forms.js";

type FormPost = (ctx: object, action: string, inputs: Record<string, unknown>) => void;
let formPost: FormPost;
beforeAll(async () => {
  // Their own template, so that a new version that draws another page is found here.
  const entry = createRequire(import.meta.url).resolve("oidc-provider");
  const file = pathToFileURL(join(dirname(entry), "response_modes", "form_post.js")).href;
  formPost = ((await import(file)) as { default: FormPost }).default;
});

function drawTheirs(action: string, inputs: Record<string, unknown>): string {
  const ctx = { status: 404, body: "", response: { get: () => "" } };
  formPost(ctx, action, inputs);
  return ctx.body;
}

describe("the form of oidc-provider's own page", () => {
  it("is read back with its address and its fields", () => {
    const page = drawTheirs("https://rp.example/cb?a=1&b=2", { code: "abc", state: "s", iss: "http://localhost/oidc" });
    expect(readProviderForm(page)).toEqual({
      to: new URL("https://rp.example/cb?a=1&b=2"),
      fields: { code: "abc", state: "s", iss: "http://localhost/oidc" },
    });
  });
  it("keeps every character of a value", () => {
    const state = `"><script>alert(1)</script>&amp;'&#39;æ`;
    expect(readProviderForm(drawTheirs("https://rp.example/", { state }))?.fields).toEqual({ state });
  });
  it("is not found on pages of ours, nor where there is only talk of it", () => {
    expect(readProviderForm("<!doctype html><title>Log in</title><form method='post' action='/flow/1'></form>")).toBe(
      undefined,
    );
    expect(readProviderForm("")).toBe(undefined);
  });
  it("is missed loudly when it has changed its shape", () => {
    expect(() => readProviderForm("<title>Submitting Callback</title><form action='x'>")).toThrow("changed its shape");
  });
});
