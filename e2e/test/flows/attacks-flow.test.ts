import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { editFile } from "../../src/world/edit-customer.js";
import { codeOn, headingOf, openBrowser, postResponse, pressCancel } from "../../src/world/log-in.js";
import { authorize, DEMO } from "../../src/world/oidc-client.js";
import { startWorld, type World } from "../../src/world/start-world.js";

let world: World;
afterEach(() => world?.stop());

const beginAndRestart = async (change: (folder: string) => void) => {
  world = await startWorld();
  const browser = openBrowser();
  const page = await browser.get(authorize(`${world.url}/oidc`, { ...DEMO, scope: "openid profile" }).url);
  change(world.configFolder);
  await world.restartGateway();
  return { browser, page };
};

describe("a flow whose configuration has changed under it", () => {
  it("ends on a failure page that leads back, when its method is no longer the customer's", async () => {
    const { browser, page } = await beginAndRestart((folder) =>
      editFile(join(folder, "customers/demo/customer.yaml"), (yaml) =>
        yaml.replace("\n  nemid:\n    method:", "\n  id:\n    method:"),
      ),
    );
    const shown = await browser.get(page.url);
    expect([shown.status, codeOn(shown)]).toEqual([200, "systemerror"]);
    const answered = await postResponse(browser, page, "eA==");
    expect([answered.status, codeOn(answered)]).toEqual([200, "systemerror"]);
    const end = new URL((await pressCancel(browser, answered)).url);
    expect([end.origin, end.searchParams.get("error")]).toEqual(["http://localhost:3999", "server_error"]);
  });

  it("ends on a page of ours when its customer is gone, without a technical error", async () => {
    const { browser, page } = await beginAndRestart((folder) =>
      rmSync(join(folder, "customers/demo"), { recursive: true }),
    );
    const shown = await browser.get(page.url);
    expect([shown.status, codeOn(shown)]).toEqual([200, "systemerror"]);
    const end = await pressCancel(browser, shown);
    expect(end.status).toBeGreaterThanOrEqual(400);
    expect(end.status).toBeLessThan(500);
    expect(headingOf(end)).not.toBe("");
  });
});
