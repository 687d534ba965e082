import type { Client } from "@eid-gateway/core";
import { describe, expect, it } from "vitest";
import { contentSecurityPolicy } from "../../src/screens/policy.js";
import { say, script } from "./pages.js";

const client = (changes: Partial<Client> = {}): Client => ({
  kind: "client",
  script,
  data: { text: "1" },
  form: { fields: [] },
  ...changes,
});
const frame = { url: new URL("https://client.example/launcher/1?secret=1"), title: say("x"), size: [1, 1] } as const;
const directives = (policy: string) =>
  Object.fromEntries(policy.split("; ").map((part) => [part.split(" ")[0], part.split(" ").slice(1).join(" ")]));

describe("the policy of a page", () => {
  it("allows a plain page nothing but our own scripts, styles and pictures", () => {
    expect(contentSecurityPolicy({})).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    );
  });
  it("allows a client's frame by its origin alone", () => {
    expect(directives(contentSecurityPolicy({ blocks: [client({ frame })] }))["frame-src"]).toBe(
      "https://client.example",
    );
  });
  it("lets a page ask its own server only when it polls", () => {
    expect(directives(contentSecurityPolicy({ polls: true }))["connect-src"]).toBe("'self'");
    expect(directives(contentSecurityPolicy({}))["connect-src"]).toBeUndefined();
  });
  it("adds what a client declares, as origins", () => {
    const csp = { "img-src": ["https://img.example/path"], "connect-src": ["https://api.example"] };
    const policy = directives(contentSecurityPolicy({ blocks: [client({ csp })] }));
    expect(policy["img-src"]).toBe("'self' https://img.example");
    expect(policy["connect-src"]).toBe("https://api.example");
  });
  it.each([
    "'unsafe-inline'",
    "*",
    "data:text/plain,x",
    "https:",
    "https://a.example; script-src *",
    "javascript:x",
    "https://*.example.com",
  ])("refuses the source %s from a plug-in", (source) =>
    expect(() => contentSecurityPolicy({ blocks: [client({ csp: { "script-src": [source] } })] })).toThrow(),
  );
  it("lists the registered address a posted form may end at, without its path", () => {
    const formTargets = [new URL("https://portal.example/callback?x=1")];
    expect(directives(contentSecurityPolicy({ formTargets }))["form-action"]).toBe("'self' https://portal.example");
  });
  it("names an app's scheme where there is no origin", () => {
    expect(directives(contentSecurityPolicy({ formTargets: [new URL("com.example.app:/back")] }))["form-action"]).toBe(
      "'self' com.example.app:",
    );
  });
  it("lets nobody frame the page unless the profile names them", () => {
    const policy = contentSecurityPolicy({ frameParents: ["https://portal.example", "https://other.example"] });
    expect(directives(policy)["frame-ancestors"]).toBe("https://portal.example https://other.example");
  });
});
