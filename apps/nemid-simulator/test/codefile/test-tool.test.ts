/** What a tester finds around the code file client: its page, key files, and the reasons of refusals. */
import type { RunningSimulator } from "@eid-gateway/nemid-simulator";
import { beforeAll, describe, expect, test } from "vitest";
import type { KeyFileProblem } from "../../browser/codefile/task.js";
import { ORIGIN, signerOf } from "../build-parameters.js";
import { startForTest } from "../start-for-test.js";
import { base64, buildCodeFileParameters } from "./code-file-parameters.js";

let simulator: RunningSimulator;
let user: Awaited<ReturnType<RunningSimulator["createIdentity"]>>;
beforeAll(async () => {
  simulator = await startForTest();
  user = await simulator.createIdentity({ autofill: true, kind: "MOCES" });
});
const get = (path: string) => fetch(`${simulator.url}${path}`);

describe("key files", () => {
  test("are listed with the password that opens each", async () => {
    const page = await (await get("/key-files")).text();
    expect(page).toContain(`<a href="/identities/${user.alias}/key-file.p12">${user.alias}.p12</a>`);
    expect(page).toContain(`<a href="/identities/${user.alias}/key-file.html">${user.alias}.html</a>`);
    expect(page).toContain(`<code>${user.keyFile.password}</code>`);
  });

  test("are linked from the page of the identity", async () => {
    const page = await (await get(`/identities/${user.alias}`)).text();
    expect(page).toContain(`href="/identities/${user.alias}/key-file.p12"`);
    expect(page).toContain(`href="/identities/${user.alias}/key-file.html"`);
  });

  test.each([
    ["p12", "application/x-pkcs12", /^\x30\x82/],
    ["html", "text/html; charset=utf-8", /^<!doctype html>[\s\S]*MII/],
  ])("are saved as .%s", async (ending, type, start) => {
    const response = await get(`/identities/${user.alias}/key-file.${ending}`);
    expect(response.headers.get("Content-Type")).toBe(type);
    expect(response.headers.get("Content-Disposition")).toBe(`attachment; filename="${user.alias}.${ending}"`);
    expect(Buffer.from(await response.arrayBuffer()).toString("latin1")).toMatch(start);
  });

  test("of nobody are not there", async () =>
    expect((await get("/identities/nobody-here/key-file.html")).status).toBe(404));
});

describe("the check of parameters", () => {
  async function judge(before: Record<string, string> = {}, origin = ""): Promise<string> {
    const signer = signerOf(simulator, simulator.merchant("1001"));
    const parameters = JSON.stringify(buildCodeFileParameters(signer, { before }));
    const body = new URLSearchParams({ parameters, origin, mode: "lmt" });
    return (await fetch(`${simulator.url}/check-parameters`, { method: "POST", body })).text();
  }
  test("accepts those of the code file client, from where their ORIGIN says", async () =>
    expect(await judge()).toContain("The client accepts these parameters now."));
  test("says why it refuses them", async () =>
    expect(await judge({ ADDITIONAL_PARAMS: base64("x=") })).toContain("ADDITIONAL_PARAMS: a name is not known"));
  test("refuses them from elsewhere", async () =>
    expect(await judge({}, "https://evil.example")).toContain("ORIGIN is not where the message came from"));
});

describe("the client's page", () => {
  async function open(before: Record<string, string>) {
    const signer = signerOf(simulator, simulator.merchant("1001"));
    const parameters = JSON.stringify(buildCodeFileParameters(signer, { before }));
    const headers = { "Content-Type": "application/json" };
    const body = JSON.stringify({ parameters, origin: ORIGIN });
    const response = await fetch(`${simulator.url}/codefile/requests`, { method: "POST", headers, body });
    return (await response.json()) as { html: string; reading?: string; problems: Record<string, string> };
  }

  test("is there with and without a number, and framed by every service provider", async () => {
    for (const path of ["/codefile", "/codefile?t=1678795200000", "/codefile/"]) {
      const response = await get(path);
      expect(response.status).toBe(200);
      expect(response.headers.get("Content-Security-Policy")).toContain("frame-ancestors http: https:");
    }
  });

  test("finds every script and style it asks for", async () => {
    const page = await (await get("/codefile?t=1")).text();
    const assets = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path!);
    expect(assets.length).toBe(6);
    for (const path of assets) expect((await get(path)).status).toBe(200);
  });

  test.each(["/assets/browser/codefile/nothing.js", "/assets/browser/codefile/%2e%2e%2fclient.js", "/codefile/else"])(
    "%s is nothing",
    async (path) => expect((await get(path)).status).toBe(404),
  );

  test("answers nobody else's site", async () => {
    const headers = { "Content-Type": "application/json", "Sec-Fetch-Site": "cross-site" };
    const body = '{"parameters":"{}","origin":"https://sp.example"}';
    expect((await fetch(`${simulator.url}/codefile/requests`, { method: "POST", headers, body })).status).toBe(400);
  });

  test.each(["da", "en"])("has a sentence in %s for every problem the browser's half may meet", async (LANGUAGE) => {
    const problems = {
      "file-missing": true,
      "password-missing": true,
      unreadable: true,
      "too-large": true,
      "not-a-key-file": true,
      "no-key-file-in-page": true,
      truncated: true,
      damaged: true,
      "wrong-password": true,
      "no-key": true,
      "other-kind": true,
    } satisfies Record<KeyFileProblem, true>;
    const sentences = await open({ LANGUAGE });
    expect(Object.keys(sentences.problems).sort()).toEqual(Object.keys(problems).sort());
    expect(new Set(Object.values(sentences.problems)).size).toBe(Object.keys(problems).length);
  });

  test("shows the provider's name and text as text", async () => {
    const evil = '<img src=x onerror="alert(1)">';
    const before = { REQUESTISSUER: base64(evil), CLIENTFLOW: "sign", SIGNTEXT: base64(`</pre>${evil}`) };
    const { html, reading } = await open(before);
    expect(reading + html).not.toContain("<img");
    expect(reading!.match(/&#60;img/g)).toHaveLength(2);
    expect(html.match(/&#60;img/g)).toHaveLength(1);
  });
});
