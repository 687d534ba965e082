import { request as httpRequest, type IncomingMessage } from "node:http";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HttpBrowser } from "../../src/http/http-browser.js";
import { addClients, editFile } from "../../src/world/edit-customer.js";
import { headingOf, logIn, openBrowser, type Person, pressCancel } from "../../src/world/log-in.js";
import { authorize, DEMO, redeem } from "../../src/world/oidc-client.js";
import { startWorld, type World } from "../../src/world/start-world.js";

const PARTY = { ...DEMO, scope: "openid profile" };
let world: World;
let issuer = "";
let [anna, bent]: Person[] = [];
beforeAll(async () => {
  world = await startWorld({
    editConfig: (folder) =>
      addClients(folder, "demo", [
        {
          clientId: "demo-app",
          name: "App",
          type: "public",
          redirectUris: ["dk.demo.app:/callback"],
          scopes: ["openid"],
        },
      ]),
  });
  issuer = `${world.url}/oidc`;
  anna = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
  bent = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
});
afterAll(() => world?.stop());

describe("a browser that has logged in before", () => {
  it.each([
    ["AUTHORIZE", "none"],
    ["Authorize/", "none"],
    ["authorize/", "none"],
    ["aUTHORIZE", undefined],
  ])("gets no second log-in for free, however the address is spelt: %s with prompt %s", async (spelling, prompt) => {
    const browser = openBrowser();
    await logIn(browser, world, authorize(issuer, PARTY).url, anna!);
    const { url } = authorize(issuer, PARTY, prompt === undefined ? {} : { prompt });
    const again = await browser.get(url.href.replace("/authorize?", `/${spelling}?`));
    expect(again.url).not.toContain("code=");
    if (prompt === undefined) expect(again.text).toContain("nemid_parameters");
    else expect(new URL(again.url).searchParams.get("error")).toBe("login_required");
  });
});

describe("what a request demands of the person", () => {
  const tokenOf = async (person: Person) => {
    const { url, verifier } = authorize(issuer, PARTY);
    const end = await logIn(openBrowser(), world, url, person);
    return String((await redeem(issuer, PARTY, end.searchParams.get("code") ?? "", verifier)).body.id_token);
  };
  const resultOf = async (person: Person, extra: Record<string, string>) =>
    (await logIn(openBrowser(), world, authorize(issuer, PARTY, extra).url, person)).searchParams;

  it("is met by the person the hint names", async () => {
    expect((await resultOf(anna!, { id_token_hint: await tokenOf(anna!) })).get("code")).toBeTruthy();
  });

  it("is login_required when somebody else comes, and no code for them", async () => {
    const result = await resultOf(bent!, { id_token_hint: await tokenOf(anna!) });
    expect([result.get("error"), result.get("code")]).toEqual(["login_required", null]);
  });

  it.each(["id_token", "userinfo"])(
    "is an answer and no second log-in when %s asks for another subject",
    async (place) => {
      const claims = JSON.stringify({ [place]: { sub: { value: "somebody-else" } } });
      expect((await resultOf(anna!, { claims })).get("error")).toBe("login_required");
    },
  );

  it("is met when the assurance is essential, and it is that one or any", async () => {
    for (const more of [{}, { values: ["urn:other", "urn:signicat:oidc:method:nemid"] }]) {
      const claims = JSON.stringify({ id_token: { acr: { essential: true, ...more } } });
      expect((await resultOf(anna!, { claims })).get("code")).toBeTruthy();
    }
  });

  it.each([{ value: "urn:other" }, { values: ["urn:other"] }])(
    "is refused when the assurance must be %j",
    async (acr) => {
      const claims = JSON.stringify({ id_token: { acr: { essential: true, ...acr } } });
      expect((await resultOf(anna!, { claims })).get("error")).toBe("unmet_authentication_requirements");
    },
  );
});

describe("somebody else's request in a person's browser", () => {
  it("gives the person's log-in to nobody, even when its cookies were planted there", async () => {
    const attacker = new HttpBrowser({ stopAt: ({ pathname }) => pathname.startsWith("/oidc/interaction/") });
    const interaction = new URL((await attacker.get(authorize(issuer, PARTY).url)).url);
    const planted = attacker.cookies.headerFor(interaction).split("; ");
    const victim = new HttpBrowser({ stopAt: ({ pathname }) => pathname.startsWith("/oidc/authorize/") });
    for (const cookie of planted) victim.cookies.set(interaction, `${cookie}; path=${interaction.pathname}`);
    await logIn(victim, world, interaction, anna!);

    const uid = interaction.pathname.split("/").at(-1);
    for (const ticket of ["", "?ticket=", "?ticket=guess", "?ticket=a&ticket=b"]) {
      const thief = openBrowser();
      const resume = new URL(`${issuer}/authorize/${uid}`);
      for (const cookie of attacker.cookies.headerFor(resume).split("; "))
        thief.cookies.set(resume, `${cookie}; path=/`);
      const page = await thief.get(resume.href + ticket);
      expect(page.url).not.toContain("code=");
      expect(page.status).toBe(410);
    }
  });
});

describe("a request that is resumed before its flow has ended", () => {
  it("is no way round the log-in, and loses nothing", async () => {
    const browser = openBrowser();
    const { url, state } = authorize(issuer, PARTY);
    const answer = await fetch(url, { redirect: "manual" });
    for (const cookie of answer.headers.getSetCookie()) browser.cookies.set(url, cookie);
    const interaction = new URL(answer.headers.get("location") ?? "", url);
    const page = await browser.get(interaction);
    const early = await browser.get(interaction.href.replace("/interaction/", "/authorize/"));
    expect(early.status).toBe(410);
    const end = new URL((await pressCancel(browser, page)).url);
    expect([end.searchParams.get("error"), end.searchParams.get("state")]).toEqual(["access_denied", state]);
  });
});

