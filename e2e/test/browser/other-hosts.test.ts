import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startBrowser } from "../../src/start-browser.js";
import { addClients } from "../../src/world/edit-customer.js";
import { authorize, DEMO } from "../../src/world/oidc-client.js";
import { startWorld, type World } from "../../src/world/start-world.js";

let browser: Browser;
let world: World;
let callback = "";
let home = "";
const servers: Server[] = [];

/** A relying party whose callback stands on one host and whose site on another, as with a log-in service of its own. */
beforeAll(async () => {
  home = await listen((_request, response) => {
    response.setHeader("content-type", "text/html");
    response.end("<!doctype html><html lang=en><title>Home</title><h1>Home</h1>");
  });
  callback = `${await listen((_request, response) => response.writeHead(303, { location: `${home}/welcome` }).end())}/callback`;
  world = await startWorld({
    editConfig: (folder) =>
      addClients(folder, "demo", [
        {
          clientId: "two-hosts",
          name: "Two hosts",
          secret: "two-hosts-secret",
          redirectUris: [callback],
          scopes: ["openid"],
        },
      ]),
  });
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
  await world?.stop();
  for (const server of servers) server.closeAllConnections();
});

async function listen(answer: Parameters<typeof createServer>[1] & object): Promise<string> {
  const server = createServer(answer);
  servers.push(server.unref());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe("a relying party that sends the person on to another of its hosts", () => {
  it.each(["query", "form_post"])("gets its answer by %s, and the person arrives", async (response_mode) => {
    const party = { ...DEMO, clientId: "two-hosts", redirectUri: callback, scope: "openid" };
    const page = await browser.newPage();
    await page.goto(authorize(`${world.url}/oidc`, party, { response_mode }).url.href);
    await page.locator("[data-cancel] button").click();
    await page.waitForURL(`${home}/welcome`);
    expect(await page.locator("h1").textContent()).toBe("Home");
    await page.close();
  });
});
