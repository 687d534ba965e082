import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signOn } from "../../src/signing/sign-by-hand.js";
import { addClients } from "../../src/world/edit-customer.js";
import { openBrowser, type Person } from "../../src/world/log-in.js";
import { startWorld, type World } from "../../src/world/start-world.js";

let world: World;
let anna: Person;
beforeAll(async () => {
  const server = { clientId: "order-desk", name: "Order desk", secret: "desk-secret", scopes: ["signicat-api"] };
  world = await startWorld({ editConfig: (folder) => addClients(folder, "demo", [server]) });
  anna = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
});
afterAll(() => world?.stop());

const basic = (id: string, secret: string) => `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}`;

function askForToken(form: Record<string, string>, id = "order-desk", secret = "desk-secret") {
  const body = new URLSearchParams({ grant_type: "client_credentials", ...form });
  return fetch(`${world.url}/oidc/token`, { method: "POST", headers: { authorization: basic(id, secret) }, body });
}
async function tokenOf(form: Record<string, string> = { scope: "signicat-api" }): Promise<string> {
  return ((await (await askForToken(form)).json()) as { access_token: string }).access_token;
}
async function call(method: string, path: string, token: string, body?: string, type = "application/json") {
  const headers = { authorization: `Bearer ${token}`, "content-type": type };
  return fetch(`${world.url}/enterprise/sign${path}`, { method, headers, ...(body !== undefined && { body }) });
}

describe("a server that orders by JSON", () => {
  it("gets a token, uploads, orders, has it signed, and fetches the result", async () => {
    const token = await tokenOf();
    const up = await call("POST", "/documents", token, "I owe you 100 kr.\n", "text/plain; charset=utf-8");
    const { documentId } = (await up.json()) as { documentId: string };
    const document = { id: "d1", description: "Letter", action: "SIGN", source: "SESSION", documentRef: documentId };
    const task = {
      id: "t1",
      documents: [document],
      signatureMethods: [{ name: "nemid-sign", type: "THIRD_PARTY" }],
      subject: { attributes: [{ name: "national-id", value: anna.cpr }] },
      onTaskComplete: "http://localhost:3999/done",
    };
    const made = await call("POST", "/orders", token, JSON.stringify({ clientReference: "17", tasks: [task] }));
    expect(made.status).toBe(201);
    const order = (await made.json()) as { id: string; tasks: { signingUrl: string }[] };
    const browser = openBrowser();
    await signOn(browser, world, await browser.get(order.tasks[0]!.signingUrl), anna);
    const status = (await (await call("GET", `/orders/${order.id}/tasks/t1/status`, token)).json()) as {
      status: string;
      documents: { resultUri: string }[];
    };
    expect(status.status).toBe("COMPLETED");
    const result = await fetch(status.documents[0]!.resultUri, { headers: { authorization: `Bearer ${token}` } });
    expect([result.status, result.headers.get("content-type")]).toEqual([200, "application/xml"]);
    expect((await call("DELETE", `/orders/${order.id}`, token)).status).toBe(204);
  });

  it("is told by the domain what is wrong, and where", async () => {
    const document = { description: "d", action: "SIGN", source: "SESSION", documentRef: "none" };
    const task = { id: "t", documents: [document], signatureMethods: [{ name: "nemid-sign", type: "THIRD_PARTY" }] };
    const answer = await call("POST", "/orders", await tokenOf(), JSON.stringify({ tasks: [task] }));
    expect([answer.status, await answer.json()]).toEqual([
      400,
      expect.objectContaining({
        code: "session-document-not-found",
        violations: [expect.objectContaining({ propertyPath: expect.stringMatching(/^tasks\[0\]\.documents\[0\]/) })],
      }),
    ]);
  });

  it("may call by SOAP with the same token, and fetch files", async () => {
    const authorization = `Bearer ${await tokenOf()}`;
    expect((await fetch(`${world.url}/doc/demo/sds/none`, { headers: { authorization } })).status).toBe(404);
    expect((await fetch(`${world.url}/doc/kommune/sds/none`, { headers: { authorization } })).status).toBe(403);
  });
});

describe("a token for the REST face", () => {
  it.each([
    ["with a wrong secret", { scope: "signicat-api" }, "order-desk", "wrong", 401, "invalid_client"],
    ["for a client that logs people in", { scope: "signicat-api" }, "demo", "demo-secret", 400, "invalid_request"],
    ["with another scope", { scope: "nemid" }, "order-desk", "desk-secret", 400, "invalid_scope"],
  ])("is not given %s", async (_when, form, id, secret, status, error) => {
    const answer = await askForToken(form, id, secret);
    expect([answer.status, await answer.json()]).toEqual([status, expect.objectContaining({ error })]);
  });

  it("covers nothing without the scope", async () => {
    expect((await call("GET", "/orders/x", await tokenOf({}))).status).toBe(401);
  });

  it("opens nobody's userinfo", async () => {
    const headers = { authorization: `Bearer ${await tokenOf()}` };
    expect((await fetch(`${world.url}/oidc/userinfo`, { headers })).status).toBe(401);
    expect((await fetch(`${world.url}/organization/v1/me`, { headers })).status).toBe(401);
  });

  it("is worth nothing once revoked", async () => {
    const token = await tokenOf();
    const headers = { authorization: basic("order-desk", "desk-secret") };
    await fetch(`${world.url}/oidc/revoke`, { method: "POST", headers, body: new URLSearchParams({ token }) });
    expect((await call("GET", "/orders/x", token)).status).toBe(401);
  });

  it("stands in no log line", async () => {
    const token = await tokenOf();
    await call("GET", "/orders/x", token);
    expect(world.logLines.join()).not.toContain(token);
    expect(world.logLines.join()).toContain("/enterprise/sign/orders");
  });
});