describe("an authorization request", () => {
  it("keeps the question marks in its parameters", async () => {
    const { url } = authorize(issuer, PARTY);
    const browser = openBrowser();
    const page = await browser.get(url.href.replace(/state=[^&]*/, "state=a?b?c"));
    expect(new URL((await pressCancel(browser, page)).url).searchParams.get("state")).toBe("a?b?c");
  });

  it("may be posted, hints and all, and what was posted stands in no address", async () => {
    const { url, state } = authorize(issuer, PARTY);
    url.searchParams.append("login_hint", "subject-0703019999");
    url.searchParams.append("login_hint", "deviceId-x");
    const browser = openBrowser();
    const answer = await fetch(`${issuer}/authorize`, {
      method: "POST",
      redirect: "manual",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: url.search.slice(1),
    });
    expect(answer.status).toBe(303);
    const location = new URL(answer.headers.get("location") ?? "", issuer);
    expect(location.href).not.toMatch(/0703019999|login_hint/);
    for (const cookie of answer.headers.getSetCookie()) browser.cookies.set(new URL(`${issuer}/authorize`), cookie);
    const begun = await browser.get(location);
    expect(headingOf(begun)).toBe("Log in with NemID");
    expect(new URL((await pressCancel(browser, begun)).url).searchParams.get("state")).toBe(state);
  });

  it.each([
    ["as JSON", "application/json", "{}", 400],
    ["larger than an address could be", "application/x-www-form-urlencoded", `state=${"x".repeat(20_000)}`, 413],
  ])("is refused on a page of ours when it is posted %s", async (_what, type, body, status) => {
    const answer = await fetch(`${issuer}/authorize`, { method: "POST", headers: { "content-type": type }, body });
    expect(answer.status).toBe(status);
    expect(await answer.text()).toContain("<h1");
  });
});

describe("a log-out", () => {
  it.each(["https://evil.example/", "not an address", "javascript:alert(1)", "//evil.example"])(
    "that nobody is known to ask for ends here, and mentions no address of its own: %s",
    async (target) => {
      const browser = openBrowser();
      await logIn(browser, world, authorize(issuer, PARTY).url, anna!);
      const page = await browser.get(`${issuer}/session/end?post_logout_redirect_uri=${encodeURIComponent(target)}`);
      expect(page.status).toBe(200);
      expect(page.text + page.headers.get("content-security-policy")).not.toMatch(/evil|alert|not an address/);
      const [form] = page.forms;
      expect(headingOf(await browser.submit(page, form!))).toBe("You are logged out");
    },
  );

  it.each(["https://evil.example/", "http://localhost:3999/callback", "http://localhost:3999/?x"])(
    "of a client goes to no address but its own: %s",
    async (target) => {
      const query = new URLSearchParams({ client_id: "demo", post_logout_redirect_uri: target });
      const page = await openBrowser().get(`${issuer}/session/end?${query}`);
      expect(page.status).toBe(400);
      expect(page.text).not.toContain("evil.example");
    },
  );
});

describe("pages of other origins", () => {
  const allowed = async (client: string, origin: string) => {
    const answer = await fetch(`${issuer}/token`, {
      method: "POST",
      headers: { origin },
      body: new URLSearchParams({ grant_type: "authorization_code", code: "x", client_id: client }),
    });
    return answer.headers.get("access-control-allow-origin");
  };

  it("read a token answer when they are the client's own, and not because an app's scheme has no origin", async () => {
    expect(await allowed("demo-spa", "http://localhost:3999")).toBe("http://localhost:3999");
    expect(await allowed("demo-spa", "https://evil.example")).toBeNull();
    expect(await allowed("demo-app", "null")).toBeNull();
  });
});

describe("a gateway behind a proxy that ends TLS", () => {
  let secure: World;
  beforeAll(async () => {
    secure = await startWorld({
      editConfig: (folder) =>
        editFile(join(folder, "gateway.yaml"), (yaml) => yaml.replace(/^host: .*$/m, "host: https://id.example.dk")),
    });
  });
  afterAll(() => secure?.stop());
  const go = async (path: string, cookie = "") => {
    const { hostname, port } = new URL(secure.listenUrl);
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const headers = { host: "id.example.dk", cookie };
      httpRequest({ hostname, port, path, headers }, resolve).on("error", reject).end();
    });
    return { status: answer.statusCode, headers: answer.headers, body: await text(answer) };
  };

  it("serves a log-in, with cookies that travel over TLS alone and that no sibling subdomain can plant", async () => {
    const { url } = authorize("https://id.example.dk/oidc", PARTY);
    const asked = await go(url.pathname + url.search);
    const pair = (cookies: readonly string[] = []) => cookies.map((cookie) => cookie.split(";")[0]).join("; ");
    const begun = await go(asked.headers.location ?? "", pair(asked.headers["set-cookie"]));
    const shown = await go(begun.headers.location ?? "", pair(begun.headers["set-cookie"]));
    expect(shown.status).toBe(200);
    expect(shown.body).toContain("nemid_parameters");
    expect(shown.headers["strict-transport-security"]).toContain("max-age=");
    const cookies = [...(asked.headers["set-cookie"] ?? []), ...(begun.headers["set-cookie"] ?? [])];
    for (const cookie of cookies) expect(cookie).toMatch(/; samesite=lax; secure; httponly$/);
    expect(begun.headers["set-cookie"]).toEqual([
      expect.stringMatching(/^__Host-eid_flow_[\w-]{22}=[\w-]{43}; path=\/; /),
    ]);
    expect((await go(begun.headers.location ?? "", "eid_flow=planted")).status).toBe(403);
  });
});
