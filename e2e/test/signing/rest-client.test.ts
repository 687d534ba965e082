import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { passNemid, press, signOn } from "../../src/signing/sign-by-hand.js";
import { addClients, editFile } from "../../src/world/edit-customer.js";
import { getTokens } from "../../src/world/get-tokens.js";
import { codeOn, openBrowser, type Person } from "../../src/world/log-in.js";
import { DEMO } from "../../src/world/oidc-client.js";
import { startWorld, type World } from "../../src/world/start-world.js";

let ahead = 0;
const clock = { now: () => new Date(Date.now() + ahead) };
let world: World;
let anna: Person;
beforeAll(async () => {
  world = await startWorld({ clock, editConfig });
  anna = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
});
afterAll(() => world?.stop());

function editConfig(folder: string): void {
  const server = { name: "Order desk", secret: "desk-secret", scopes: ["signicat-api"] };
  addClients(folder, "demo", [{ ...server, clientId: "order-desk" }]);
  addClients(folder, "kommune", [{ ...server, clientId: "their-desk" }]);
  editFile(join(folder, "customers/kommune/customer.yaml"), (yaml) => `${yaml}\nsigning: {}\n`);
  editFile(join(folder, "customers/demo/customer.yaml"), (yaml) =>
    yaml.replace("signing:\n", "signing:\n  stylesheets: { debt: debt.xslt }\n"),
  );
  writeFileSync(join(folder, "customers/demo/debt.xslt"), STYLESHEET);
}
const STYLESHEET = `<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:output method="xml" omit-xml-declaration="yes"/><xsl:template match="/"><html><body><p>I owe <xsl:value-of select="debt/amount"/> kr.</p></body></html></xsl:template></xsl:stylesheet>`;

const basic = (id: string, secret: string) => `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}`;

