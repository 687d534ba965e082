import type { RunningSimulator } from "@eid-gateway/nemid-simulator";
import { beforeAll, describe, expect, test } from "vitest";
import { buildParameters, signerOf } from "./build-parameters.js";
import { startForTest } from "./start-for-test.js";

let simulator: RunningSimulator;
let alias: string;
beforeAll(async () => {
  simulator = await startForTest();
  alias = simulator.identities()[0]!.alias;
});

const get = (path: string) => fetch(simulator.url + path, { redirect: "manual" });
const post = (path: string, fields: Record<string, string>) =>
  fetch(simulator.url + path, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });

const PAGES = [
  "/",
  "/identities",
  "/identities/new",
  "/identities/ALIAS",
  "/identities/ALIAS/log",
  "/identities/ALIAS/keycard",
  "/key-files",
  "/merchants",
  "/scenarios",
  "/check-parameters",
  "/check-sign-text",
];
const CLIENTS = ["/launcher/1678795200000", "/launcher/std/1", "/launcher/lmt/1", "/codefile?t=1"];

describe("every page", () => {
  test.each([...PAGES, ...CLIENTS])(
    "%s says that it is a simulator, and carries no script or style of its own",
    async (path) => {
      const response = await get(path.replace("ALIAS", alias));
      const page = await response.text();
      expect(response.status).toBe(200);
      expect(page).toMatch(/<title>.*NemID-simulator – test only<\/title>/);
      expect(page).not.toMatch(/<script(?![^>]* src=)|<style| style=| on[a-z]+=/);
    },
  );

  test.each(PAGES)("%s can be framed by nobody", async (path) =>
    expect((await get(path.replace("ALIAS", alias))).headers.get("Content-Security-Policy")).toContain(
      "frame-ancestors 'none'",
    ),
  );

  test.each(CLIENTS)("%s can be framed by every service provider, and runs scripts of its own only", async (path) => {
    const policy = (await get(path)).headers.get("Content-Security-Policy");
    expect(policy).toContain("frame-ancestors http: https:");
    expect(policy).toContain("script-src 'self';");
  });

  test("a mode left out is lmt", async () => {
    expect(await (await get("/launcher/1")).text()).toContain('data-mode="lmt"');
    expect(await (await get("/launcher/std/1")).text()).toContain('data-mode="std"');
  });

  test("an unknown one is a page that says so", async () => {
    const response = await get("/identities/nobody");
    expect(response.status).toBe(404);
    expect(await response.text()).toContain("there is no identity of this alias");
  });

  test.each(["/assets/client.css", "/assets/tool.css", "/assets/icon.svg", "/assets/browser/client.js"])(
    "%s is served",
    async (path) => expect((await get(path)).status).toBe(200),
  );

  test.each(["/assets/..%2fpackage.json", "/assets/browser/..%2fmain.js", "/assets/nothing.css"])(
    "%s is not",
    async (path) => expect((await get(path)).status).toBe(404),
  );
});

describe("forms", () => {
  test("make an identity and show it", async () => {
    const made = await post("/identities", {
      autofill: "true",
      kind: "POCES",
      alias: "form-made",
      name: "<b>Bold</b>",
      create: "",
    });
    expect([made.status, made.headers.get("Location")]).toEqual([303, "/identities/form-made"]);
    const page = await (await get("/identities/form-made")).text();
    expect(page).toContain("&#60;b&#62;Bold&#60;/b&#62;");
    expect(page).not.toContain("<b>Bold");
  });

  test("change a status", async () => {
    await post("/identities/form-made/status", { status: "quarantined", change: "" });
    expect(simulator.identities().find((one) => one.alias === "form-made")?.status).toBe("quarantined");
  });

  test("make a service provider, and change its status", async () => {
    const fields = { friendlyName: "Form A/S", name: "Form", cvr: "12345678", pidCpr: "match", spid: "77" };
    expect((await post("/merchants", fields)).status).toBe(303);
    expect((await post("/merchants/77/status", { status: "suspended" })).status).toBe(303);
    expect(simulator.merchant("77").status).toBe("suspended");
  });

  test("set a scenario", async () => {
    expect(
      (await post("/scenarios", { alias, scenario: "error-code", code: "AUTH006", delayMs: "5", times: "" })).status,
    ).toBe(303);
    expect(await (await get("/scenarios")).text()).toContain("AUTH006, after 5 ms");
  });

  test.each([
    ["a field that comes twice", "kind=POCES&kind=MOCES"],
    ["an unknown field", "kind=POCES&autofill=true&colour=blue"],
    ["an unknown kind", "kind=VOCES&autofill=true"],
    ["no fields", ""],
  ])("are refused with a page that says why: %s", async (_what, body) => {
    const headers = { "Content-Type": "application/x-www-form-urlencoded" };
    const response = await fetch(`${simulator.url}/identities`, { method: "POST", headers, body });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('role="alert"');
  });
});

describe("the check of parameters", () => {
  test("says why a code would come", async () => {
    const page = await (
      await post("/check-parameters", { parameters: '{"ORIGIN":"https://a.example"}', origin: "", mode: "lmt" })
    ).text();
    expect(page).toContain("<strong>APP001</strong>: missing: CLIENTFLOW, SP_CERT");
  });

  test("accepts what the client accepts", async () => {
    const signer = signerOf(simulator, simulator.merchant("1001"));
    const page = await (
      await post("/check-parameters", { parameters: JSON.stringify(buildParameters(signer)), mode: "std" })
    ).text();
    expect(page).toContain("The client accepts these parameters now.");
  });
});

describe("the key card", () => {
  test("as text is tab-separated below an identifying line and a header", async () => {
    const lines = (await (await get(`/identities/${alias}/keycard.txt`)).text()).trimEnd().split("\n");
    expect(lines[0]).toMatch(/^[A-Z]\d{3}-\d{3}-\d{3}\t/);
    expect(lines.slice(2)).toHaveLength(148);
    expect(lines.slice(2).every((line) => /^\d{4}\t\d{6}$/.test(line))).toBe(true);
  });
});

describe("health", () => {
  test("says that the simulator is up", async () =>
    expect(await (await get("/health")).json()).toEqual({ status: "up" }));
});
