import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  answerClient,
  answerCpr,
  clientAnswer,
  openBrowser,
  parametersOn,
  postResponse,
  pressCancel,
} from "../../src/world/log-in.js";
import { authorize, DEMO, redeem, userinfo } from "../../src/world/oidc-client.js";
import { answerOn, methodUrl } from "../../src/world/saml-client.js";
import { startWorld, type World } from "../../src/world/start-world.js";
import { walk } from "../../src/world/walk.js";

/** What must be nowhere: each value with what it is. */
const secrets = new Map<string, string>();
const keep = (what: string, value: string | undefined) => {
  if (value && value.length >= 6) secrets.set(value, what);
};
let world: World;
let issuer = "";
/** Every page and header that browsers received, apart from the simulator's. */
const received: string[] = [];

beforeAll(async () => {
  world = await startWorld();
  issuer = `${world.url}/oidc`;
  keep("client secret", "demo-secret");
  keep("keystore password", "Bond007");
  await goodLogIn();
  await wrongNumbers();
  await refusedMessages();
  await downServices();
  await rememberedLogIn();
  await classicLogIn();
  await businessLogIn();
  await keyFileLogIn();
  await strayRequests();
});
afterAll(() => world?.stop());

async function newPerson() {
  const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
  keep("CPR number", person.cpr);
  keep("CPR number with a hyphen", person.cpr && `${person.cpr.slice(0, 6)}-${person.cpr.slice(6)}`);
  keep("PID", person.pid);
  keep("password", person.password);
  keep("name", person.name);
  return person;
}

async function goodLogIn(): Promise<void> {
  const person = await newPerson();
  const browser = openBrowser();
  const { url, verifier, state, nonce } = authorize(
    issuer,
    { ...DEMO, scope: `${DEMO.scope} nemid` },
    { login_hint: `subject-${person.cpr}` },
  );
  const page = await browser.get(url);
  keep("challenge", /challenge=([A-Za-z0-9]+)/.exec(parametersOn(page))?.[1]);
  const response = await clientAnswer(world, page, person);
  keep("signed message", response.slice(400, 460));
  keep("signed message, decoded", Buffer.from(response, "base64").toString().slice(1200, 1260));
  const consent = await postResponse(browser, page, response);
  const form = consent.forms.find(({ names }) => names.includes("action"))!;
  const end = await browser.submit(consent, form, { action: "check" });
  const code = new URL(end.url).searchParams.get("code") ?? "";
  expect(code).not.toBe("");
  keep("authorization code", code);
  const { body } = await redeem(issuer, DEMO, code, verifier);
  keep("access token", String(body.access_token));
  keep("ID token", String(body.id_token));
  keep("code verifier", verifier);
  keep("state", state);
  keep("nonce", nonce);
  await userinfo(issuer, body.access_token);
  received.push(...pagesOf(browser.received));
}

async function wrongNumbers(): Promise<void> {
  const person = await newPerson();
  const browser = openBrowser();
  let page = await answerClient(browser, world, await browser.get(authorize(issuer, DEMO).url), person);
  for (const wrong of ["6101701234", "6101701235", "6101701236"]) {
    keep("a mistyped CPR number", wrong);
    page = await answerCpr(browser, page, wrong);
  }
  await pressCancel(browser, page);
  received.push(...pagesOf(browser.received));
}

async function refusedMessages(): Promise<void> {
  for (const scenario of [
    "certificate-revoked",
    "challenge-other",
    "attack-two-signatures",
    "garbage",
    "request-issuer-other",
  ]) {
    const person = await newPerson();
    world.simulator.setScenario(person.alias, { scenario });
    const browser = openBrowser();
    const page = await browser.get(authorize(issuer, DEMO).url);
    await pressCancel(browser, await answerClient(browser, world, page, person));
    received.push(...pagesOf(browser.received));
  }
}

async function downServices(): Promise<void> {
  const person = await newPerson();
  world.simulator.pki.ocsp = "nonsense";
  world.simulator.pki.crl = "nonsense";
  const browser = openBrowser();
  await answerClient(browser, world, await browser.get(authorize(issuer, DEMO).url), person);
  world.simulator.pki.ocsp = "up";
  world.simulator.pki.crl = "up";
  received.push(...pagesOf(browser.received));
}

async function rememberedLogIn(): Promise<void> {
  const person = await newPerson();
  const browser = openBrowser();
  const page = await answerClient(browser, world, await browser.get(authorize(issuer, DEMO).url), person);
  await answerCpr(browser, page, person.cpr ?? "", { remember: "on" });
  await answerClient(browser, world, await browser.get(authorize(issuer, DEMO).url), person);
  await walk(browser, world, authorize(issuer, DEMO, { prompt: "consent_revoke" }).url, person);
  received.push(...pagesOf(browser.received));
}

