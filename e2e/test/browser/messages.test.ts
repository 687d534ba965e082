import type { Frame, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { beginAtPortal, passClient } from "../../src/browser/log-in-by-hand.js";
import { WORDS } from "../../src/browser/words.js";
import { setTheStage } from "./at-the-browser.js";

const stage = setTheStage();
const choice = { profile: "default", language: "en" } as const;
const ENDING = { command: "changeResponseAndSubmit", content: btoa("CAN002") };
const FOREIGN = "http://foreign.example/";

/** A page of somebody else's that speaks the client's protocol to its parent or opener, and writes down what it hears. */
const FOREIGN_PAGE = `<!doctype html><title>Foreign</title><script>
  window.heard = [];
  addEventListener("message", ({ data }) => heard.push(data));
  for (const message of ${JSON.stringify([{ command: "SendParameters" }, ENDING])}) parent.postMessage(JSON.stringify(message), "*");
  window.spoke = true;
</script>`;

async function begin(page: Page): Promise<Frame> {
  await beginAtPortal(page, stage.world, choice);
  return page.frame({ url: (url) => url.origin === new URL(stage.world.simulator.url).origin })!;
}
/** The page is where it was, and works. */
async function expectUnmoved(page: Page, address: string): Promise<void> {
  expect(page.url()).toBe(address);
  expect(await page.locator("main").getAttribute("data-screen")).toBe("nemid/keycard");
  await passClient(page, stage.world, await stage.newPerson());
  await page.getByLabel(WORDS.en.cpr, { exact: true }).waitFor();
}

describe("the page of NemID's client", () => {
  it("does nothing about messages of the client's that are of another shape", async () => {
    const page = await (await stage.visit()).newPage();
    const frame = await begin(page);
    const address = page.url();
    await frame.evaluate((ending) => {
      const strange = [
        ending,
        [ending],
        null,
        7,
        "",
        "[]",
        "null",
        "not JSON",
        '{"command":"else"}',
        "x".repeat(200_000),
      ];
      for (const message of strange) parent.postMessage(message, "*");
    }, ENDING);
    await expectUnmoved(page, address);
  });

  it("does nothing about messages that do not come from its frame", async () => {
    const page = await (await stage.visit()).newPage();
    await begin(page);
    const address = page.url();
    await page.evaluate((ending) => window.postMessage(JSON.stringify(ending), "*"), ENDING);
    await expectUnmoved(page, address);
  });

  it("lets its frame show the operator's client only", async () => {
    const visitor = await stage.visit();
    const page = await visitor.newPage();
    const frame = await begin(page);
    await page.route(FOREIGN, (route) => route.fulfill({ contentType: "text/html", body: FOREIGN_PAGE }));
    visitor.expectComplaint("frame-src");
    await expect(frame.goto(FOREIGN)).rejects.toThrow("ERR_BLOCKED_BY_CSP");
  });

  it("hears nothing from a foreign page in its frame, and tells it nothing, even without its policy", async () => {
    const page = await (await stage.visit({ bypassCSP: true })).newPage();
    const frame = await begin(page);
    const address = page.url();
    await page.route(FOREIGN, (route) => route.fulfill({ contentType: "text/html", body: FOREIGN_PAGE }));
    await frame.goto(FOREIGN);
    await page.evaluate(() => new Promise((done) => setTimeout(done))); // what was posted has been heard by now
    const seen = await frame.evaluate(() => {
      const { heard, spoke } = window as unknown as { heard: unknown[]; spoke: boolean };
      return { heard, spoke };
    });
    expect(seen).toEqual({ heard: [], spoke: true });
    expect(page.url()).toBe(address);
    expect(await page.locator("main").getAttribute("data-screen")).toBe("nemid/keycard");
  });

  it("cannot be reached by the page that opened it, nor be framed by one", async () => {
    const visitor = await stage.visit();
    const opener = await visitor.newPage();
    await opener.route(FOREIGN, (route) =>
      route.fulfill({ contentType: "text/html", body: "<!doctype html><title>Opener</title>" }),
    );
    await opener.goto(FOREIGN);
    const page = await visitor.newPage();
    await begin(page);
    const [popup] = await Promise.all([
      visitor.context.waitForEvent("page"),
      opener.evaluate((url) => void Object.assign(window, { opened: window.open(url) }), page.url()),
    ]);
    await popup.locator("[data-screen='nemid/keycard']").waitFor();
    expect(await opener.evaluate(() => (window as unknown as { opened: Window }).opened.closed)).toBe(true);
    expect(await popup.evaluate(() => window.opener)).toBe(null);

    visitor.expectComplaint("frame-ancestors");
    await opener.evaluate((url) => {
      const frame = document.createElement("iframe");
      frame.src = url;
      document.body.append(frame);
      return new Promise((done) => frame.addEventListener("load", done));
    }, page.url());
    expect(opener.frames()[1]?.url()).toMatch(/^chrome-error:/);
  });
});
