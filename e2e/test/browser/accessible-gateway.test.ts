import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openInWindow } from "../../src/browser/carry-over.js";
import { type Inspector, openInspector, type Scene } from "../../src/browser/scene.js";
import type { Language } from "../../src/browser/words.js";
import type { Page as Answer, HttpBrowser } from "../../src/http/http-browser.js";
import { startBrowser } from "../../src/start-browser.js";
import { editFile } from "../../src/world/edit-customer.js";
import { answerClient, answerCpr, openBrowser, postResponse } from "../../src/world/log-in.js";
import { authorize, DEMO } from "../../src/world/oidc-client.js";
import { startWorld, type World } from "../../src/world/start-world.js";

const PROFILES = ["default", "demo"] as const;
let profile: (typeof PROFILES)[number] = "default";
let skippedMs = 0;
let world: World;
let chromium: Browser;
let inspector: Inspector;

beforeAll(async () => {
  const clock = { now: () => new Date(Date.now() + skippedMs) };
  [world, chromium] = await Promise.all([startWorld({ clock, editConfig: addSecondMethod }), startBrowser()]);
  inspector = openInspector(chromium);
});
afterAll(async () => {
  await chromium?.close();
  await world?.stop();
});

/** So that there is something to choose from. */
function addSecondMethod(folder: string): void {
  const second = "  nemid-work:\n    method: nemid\n    config:\n      requestIssuer: Demo\n";
  editFile(`${folder}/customers/demo/customer.yaml`, (yaml) => yaml.replace("methods:\n", `methods:\n${second}`));
}

interface Begun {
  readonly http: HttpBrowser;
  readonly answer: Answer;
}
async function begin(language: Language, extra: Readonly<Record<string, string>> = {}): Promise<Begun> {
  const http = openBrowser();
  const { url } = authorize(`${world.url}/oidc`, DEMO, { ui_locales: language, profile, ...extra });
  return { http, answer: await http.get(url) };
}
async function pass(begun: Begun, scenario?: string): Promise<Begun> {
  const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
  if (scenario) world.simulator.setScenario(person.alias, { scenario });
  return { ...begun, answer: await answerClient(begun.http, world, begun.answer, person) };
}
function show(page: Page, { http, answer }: Begun): Promise<void> {
  return openInWindow(page, http, answer.url);
}

async function typeWrongCpr(begun: Begun, cpr: string): Promise<Begun> {
  return { ...begun, answer: await answerCpr(begun.http, begun.answer, cpr) };
}
async function endWith(begun: Begun, code: string): Promise<Begun> {
  return { ...begun, answer: await postResponse(begun.http, begun.answer, Buffer.from(code).toString("base64")) };
}

const steps: readonly Scene[] = [
  { name: "NemID's client", at: "nemid/keycard", open: async (page, language) => show(page, await begin(language)) },
  {
    name: "the CPR page",
    at: "nemid/cpr",
    open: async (page, language) => show(page, await pass(await begin(language))),
  },
  {
    name: "the CPR page after a slip",
    at: "nemid/cpr",
    open: async (page, language) => show(page, await typeWrongCpr(await pass(await begin(language)), "12")),
  },
  {
    name: "the CPR page after a wrong number",
    at: "nemid/cpr",
    open: async (page, language) => show(page, await typeWrongCpr(await pass(await begin(language)), "7101011234")),
  },
  {
    name: "the page about a CPR number that was given",
    at: "nemid/cpr-given",
    open: async (page, language) => show(page, await pass(await begin(language, { login_hint: "subject-7101011234" }))),
  },
  {
    name: "the choice between two methods",
    at: "gateway/choose",
    open: async (page, language) => show(page, await begin(language, { acr_values: "" })),
  },
];

const failures: readonly Scene[] = [
  {
    name: "cancelled",
    at: "failure",
    open: async (page, language) => show(page, await endWith(await begin(language), "CAN002")),
  },
  {
    name: "refused for now",
    at: "failure",
    open: async (page, language) => show(page, await endWith(await begin(language), "AUTH004")),
  },
  {
    name: "refused for good",
    at: "failure",
    open: async (page, language) => show(page, await pass(await begin(language), "certificate-revoked")),
  },
  {
    name: "invalid response",
    at: "failure",
    open: async (page, language) => show(page, await pass(await begin(language), "garbage")),
  },
  {
    name: "misconfigured",
    at: "failure",
    open: async (page, language) => show(page, await endWith(await begin(language), "APP001")),
  },
  { name: "unavailable", at: "failure", open: failToRevoke },
  { name: "expired", at: "failure", open: waitTooLong },
];

