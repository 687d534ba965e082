import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerClient, answerCpr, codeOn, headingOf, openBrowser } from "../../src/world/log-in.js";
import { authorize, DEMO } from "../../src/world/oidc-client.js";
import { startWorld, type World } from "../../src/world/start-world.js";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.stop());

async function reachCprPage(extra: Readonly<Record<string, string>> = {}) {
  const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
  const browser = openBrowser();
  const { url } = authorize(`${world.url}/oidc`, DEMO, extra);
  return { person, browser, page: await answerClient(browser, world, await browser.get(url), person) };
}

describe("the CPR number", () => {
  it("is that of a day raised by sixty, as every generated one is", async () => {
    const { person, browser, page } = await reachCprPage();
    expect(Number(person.cpr?.slice(0, 2))).toBeGreaterThan(60);
    expect((await answerCpr(browser, page, person.cpr ?? "")).status).toBe(0);
  });

  it.each(["%s", " %s ", "hyphen"])("may be typed as %j", async (form) => {
    const { person, browser, page } = await reachCprPage();
    const cpr = person.cpr ?? "";
    const typed = form === "hyphen" ? `${cpr.slice(0, 6)}-${cpr.slice(6)}` : form.replace("%s", cpr);
    expect((await answerCpr(browser, page, typed)).status).toBe(0);
  });

  it("ends the flow at the third number that is somebody else's", async () => {
    const { browser, page } = await reachCprPage();
    const second = await answerCpr(browser, page, "6101701234");
    expect(second.text).toContain('role="alert"');
    const third = await answerCpr(browser, second, "6101701235");
    const end = await answerCpr(browser, third, "6101701236");
    expect(codeOn(end)).toBe("nemid:cprmismatch");
    expect(
      end.forms.some(({ names }) => names.includes("action")),
      "no other try",
    ).toBe(false);
  });

  it.each(["", "123", "6113701234", "3002701234", "abcdefghij", "61017012345", "6101701234; DROP"])(
    "costs no try when it is malformed: %j",
    async (typed) => {
      const { person, browser, page } = await reachCprPage();
      let shown = page;
      for (let at = 0; at < 4; at += 1) shown = await answerCpr(browser, shown, typed);
      expect(shown.text).toContain('role="alert"');
      expect((await answerCpr(browser, shown, person.cpr ?? "")).status).toBe(0);
    },
  );

  it("is never shown when the service gave it: consent to check it is enough, and a miss falls back to typing", async () => {
    const right = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
    const browser = openBrowser();
    const { url } = authorize(`${world.url}/oidc`, DEMO, { login_hint: `subject-${right.cpr}` });
    const page = await answerClient(browser, world, await browser.get(url), right);
    expect(page.text).not.toContain(right.cpr);
    expect(page.text).not.toContain(right.cpr?.slice(0, 6));
    const consent = page.forms.find(({ names }) => names.includes("action"))!;
    const end = await browser.submit(page, consent, { action: "check" });
    expect(end.status, headingOf(end)).toBe(0);

    const wrong = await reachCprPage({ login_hint: "subject-6101701234" });
    expect(wrong.page.text).not.toContain("6101701234");
    const form = wrong.page.forms.find(({ names }) => names.includes("action"))!;
    const typing = await wrong.browser.submit(wrong.page, form, { action: "check" });
    expect(typing.text).not.toContain("6101701234");
    expect((await answerCpr(wrong.browser, typing, wrong.person.cpr ?? "")).status).toBe(0);
  });
});
