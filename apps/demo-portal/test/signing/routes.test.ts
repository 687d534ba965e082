import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DemoPortal, startDemoPortal } from "../../src/index.js";

const reported: string[] = [];
let portal: DemoPortal;
beforeAll(async () => {
  portal = await startDemoPortal({
    port: 0,
    issuer: "http://localhost:1/oidc", // nobody is there
    clientId: "demo",
    clientSecret: "demo-secret",
    simulatorUrl: "http://localhost:1",
    report: (problem) => reported.push(problem),
  });
});
afterAll(() => portal.stop());

function post(fields: Readonly<Record<string, string>>, path = "/sign") {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  return fetch(`${portal.url}${path}`, { method: "POST", body, redirect: "manual" });
}

describe("the page that asks what to sign", () => {
  it("opens no session for somebody who only looks, and works without script", async () => {
    const answer = await fetch(`${portal.url}/sign?language=da`);
    const text = await answer.text();
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(text).toContain('action="/sign?language=da" method="post" enctype="multipart/form-data"');
    expect(text).not.toMatch(/<script|\son[a-z]+=|\sstyle=/);
  });
});

describe("an order", () => {
  it("without a gateway can be tried again later, and the report says nothing of the document", async () => {
    const answer = await post({ source: "text", method: "nemid-sign", text: "the secret of Ella" });
    expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining("does not answer")]);
    expect(reported.join()).toContain("POST /sign: unreachable");
    expect(reported.join()).not.toContain("Ella");
  });

  it("is refused in the language of the page", async () => {
    const answer = await post({ source: "text", method: "nemid-sign", text: " " }, "/sign?language=da");
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining("Skriv først en tekst")]);
  });
});