async function failToRevoke(page: Page, language: Language): Promise<void> {
  const { pki } = world.simulator;
  Object.assign(pki, { ocsp: "down", crl: "down" });
  await show(page, await pass(await begin(language)));
  Object.assign(pki, { ocsp: "up", crl: "up" });
}
async function waitTooLong(page: Page, language: Language): Promise<void> {
  const begun = await begin(language);
  skippedMs = 20 * 60_000;
  await show(page, begun);
  skippedMs = 0;
}

const notices: readonly Scene[] = [
  { name: "unknown", at: "notice/unknown", open: (page) => page.goto(`${world.url}/nowhere`) },
  { name: "expired", at: "notice/expired", open: (page) => page.goto(`${world.url}/flow/${"A".repeat(22)}`) },
  { name: "bad-request", at: "notice/bad-request", open: (page) => page.goto(`${world.url}/flow/callback`) },
  {
    name: "completed",
    at: "notice/completed",
    open: async (page, language) => {
      const begun = await begin(language, { scope: "openid" });
      await pass(begun);
      await show(page, begun);
    },
  },
  {
    name: "other-browser",
    at: "notice/other-browser",
    open: async (page, language) => page.goto((await begin(language)).answer.url),
  },
  {
    name: "untrusted",
    at: "notice/untrusted",
    open: (page) =>
      page.goto(authorize(`${world.url}/oidc`, { ...DEMO, redirectUri: "https://evil.example/" }).url.href),
  },
  {
    name: "too-large",
    at: "notice/too-large",
    open: async (page, language) => {
      await show(page, await pass(await begin(language)));
      await page.locator("input[name=cpr]").fill("1".repeat(70_000));
      await page.locator("button[name=action]").click();
      await page.locator("[data-screen='notice/too-large']").waitFor();
    },
  },
  {
    name: "logged-out",
    at: "notice/logged-out",
    open: async (page) => {
      await page.goto(`${world.url}/oidc/session/end`);
      // Without script the form waits for the person.
      if (await page.locator("[data-screen=forward]").isVisible()) await page.locator("form button").click();
      await page.locator("[data-screen='notice/logged-out']").waitFor();
    },
  },
];

/** Pages that go on by themselves, and are only seen without script. */
const onTheWay: readonly Scene[] = [
  {
    name: "the way to the end of the session",
    at: "forward",
    open: (page) => page.goto(`${world.url}/oidc/session/end`),
  },
  {
    name: "the way back to a service that wants its answer posted",
    at: "forward",
    open: async (page, language) => {
      const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
      const { http, answer } = await begin(language, { response_mode: "form_post" });
      await show(page, { http, answer: await answerClient(http, world, answer, person) });
      await page.locator("input[name=cpr]").fill(person.cpr ?? "");
      await page.locator("button[name=action]").click();
      await page.locator("[data-screen=forward]").waitFor();
    },
  },
];

const languages = ["en", "da"] as const;
const withAndWithoutScript = languages.flatMap((language) => [
  { language, script: "on" as const },
  { language, script: "off" as const },
]);

async function expectNoFaults(scene: Scene, language: Language, script: "on" | "off"): Promise<void> {
  expect(await inspector.inspect(scene, language, script)).toEqual({ at: scene.at, language, faults: [] });
}

describe.each(PROFILES)("in the profile %s there is no fault on", (name) => {
  beforeAll(() => {
    profile = name;
  });
  // Without script a profile is the same colours and widths on the same page: once is enough.
  const views = withAndWithoutScript.filter(({ script }) => script === "on" || name === "default");
  describe.each([...steps, ...failures])("$name", (scene) => {
    it.each(views)("in $language, script $script", ({ language, script }) => expectNoFaults(scene, language, script));
  });
});

describe("outside every log-in there is no fault on", () => {
  describe.each(notices)("$name", (scene) => {
    it.each(withAndWithoutScript)("in $language, script $script", ({ language, script }) =>
      expectNoFaults(scene, language, script),
    );
  });
  describe.each(onTheWay)("$name", (scene) => {
    it.each(languages)("in %s", (language) => expectNoFaults(scene, language, "off"));
  });
});
