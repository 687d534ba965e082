import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { HttpBrowser, Page } from "../../src/http/http-browser.js";
import { editFile } from "../../src/world/edit-customer.js";
import { codeOn, headingOf, openBrowser, pressCancel } from "../../src/world/log-in.js";
import { authorize, DEMO, redeem, userinfo } from "../../src/world/oidc-client.js";
import { startWorld, type World } from "../../src/world/start-world.js";

const REPORT_KEY = "a key of sixteen characters or more";
let verdict: string | undefined;
let world: World;
let issuer = "";
/** Acme's server: says what was decided, and sends visitors back. */
const acme = createServer((request, response) => {
  const url = new URL(request.url ?? "/", "http://acme");
  if (url.pathname === "/visit") {
    const back = new URL(url.searchParams.get("back") ?? "");
    back.search = new URLSearchParams({ state: url.searchParams.get("state") ?? "", ticket: verdict ?? "" }).toString();
    response.writeHead(302, { location: back.href }).end();
  } else if (verdict === "down") request.socket.destroy();
  else response.end(JSON.stringify({ verdict }));
});

beforeAll(async () => {
  await new Promise<void>((resolve) => acme.listen(0, "127.0.0.1", resolve));
  const api = `http://localhost:${(acme.address() as AddressInfo).port}`;
  world = await startWorld({
    editConfig(folder) {
      editFile(join(folder, "gateway.yaml"), (yaml) =>
        yaml
          .replace("plugins:\n", 'plugins:\n  - "@eid-gateway/example-eid-acme"\n')
          .replace("settings:\n", `settings:\n  acme:\n    api: ${api}\n`),
      );
      const token = JSON.stringify({ approver: "Kari", reportKey: REPORT_KEY });
      editFile(join(folder, "customers/demo/customer.yaml"), (yaml) =>
        yaml
          .replace(
            "methods:\n",
            `methods:\n  token: { method: acme-token, config: ${token} }\n  web: { method: acme-redirect, config: {} }\n`,
          )
          .replace(
            /scopes: \[openid, profile, signicat.national_id/,
            "scopes: [openid, acme, profile, signicat.national_id",
          ),
      );
    },
  });
  issuer = `${world.url}/oidc`;
});
beforeEach(() => {
  verdict = undefined;
});
afterAll(async () => {
  await world?.stop();
  acme.closeAllConnections();
  acme.close();
});

const PARTY = { ...DEMO, scope: "openid profile acme" };
const begin = async (...names: string[]) => {
  const acr = names.map((name) => `urn:signicat:oidc:method:${name}`).join(" ");
  const request = authorize(issuer, PARTY, { acr_values: acr });
  const browser = openBrowser();
  return { browser, page: await browser.get(request.url), request };
};
const answer = (browser: HttpBrowser, page: Page, fields: Record<string, string>) =>
  browser.submit(page, page.forms.find(({ names }) => names.includes("action") || names.includes("method"))!, {
    action: "next",
    ...fields,
  });
const reachWaiting = async () => {
  const begun = await begin("token");
  return { ...begun, page: await answer(begun.browser, begun.page, { letter: "A", digits: "123456" }) };
};
const report = (page: Page, body: string, key = REPORT_KEY) =>
  fetch(`${world.url}/flow/report/${new URL(page.url).pathname.split("/").at(-1)}`, {
    method: "POST",
    headers: { "x-acme-signature": createHmac("sha256", key).update(body).digest("hex") },
    body,
  });

describe("a stranger's plug-in", () => {
  it("asks by a form until the answer fits, and the identity reaches the relying party with its own claims", async () => {
    const { browser, page, request } = await begin("token");
    expect(headingOf(page)).toBe("Log in with Acme");
    const wrong = await answer(browser, page, { letter: "A", digits: "000000" });
    expect(wrong.text).toContain('role="alert"');
    const waiting = await answer(browser, wrong, { letter: "B", digits: "123456" });
    expect(headingOf(waiting)).toBe("Waiting for Kari");
    verdict = "yes";
    const end = new URL((await browser.get(waiting.url)).url);
    const { body } = await redeem(issuer, PARTY, end.searchParams.get("code") ?? "", request.verifier);
    expect(await userinfo(issuer, body.access_token)).toMatchObject({ name: "Kim Acme", "acme.token": "token:B-7" });
  });

  it("is asked again by the page, which keeps its own form good meanwhile", async () => {
    const { browser, page } = await reachWaiting();
    for (let at = 0; at < 3; at += 1) expect(headingOf(await browser.get(page.url))).toBe("Waiting for Kari");
    const end = new URL((await pressCancel(browser, page)).url);
    expect(end.searchParams.get("error")).toBe("access_denied");
  });

  it("is completed by a report that another server sends", async () => {
    const { browser, page } = await reachWaiting();
    expect((await report(page, '{"verdict":"yes"}')).status).toBe(204);
    expect(new URL((await browser.get(page.url)).url).searchParams.get("code")).toBeTruthy();
  });

  it("is not moved by a forged report, nor by one for a flow that is not there", async () => {
    const { browser, page } = await reachWaiting();
    expect((await report(page, '{"verdict":"yes"}', "another key of sixteen")).status).toBe(400);
    expect(headingOf(await browser.get(page.url))).toBe("Waiting for Kari");
    expect((await fetch(`${world.url}/flow/report/AAAAAAAAAAAAAAAAAAAAAA`, { method: "POST", body: "x" })).status).toBe(
      404,
    );
  });

  it("fails by its own code, with its own sentence in the person's language", async () => {
    const { browser, page } = await reachWaiting();
    expect((await report(page, '{"verdict":"no"}')).status).toBe(204);
    const failed = await browser.get(page.url);
    expect(codeOn(failed)).toBe("acme:denied");
    expect(failed.text).toContain("was not approved");
    expect((await browser.get(`${page.url}?language=da`)).text).toContain("blev ikke godkendt");
  });

  it("whose server is down is unavailable, and can be tried again", async () => {
    const { browser, page } = await reachWaiting();
    verdict = "down";
    const failed = await browser.get(page.url);
    expect(codeOn(failed)).toBe("acme:down");
    verdict = undefined;
    expect(headingOf(await answer(browser, failed, { action: "retry" }))).toBe("Log in with Acme");
  });

  it("sends the browser to its own site and takes it back by the callback", async () => {
    verdict = "good";
    const { page } = await begin("web");
    expect(new URL(page.url).searchParams.get("code")).toBeTruthy();
  });

  it("refuses a visitor who comes back without a ticket", async () => {
    expect(codeOn((await begin("web")).page)).toBe("acme:denied");
  });

  it("is not taken back by a callback in a browser that did not begin the flow", async () => {
    const { page } = await reachWaiting();
    const stranger = await openBrowser().get(`${page.url}/callback?ticket=good`);
    expect(stranger.status).toBe(403);
  });
});

describe("several methods", () => {
  it("are offered in the order of the request, and only those", async () => {
    const { page } = await begin("token", "nemid");
    expect(headingOf(page)).toBe("How do you want to log in?");
    expect(page.text.indexOf("Acme token")).toBeLessThan(page.text.indexOf("NemID"));
    expect(page.text).not.toContain("Acme web");
  });

  it("lead to the one that is chosen, back to the choice after a failure, and to the customer by Cancel", async () => {
    const { browser, page } = await begin("token", "web");
    expect(headingOf(await answer(browser, page, { method: "nemid" })), "not among them").toBe(headingOf(page));
    const again = await browser.get(page.url);
    const token = await answer(browser, again, { method: "token" });
    expect(headingOf(token)).toBe("Log in with Acme");
    const end = new URL((await pressCancel(browser, token)).url);
    expect(end.searchParams.get("error_description")).toContain("usercancel");
  });
});