function askForToken(form: Record<string, string>, id = "order-desk", secret = "desk-secret") {
  const body = new URLSearchParams({ grant_type: "client_credentials", ...form });
  return fetch(`${world.url}/oidc/token`, { method: "POST", headers: { authorization: basic(id, secret) }, body });
}
async function tokenOf(form: Record<string, string> = { scope: "signicat-api" }, id = "order-desk"): Promise<string> {
  return ((await (await askForToken(form, id)).json()) as { access_token: string }).access_token;
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

  const orderXml = async (token: string) => {
    const up = await call("POST", "/documents", token, "<debt><amount>300</amount></debt>", "application/xml");
    const { documentId } = (await up.json()) as { documentId: string };
    const document = { description: "Debt", action: "SIGN", source: "SESSION", documentRef: documentId };
    const documents = [{ ...document, externalReference: "debt" }];
    const task = { id: "t1", documents, signatureMethods: [{ name: "nemid-sign", type: "THIRD_PARTY" }] };
    const made = await call("POST", "/orders", token, JSON.stringify({ sdoFormat: "NATIVE", tasks: [task] }));
    const { id, tasks } = (await made.json()) as { id: string; tasks: { signingUrl: string }[] };
    const status = async () =>
      (await (await call("GET", `/orders/${id}/tasks/t1/status`, token)).json()) as {
        status: string;
        documents: { resultUri: string }[];
      };
    return { signingUrl: tasks[0]!.signingUrl, status };
  };

  it("has XML signed through a stylesheet of the service's, by the name it has there", async () => {
    const token = await tokenOf();
    const { signingUrl, status } = await orderXml(token);
    const browser = openBrowser();
    const client = await press(browser, await browser.get(signingUrl), "sign");
    expect(client.text).toContain('"SIGNTEXT_TRANSFORMATION_ID":"debt"');
    await passNemid(browser, world, client, anna);
    const { documents } = await status();
    const result = await fetch(documents[0]!.resultUri, { headers: { authorization: `Bearer ${token}` } });
    expect(await result.text()).toMatch(/>transformationId<.{0,200}>debt</);
  });

  it.each(["transformation-id-other", "transformation-id-absent", "stylesheet-digest-other"])(
    "gets nothing when NemID gives back XML as shown by something else (%s)",
    async (scenario) => {
      const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
      world.simulator.setScenario(person.alias, { scenario });
      const { signingUrl, status } = await orderXml(await tokenOf());
      const browser = openBrowser();
      const end = await signOn(browser, world, await browser.get(signingUrl), person);
      expect(codeOn(end)).toBe("nemid:otherdocument");
      expect(await status()).toMatchObject({ status: "CREATED", documents: [] });
    },
  );

  it("is told when the person begins, once", async () => {
    const called: string[] = [];
    const server = createServer((request, response) => {
      called.push(request.url ?? "");
      response.writeHead(204).end();
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    const recipient = `http://localhost:${(server.address() as AddressInfo).port}/begun`;
    const notification = { id: "n", type: "URL", recipient, message: "begun", schedule: [{ stateIs: "STARTED" }] };
    try {
      const token = await tokenOf();
      const up = await call("POST", "/documents", token, "I owe you 100 kr.\n", "text/plain");
      const { documentId: documentRef } = (await up.json()) as { documentId: string };
      const documents = [{ description: "Letter", action: "SIGN", source: "SESSION", documentRef }];
      const signatureMethods = [{ name: "nemid", type: "AUTHENTICATION_BASED" }];
      const task = { id: "t1", documents, signatureMethods, notifications: [notification] };
      const made = await call("POST", "/orders", token, JSON.stringify({ tasks: [task] }));
      const { id, tasks } = (await made.json()) as { id: string; tasks: { signingUrl: string }[] };
      await world.runJobs();
      expect(called).toEqual([]);
      for (const browser of [openBrowser(), openBrowser()]) await browser.get(tasks[0]!.signingUrl);
      await world.runJobs();
      expect(called).toEqual([`/begun?requestId=${id}&taskId=t1`]);
      expect(await (await call("GET", `/orders/${id}/tasks/t1/status`, token)).json()).toMatchObject({
        status: "CREATED",
      });
    } finally {
      server.close();
    }
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

describe("what the domain refuses", () => {
  const methods = [
    { name: "nemid", type: "AUTHENTICATION_BASED" },
    { name: "nemid-sign", type: "THIRD_PARTY" },
  ];
  const task = (change: object) => ({ tasks: [{ ...LEAST, ...change }] });
  const order = (change: object) => ({ tasks: [LEAST], ...change });
  const LEAST = {
    id: "t",
    documents: [{ id: "d", description: "d", action: "SIGN", source: "SESSION", documentRef: "none" }],
    signatureMethods: methods,
  };
  const packaged = (documents: object[]) => order({ packagingTasks: [{ id: "p", method: "PADES", documents }] });
  const notified = (change: object) =>
    order({ notifications: [{ id: "n", type: "URL", recipient: "https://e.dk", message: "m", ...change }] });

  it.each([
    ["format-not-possible", order({ sdoFormat: "NATIVE" }), "tasks[0].signatureMethods"],
    [
      "method-not-third-party",
      task({ signatureMethods: [...methods, { name: "nemid", type: "THIRD_PARTY" }] }),
      "tasks[0].signatureMethods[2]",
    ],
    [
      "method-not-authentication-based",
      task({ signatureMethods: [methods[1], { name: "nemid-sign", type: "AUTHENTICATION_BASED" }] }),
      "tasks[0].signatureMethods[1]",
    ],
    [
      "method-not-enabled",
      task({ authentication: { methods: ["nemid", "bankid"] } }),
      "tasks[0].authentication.methods[1]",
    ],
    [
      "invalid-value",
      task({
        subject: {
          attributes: [
            { name: "own", value: "x" },
            { name: "national-id", value: "12" },
          ],
        },
      }),
      "tasks[0].subject.attributes[1].value",
    ],
    ["address-refused", task({ onTaskReject: "javascript:alert(1)" }), "tasks[0].onTaskReject"],
    ["task-ref-unresolved", task({ dependsOnTasks: ["u"] }), "tasks[0].dependsOnTasks[0]"],
    ["duplicate-task-id", { tasks: [LEAST, LEAST] }, "tasks[1].id"],
    ["invalid-value", task({ daysToLive: 1000 }), "tasks[0].daysToLive"],
    [
      "document-ref-unresolved",
      packaged([{ documentIds: ["d"] }, { taskId: "t", documentIds: ["d", "e"] }]),
      "packagingTasks[0].documents[1].documentIds[1]",
    ],
    ["address-refused", notified({ recipient: "ftp://e.dk" }), "notifications[0].recipient"],
    [
      "invalid-value",
      notified({ schedule: [{ stateIs: "CREATED", delay: { days: 401 } }] }),
      "notifications[0].schedule[0].delay",
    ],
    [
      "invalid-value",
      notified({ schedule: [{ stateIs: "CREATED", timeOfDay: "25:00" }] }),
      "notifications[0].schedule[0].timeOfDay",
    ],
    [
      "invalid-value",
      notified({ schedule: [{ stateIs: "CREATED" }, { stateIs: "STARTED" }] }),
      "notifications[0].schedule[1].stateIs",
    ],
    ["session-document-not-found", order({}), "tasks[0].documents[0]"],
  ])("is told at its place in the JSON: %s", async (code, asked, propertyPath) => {
    const answer = await call("POST", "/orders", await tokenOf(), JSON.stringify(asked));
    expect([answer.status, await answer.json()]).toEqual([
      400,
      expect.objectContaining({ code, violations: [expect.objectContaining({ propertyPath })] }),
    ]);
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

  it.each([
    ["nobody's", "x".repeat(43)],
    ["another gateway's", `${"e30".repeat(12)}.${"e30".repeat(12)}.c2lnbmF0dXJl`],
    ["very long", "x".repeat(7000)],
  ])("opens nothing when it is %s", async (_whose, token) => {
    expect((await call("GET", "/orders/x", token)).status).toBe(401);
  });

  it("is none that somebody logged in with", async () => {
    const { accessToken, idToken } = await getTokens(world, DEMO, anna);
    for (const token of [accessToken, idToken]) expect((await call("GET", "/orders/x", token)).status).toBe(401);
  });

  it("opens its own service's orders, whatever scope another's has", async () => {
    const [ours, theirs] = [await tokenOf(), await tokenOf({ scope: "signicat-api" }, "their-desk")];
    const up = await call("POST", "/documents", ours, "I owe you 100 kr.\n", "text/plain");
    const { documentId } = (await up.json()) as { documentId: string };
    const unknown = `${documentId.slice(0, -1)}${documentId.endsWith("0") ? "1" : "0"}`;
    const answers = [documentId, unknown].map((id) => call("GET", `/documents/${id}`, theirs));
    const [foreign, none] = await Promise.all(answers);
    expect([foreign!.status, await foreign!.text()]).toEqual([404, await none!.text()]);
    expect((await call("GET", `/documents/${documentId}`, ours)).status).toBe(200);
    const document = { description: "d", action: "SIGN", source: "SESSION", documentRef: documentId };
    const task = {
      id: "t",
      documents: [document],
      signatureMethods: [{ name: "nemid", type: "AUTHENTICATION_BASED" }],
    };
    const stolen = await call("POST", "/orders", theirs, JSON.stringify({ tasks: [task] }));
    expect([stolen.status, ((await stolen.json()) as { code: string }).code]).toEqual([
      400,
      "session-document-not-found",
    ]);
  });

  it("stands in no log line", async () => {
    const token = await tokenOf();
    await call("GET", "/orders/x", token);
    expect(world.logLines.join()).not.toContain(token);
    expect(world.logLines.join()).toContain("/enterprise/sign/orders");
  });

  it("is worth nothing after half an hour", async () => {
    const token = await tokenOf();
    ahead = 29 * 60_000;
    expect((await call("GET", "/orders/x", token)).status).toBe(404);
    ahead = 31 * 60_000;
    expect((await call("GET", "/orders/x", token)).status).toBe(401);
  });
});
