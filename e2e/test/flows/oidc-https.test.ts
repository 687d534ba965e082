import { request as httpRequest, type IncomingMessage } from "node:http";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, expect, it } from "vitest";
import { HttpBrowser } from "../../src/http/http-browser.js";
import { addClients, editFile } from "../../src/world/edit-customer.js";
import { logIn, type Person } from "../../src/world/log-in.js";
import { authorize, DEMO } from "../../src/world/oidc-client.js";
import { startWorld, type World } from "../../src/world/start-world.js";

const ORIGIN = "https://id.example.dk";
const ISSUER = `${ORIGIN}/oidc`;
const PARTY = { ...DEMO, scope: "openid profile" };
let world: World;
let anna: Person;
beforeAll(async () => {
  world = await startWorld({
    editConfig: (folder) => {
      editFile(join(folder, "gateway.yaml"), (yaml) => yaml.replace(/^host: .*$/m, `host: ${ORIGIN}`));
      editFile(join(folder, "customers/demo/customer.yaml"), (yaml) =>
        yaml.replace("  clients:\n", "  sessionReuse: {}\n  clients:\n"),
      );
      addClients(folder, "demo", [
        { clientId: "other", name: "Other", secret: "a-secret", redirectUris: [DEMO.redirectUri] },
      ]);
    },
  });
  anna = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
});
afterAll(() => world?.stop());

/** As a proxy that ends TLS hands requests on. */
const throughProxy: typeof fetch = async (input, { method = "GET", headers = {}, body } = {}) => {
  const { pathname, search, host } = new URL(String(input));
  const { hostname, port } = new URL(world.listenUrl);
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const asked = { ...(headers as Record<string, string>), host };
    const request = httpRequest({ hostname, port, path: pathname + search, method, headers: asked }, resolve);
    request.on("error", reject).end(body);
  });
  const pairs = answer.rawHeaders.flatMap((name, at, raw) =>
    at % 2 ? [] : [[name, raw[at + 1]!] as [string, string]],
  );
  const content = await buffer(answer);
  const hasBody = answer.statusCode !== 204 && answer.statusCode !== 304;
  return new Response(hasBody ? new Uint8Array(content) : null, { status: answer.statusCode ?? 0, headers: pairs });
};
const openBrowser = () => new HttpBrowser({ fetch: throughProxy, stopAt: ({ port }) => port === "3999" });

it("behind a proxy that ends TLS a service shares its log-ins by a cookie that is its own host's alone, until the log-out", async () => {
  const browser = openBrowser();
  const end = await logIn(browser, world, authorize(ISSUER, PARTY).url, anna);
  expect(end.searchParams.get("code")).toBeTruthy();
  const shared = browser.cookies.list().filter(({ name }) => name.includes("eid_service_"));
  expect(shared.map(({ name }) => name)).toEqual([expect.stringMatching(/^__Host-eid_service_[0-9a-f]{12}$/)]);

  const silent = authorize(ISSUER, { ...PARTY, clientId: "other" }, { prompt: "none" }).url;
  expect(new URL((await browser.get(silent)).url).searchParams.get("code")).toBeTruthy();

  const page = await browser.get(`${ISSUER}/session/end?client_id=other`);
  await browser.submit(page, page.forms[0]!);
  expect(browser.cookies.list().filter(({ name }) => name.includes("eid_service_"))).toEqual([]);
  expect(new URL((await browser.get(silent)).url).searchParams.get("error")).toBe("login_required");
});

it("and the name that the cookie has without TLS, which a sibling host could plant, says nothing there", async () => {
  const browser = openBrowser();
  await logIn(browser, world, authorize(ISSUER, PARTY).url, anna);
  const { name, value } = browser.cookies.list().find((cookie) => cookie.name.includes("eid_service_"))!;
  const planted = openBrowser();
  planted.cookies.set(new URL(ORIGIN), `${name.replace("__Host-", "")}=${value}; path=/`);
  const silent = authorize(ISSUER, PARTY, { prompt: "none" }).url;
  expect(new URL((await planted.get(silent)).url).searchParams.get("error")).toBe("login_required");
});
