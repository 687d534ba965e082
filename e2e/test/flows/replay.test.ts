import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  answerClient,
  answerCpr,
  clientAnswer,
  codeOn,
  headingOf,
  openBrowser,
  postResponse,
} from "../../src/world/log-in.js";
import { authorize, DEMO } from "../../src/world/oidc-client.js";
import { startWorld, type World } from "../../src/world/start-world.js";

const MINUTE = 60_000;
let world: World;
let issuer = "";
let skippedMs = 0;
const clock = { now: () => new Date(Date.now() + skippedMs) };

beforeAll(async () => {
  world = await startWorld({ clock });
  issuer = `${world.url}/oidc`;
});
afterAll(() => world?.stop());

const WITHOUT_CPR = { ...DEMO, scope: "openid profile" };
const begin = async () => {
  const browser = openBrowser();
  return { browser, page: await browser.get(authorize(issuer, WITHOUT_CPR).url) };
};
const logged = (code: string) => world.logLines.some((line) => line.includes(`"code":"${code}"`));

describe("a response that was used before", () => {
  it("changes nothing when it is posted to the same step again, and leads where the first one led", async () => {
    const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
    const browser = openBrowser();
    const page = await browser.get(authorize(issuer, DEMO).url);
    const response = await clientAnswer(world, page, person);
    const first = await postResponse(browser, page, response);
    const second = await postResponse(browser, page, response);
    expect(headingOf(second)).toBe(headingOf(first));
    expect(logged("replayed")).toBe(true);
    expect((await answerCpr(browser, first, person.cpr ?? "")).status).toBe(0);
  });

  it("is refused in another flow", async () => {
    const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
    const one = await begin();
    const response = await clientAnswer(world, one.page, person);
    const other = await begin();
    const refused = await postResponse(other.browser, other.page, response);
    expect(codeOn(refused)).toBe("nemid:invalidresponse");
    expect(logged("nemid:invalidresponse")).toBe(true);
    expect((await postResponse(one.browser, one.page, response)).status, "its own flow goes on").toBe(0);
  });

  it("is refused after another try was begun in the same flow", async () => {
    const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
    const { browser, page } = await begin();
    const response = await clientAnswer(world, page, person);
    const cancelled = await postResponse(browser, page, Buffer.from("CAN002").toString("base64"));
    const retry = cancelled.forms.find(({ names }) => names.includes("action"))!;
    const again = await browser.submit(cancelled, retry, { action: "retry" });
    expect(codeOn(await postResponse(browser, again, response))).toBe("nemid:invalidresponse");
  });

  it("is refused when the person's previous answer comes back", async () => {
    const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
    const one = await begin();
    await answerClient(one.browser, world, one.page, person);
    world.simulator.setScenario(person.alias, { scenario: "replay" });
    const other = await begin();
    expect(codeOn(await answerClient(other.browser, world, other.page, person))).toBe("nemid:invalidresponse");
  });
});

describe("a hundred posts of one response at the same moment", () => {
  it("have one winner; the others land on the flow's current step", async () => {
    const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
    const browser = openBrowser();
    const page = await browser.get(authorize(issuer, DEMO).url);
    const response = await clientAnswer(world, page, person);
    const before = world.logLines.length;
    const pages = await Promise.all(Array.from({ length: 100 }, () => postResponse(browser, page, response)));
    expect(new Set(pages.map(headingOf)).size).toBe(1);
    expect(pages.every(({ forms }) => forms.some(({ names }) => names.includes("cpr")))).toBe(true);
    const lost = world.logLines.slice(before).filter((line) => line.includes('"code":"replayed"'));
    expect(lost).toHaveLength(99);
    expect((await answerCpr(browser, pages[50]!, person.cpr ?? "")).status).toBe(0);
  });
});

describe("a person who takes too long", () => {
  it("is told so, offered another try, and the answer that came too late is not taken", async () => {
    const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
    const { browser, page } = await begin();
    const response = await clientAnswer(world, page, person);
    skippedMs += 16 * MINUTE;
    const late = await postResponse(browser, page, response);
    expect(codeOn(late)).toBe("timeout");
    const retry = late.forms.find(({ names }) => names.includes("action"))!;
    const again = await browser.submit(late, retry, { action: "retry" });
    expect((await answerClient(browser, world, again, person)).status).toBe(0);
  });

  it("can still be sent back to the service, which learns why", async () => {
    const { browser, page } = await begin();
    skippedMs += 31 * MINUTE;
    const late = await browser.get(page.url);
    expect(codeOn(late)).toBe("timeout");
    expect(
      late.forms.some(({ names }) => names.includes("action")),
      "no retry: the hard limit is over",
    ).toBe(false);
    const back = late.forms.find(({ names }) => names.includes("cancel"))!;
    const end = new URL((await browser.submit(late, back, { cancel: "1" })).url);
    expect(end.searchParams.get("error_description")).toMatch(/^urn:signicat:error:timeout; /);
  });

  it("is told that the log-in has expired when nothing is left of it", async () => {
    const { browser, page } = await begin();
    skippedMs += 61 * MINUTE;
    const late = await browser.get(page.url);
    expect(late.status).toBe(410);
    expect(late.forms).toEqual([]);
  });
});

describe("a flow in a browser that did not begin it", () => {
  it("is not shown and not advanced", async () => {
    const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
    const { browser, page } = await begin();
    const stranger = openBrowser();
    expect((await stranger.get(page.url)).status).toBe(403);
    const response = await clientAnswer(world, page, person);
    expect((await postResponse(stranger, page, response)).status).toBe(403);
    expect((await postResponse(browser, page, response)).status, "its own browser goes on").toBe(0);
  });

  it("is not ended by a cookie of another flow", async () => {
    const one = await begin();
    const other = await begin();
    const stolen = other.browser.cookies.headerFor(new URL(other.page.url));
    const answer = await fetch(one.page.url, { headers: { cookie: stolen } });
    expect(answer.status).toBe(403);
  });
});
