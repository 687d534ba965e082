import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { unpackChromium } from "../../src/browser/unpack-chromium.js";
import { launch, startBrowser } from "../../src/start-browser.js";

describe("the browser of the tests", () => {
  let server: Server;
  let origin: string;
  beforeAll(async () => {
    server = createServer((_request, response) => {
      response
        .writeHead(200, { "content-type": "text/html; charset=utf-8" })
        .end("<title>æ page</title><span>hello</span>");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close());
  afterEach(() => vi.unstubAllEnvs());

  for (const [which, start] of [
    ["the one that is found", startBrowser],
    ["the one npm brought", async () => launch(await unpackChromium())],
  ] as const) {
    it(`opens a page, and keeps one origin from reading another: ${which}`, async () => {
      const browser = await start();
      try {
        const page = await browser.newPage();
        await page.goto(origin);
        expect(await page.title()).toBe("æ page");
        const text = await page.locator("span").boundingBox();
        expect(text?.width).toBeGreaterThan(10); // it has a font
        const elsewhere = origin.replace("127.0.0.1", "localhost");
        const read = page.evaluate(
          (url) =>
            fetch(url).then(
              () => "read",
              () => "kept out",
            ),
          elsewhere,
        );
        expect(await read).toBe("kept out");
      } finally {
        await browser.close();
      }
    });
  }

  it("says which variable to set when the path it names is not there", async () => {
    vi.stubEnv("CHROMIUM_PATH", "/nowhere/chromium");
    await expect(startBrowser()).rejects.toThrow(/CHROMIUM_PATH names \/nowhere\/chromium/);
  });

  it("says which variable to set when what it names is no browser", async () => {
    vi.stubEnv("CHROMIUM_PATH", "/bin/false");
    await expect(startBrowser()).rejects.toThrow(/set CHROMIUM_PATH/);
  });
});
