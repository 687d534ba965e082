import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { HttpBrowser, Page } from "../../src/http/http-browser.js";
import { type Balancer, startBalancer } from "../../src/world/balancer.js";
import { editFile } from "../../src/world/edit-customer.js";
import { headingOf, openBrowser, pressCancel } from "../../src/world/log-in.js";
import { authorize, DEMO } from "../../src/world/oidc-client.js";
import { startWorld, type World } from "../../src/world/start-world.js";
import { writeProfile } from "../../src/world/write-profile.js";

const OLD = { color: "#7a0019", title: "Before the change" };
const NEW = { color: "#00406b", title: "After the change" };

let balancer: Balancer;
let world: World;
let oldNode: string;

beforeAll(async () => {
  balancer = await startBalancer();
  world = await startWorld({
    editConfig(folder) {
      editFile(join(folder, "gateway.yaml"), (yaml) => yaml.replace(/^host: .*$/m, `host: ${balancer.url}`));
      write(folder, OLD);
    },
  });
  oldNode = world.listenUrl;
});
beforeEach(() => {
  write(world.configFolder, OLD);
  balancer.nodes = [oldNode];
});
afterAll(async () => {
  await world?.stop();
  balancer?.close();
});

function write(folder: string, { color, title }: typeof OLD): void {
  const yaml = `colors: { light: { primary: "${color}" } }
texts: { en: { nemid: { "client.title": "${title}" } } }
`;
  writeProfile(folder, "demo", "own", yaml);
}
async function begin(): Promise<{ browser: HttpBrowser; page: Page }> {
  const browser = openBrowser();
  const { url } = authorize(`${balancer.url}/oidc`, DEMO, { profile: "own", ui_locales: "en" });
  return { browser, page: await browser.get(url) };
}
/** What the page is called, and the colour its style sheet gives the main button, each from the node whose turn it is. */
async function lookOf(page: Page, nodes: readonly string[] = balancer.nodes): Promise<typeof OLD> {
  balancer.nodes = nodes;
  const sheet = /<link rel="stylesheet" href="([^"]*)"/.exec(page.text)?.[1] ?? "";
  const answer = await fetch(new URL(sheet, page.url));
  expect(answer.headers.get("content-type")).toBe("text/css; charset=utf-8");
  return { color: /--primary: (#[0-9a-f]{6})/.exec(await answer.text())?.[1] ?? "", title: headingOf(page) };
}
async function startNewNode() {
  write(world.configFolder, NEW);
  return world.startNode();
}

describe("a profile that changes while somebody logs in", () => {
  it("stays as it was for them when the gateway is started again, and is new for those who come after", async () => {
    const { browser, page } = await begin();
    expect(await lookOf(page)).toEqual(OLD);
    write(world.configFolder, NEW);
    await world.restartGateway();
    expect(await lookOf(await browser.get(page.url))).toEqual(OLD);
    expect(await lookOf((await begin()).page)).toEqual(NEW);
    write(world.configFolder, OLD);
    await world.restartGateway();
  });

  it("stays as it was when it is taken away", async () => {
    const { browser, page } = await begin();
    rmSync(join(world.configFolder, "customers/demo/profiles/own"), { recursive: true });
    await world.restartGateway();
    expect(await lookOf(await browser.get(page.url))).toEqual(OLD);
    expect((await pressCancel(browser, page)).status).toBe(0);
    write(world.configFolder, OLD);
    await world.restartGateway();
  });
});

describe("two nodes with two versions of a profile", () => {
  it("each draw what was begun on the other, and serve its files", async () => {
    const fresh = await startNewNode();
    const [old, young] = [[oldNode], [fresh.listenUrl]];
    const begunOnOld = await begin();
    balancer.nodes = young;
    const begunOnNew = await begin();
    const drawn = [
      { flow: begunOnOld, at: young, filesAt: young, expected: OLD },
      { flow: begunOnOld, at: young, filesAt: old, expected: OLD },
      { flow: begunOnOld, at: old, filesAt: young, expected: OLD },
      { flow: begunOnNew, at: old, filesAt: old, expected: NEW },
      { flow: begunOnNew, at: old, filesAt: young, expected: NEW },
      { flow: begunOnNew, at: young, filesAt: old, expected: NEW },
    ];
    for (const { flow, at, filesAt, expected } of drawn) {
      balancer.nodes = at;
      expect(await lookOf(await flow.browser.get(flow.page.url), filesAt)).toEqual(expected);
    }
    await fresh.stop();
  });

  it("serve the files of a page whose node is gone", async () => {
    const fresh = await startNewNode();
    balancer.nodes = [fresh.listenUrl];
    const { page } = await begin();
    await fresh.stop();
    expect(await lookOf(page, [oldNode])).toEqual(NEW);
  });
});

describe("a file that nobody has registered", () => {
  it.each([
    `/assets/${"0".repeat(32)}/page.css`,
    "/assets/../gateway.yaml",
    `/assets/${"0".repeat(32)}/..%2f..%2fgateway.yaml`,
    `/assets/${"0".repeat(32)}/logo.svg?x`,
    "/assets/",
    `/assets/${"0".repeat(31)}/page.css`,
  ])("does not exist: %s", async (path) => {
    expect((await fetch(`${balancer.url}${path}`)).status).toBe(404);
  });
});