async function classicLogIn(): Promise<void> {
  const person = await newPerson();
  const browser = openBrowser();
  const url = methodUrl(world.url, { id: "nemid", "prefilled.subject": person.cpr ?? "" });
  const consent = await answerClient(browser, world, await browser.get(url), person);
  const form = consent.forms.find(({ names }) => names.includes("action"))!;
  const end = await browser.submit(consent, form, { action: "check" });
  keep("SAML response", answerOn(end).response.replace(/\s/g, "").slice(2_000, 2_060));
  received.push(...pagesOf(browser.received));
}

async function businessLogIn(): Promise<void> {
  const role = { cvr: "12345674", companyName: "Jensen Test ApS", role: "owner" } as const;
  const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true, roles: [role] });
  keep("CPR number", person.cpr);
  keep("PID", person.pid);
  const browser = openBrowser();
  const wish = { acr_values: "urn:signicat:oidc:method:nemid-erhverv" };
  const { url, verifier } = authorize(issuer, { ...DEMO, scope: "openid signicat.organization" }, wish);
  const { end } = await walk(browser, world, url, person, role.cvr);
  const { body } = await redeem(issuer, DEMO, new URL(end.url).searchParams.get("code") ?? "", verifier);
  keep("access token", String(body.access_token));
  const headers = { authorization: `Bearer ${String(body.access_token)}` };
  received.push(await (await fetch(`${world.url}/organization/v1/me`, { headers })).text());
  received.push(...pagesOf(browser.received));
}

async function keyFileLogIn(): Promise<void> {
  const person = await world.simulator.createIdentity({ kind: "MOCES", autofill: true });
  keep("RID", person.rid);
  keep("name", person.name);
  const browser = openBrowser();
  const wish = { acr_values: "urn:signicat:oidc:method:nemid-codefile" };
  await walk(browser, world, authorize(issuer, DEMO, wish).url, person);
  received.push(...pagesOf(browser.received));
}

async function strayRequests(): Promise<void> {
  const canary = "canary-6109991234-secret";
  keep("a canary in a stray request", canary);
  const headers = {
    authorization: `Bearer ${canary}`,
    cookie: `eid_flow=${canary}`,
    "user-agent": canary,
    referer: `http://x/${canary}`,
  };
  const form = { "content-type": "application/x-www-form-urlencoded" };
  const ways = [
    `/flow/${canary}`,
    `/oidc/${canary}`,
    `/${canary}?${canary}=${canary}`,
    `/assets/${canary}/x.css`,
    `/oidc/authorize?client_id=${canary}&redirect_uri=${canary}&state=${canary}`,
  ];
  for (const path of [
    ...ways,
    "/oidc/userinfo",
    "/oidc/session/end",
    "/flow/AAAAAAAAAAAAAAAAAAAAAA",
    "/flow/callback",
  ]) {
    for (const method of ["GET", "POST", "PUT", canary.slice(0, 6).toUpperCase()]) {
      const body = method === "POST" ? `cpr=6109991234&response=${canary}&${canary}` : undefined;
      const answer = await fetch(world.url + path, {
        method,
        headers: { ...headers, ...form },
        ...(body && { body }),
        redirect: "manual",
      });
      if (!path.includes(canary)) received.push(await answer.text());
    }
  }
  const tokens = new URLSearchParams({
    grant_type: "authorization_code",
    code: canary,
    client_id: canary,
    client_secret: canary,
  });
  received.push(await (await fetch(`${issuer}/token`, { method: "POST", body: tokens })).text());
}

/** What a person can see: not the redirects, where the relying party's own state and code belong. */
const pagesOf = (all: readonly string[]) => all.filter((text, at) => at % 3 === 2 && !text.startsWith("Redirecting"));

describe("what people and eIDs said", () => {
  it("was collected: there is something to look for, and something to look in", () => {
    expect(secrets.size).toBeGreaterThan(30);
    expect(world.logLines.length).toBeGreaterThan(100);
    expect(received.length).toBeGreaterThan(30);
  });

  it("is in no log line", () => {
    const log = world.logLines.join("\n");
    expect([...secrets].filter(([value]) => log.includes(value)).map(([, what]) => what)).toEqual([]);
  });

  it("is on no page, but for the challenge, which the client must be given", () => {
    const pages = received.join("\n");
    const found = [...secrets].filter(([value]) => pages.includes(value)).map(([, what]) => what);
    expect(new Set(found)).toEqual(new Set(["challenge"]));
  });

  it("is in no file of the gateway's, in clear, in base64 or in hex", () => {
    const files = filesIn(world.stateFolder).filter((file) => !file.includes("/simulator/"));
    expect(files.length).toBeGreaterThan(1);
    const bytes = Buffer.concat(files.map((file) => readFileSync(file)));
    const forms = (value: string) => [
      value,
      Buffer.from(value).toString("base64").replace(/.=*$/, ""),
      Buffer.from(value).toString("hex"),
    ];
    const found = [...secrets].filter(([value]) => forms(value).some((form) => bytes.includes(form)));
    expect(found.map(([, what]) => what)).toEqual([]);
  });
});

function filesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesIn(path) : [path];
  });
}
