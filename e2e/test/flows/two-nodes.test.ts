import { request as forward } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PostgresForTests } from "../../src/postgres/for-tests.js";
import { startPostgres } from "../../src/start-postgres.js";
import { type Balancer, startBalancer } from "../../src/world/balancer.js";
import { editFile } from "../../src/world/edit-customer.js";
import {
  answerClient,
  answerCpr,
  clientAnswer,
  headingOf,
  logIn,
  openBrowser,
  postResponse,
} from "../../src/world/log-in.js";
import { authorize, claimsIn, DEMO, redeem, userinfo } from "../../src/world/oidc-client.js";
import { answerOn, methodUrl, readAnswer, tellSent, walkToAnswer } from "../../src/world/saml-client.js";
import { startWorld, type World } from "../../src/world/start-world.js";

let postgres: PostgresForTests;
let world: World;
let balancer: Balancer;
let url = "";
let issuer = "";

beforeAll(async () => {
  balancer = await startBalancer();
  url = balancer.url;
  issuer = `${url}/oidc`;
  postgres = await startPostgres();
  world = await startWorld({
    databaseUrl: (await postgres.createDatabase()).url,
    editConfig: (folder) =>
      editFile(join(folder, "gateway.yaml"), (yaml) => yaml.replace(/^host: .*$/m, `host: ${url}`)),
  });
  balancer.nodes = [world.listenUrl, (await world.startNode()).listenUrl];
});
afterAll(async () => {
  await world?.stop();
  await postgres?.stop();
  balancer?.close();
});

describe("two gateways on one PostgreSQL", () => {
  it("serve one log-in by turns, every request by the other one", async () => {
    const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
    const { url: address, verifier, nonce } = authorize(issuer, DEMO);
    const before = balancer.turns;
    const end = await logIn(openBrowser(), world, address, person);
    expect(balancer.turns - before, "requests through the balancer").toBeGreaterThan(5);
    const { status, body } = await redeem(issuer, DEMO, end.searchParams.get("code") ?? "", verifier);
    expect(status).toBe(200);
    expect(claimsIn(body.id_token)).toMatchObject({ iss: issuer, nonce });
    expect(await userinfo(issuer, body.access_token)).toMatchObject({ "signicat.national_id": person.cpr });
  });

  it("serve one method URL by turns, answer it once, and sign with one certificate", async () => {
    const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
    const before = balancer.turns;
    const browser = openBrowser();
    const page = await walkToAnswer(browser, world, methodUrl(url, { id: "nemid" }), person);
    expect(balancer.turns - before, "requests through the balancer").toBeGreaterThan(5);
    const again = await Promise.all(Array.from({ length: 6 }, () => browser.get(page.url)));
    expect(new Set([page, ...again].map((each) => answerOn(each).response)).size).toBe(1);
    const answers = [await readAnswer(url, answerOn(page)), await readAnswer(url, answerOn(page))];
    expect(answers[0], "verified with either node's certificates").toMatchObject({
      subject: { nameIdentifier: person.cpr },
    });
    expect(answers[1]).toEqual(answers[0]);
    await tellSent(browser, page);
    expect((await Promise.all([browser.get(page.url), browser.get(page.url)])).map(({ status }) => status)).toEqual([
      410, 410,
    ]);
  });

  it("sign with one key, and know one person as one sub", async () => {
    const sets = await Promise.all(balancer.nodes.map((node) => keysAt(node)));
    expect(sets[0]).toEqual(sets[1]);
  });

  it("let one of a hundred posts win, wherever each arrives", async () => {
    const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
    const browser = openBrowser();
    const page = await browser.get(authorize(issuer, DEMO).url);
    const response = await clientAnswer(world, page, person);
    const before = world.logLines.length;
    const pages = await Promise.all(Array.from({ length: 100 }, () => postResponse(browser, page, response)));
    expect(new Set(pages.map(headingOf)).size).toBe(1);
    const lost = world.logLines.slice(before).filter((line) => line.includes('"code":"replayed"'));
    expect(lost).toHaveLength(99);
    expect((await answerCpr(browser, pages[0]!, person.cpr ?? "")).status).toBe(0);
  });

  it("finish what was begun on a node that is gone", async () => {
    const third = await world.startNode();
    balancer.nodes = [third.listenUrl];
    const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
    const browser = openBrowser();
    const page = await browser.get(authorize(issuer, { ...DEMO, scope: "openid profile" }).url);
    await third.stop();
    balancer.nodes = [world.listenUrl];
    expect((await answerClient(browser, world, page, person)).status).toBe(0);
  });
});

/** Straight to one node, under the public name. */
function keysAt(node: string): Promise<unknown> {
  const { hostname, port } = new URL(node);
  return new Promise((resolve, reject) => {
    const headers = { host: new URL(url).host };
    forward({ hostname, port, path: "/oidc/jwks.json", headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () => resolve(JSON.parse(Buffer.concat(chunks).toString())));
    })
      .on("error", reject)
      .end();
  });
}
