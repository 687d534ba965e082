import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { inspectPage } from "../../src/browser/inspect-page.js";
import { beginWithKeyFile, codeFileClientOf, giveKeyFile, type KeyFile } from "../../src/browser/key-file-by-hand.js";
import { typeCpr } from "../../src/browser/log-in-by-hand.js";
import { WORDS } from "../../src/browser/words.js";
import { DEMO, KOMMUNE, redeem, userinfo } from "../../src/world/oidc-client.js";
import { setTheStage } from "./at-the-browser.js";

const stage = setTheStage();
const ATTRIBUTES = { ...DEMO, scope: "openid profile signicat.national_id nemid" };

type Identity = Awaited<ReturnType<typeof stage.newPerson>>;
const newEmployee = () => stage.world.simulator.createIdentity({ kind: "MOCES", autofill: true });
const p12Of = ({ keyFile }: Identity): KeyFile => ({
  name: "key.p12",
  content: Buffer.from(keyFile.p12, "base64"),
  password: keyFile.password,
});
const htmlOf = ({ keyFile }: Identity): KeyFile => ({
  name: "key.html",
  content: Buffer.from(keyFile.html),
  password: keyFile.password,
});

async function claimsOf(party: typeof DEMO, answer: URLSearchParams, verifier: string) {
  const issuer = `${stage.world.url}/oidc`;
  const { body } = await redeem(issuer, party, answer.get("code") ?? "", verifier);
  return userinfo(issuer, body.access_token);
}
async function expectPage(page: Page, code: string, heading: string): Promise<void> {
  await page.locator(`[data-code="${code}"]`).waitFor();
  expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(heading);
  expect(await inspectPage(page)).toEqual([]);
}

describe("a person logs in with a key file in a browser", () => {
  it.each([
    ["PKCS#12", "en", p12Of],
    ["HTML", "da", htmlOf],
  ] as const)("of the kind %s, language %s, as an employee", async (_kind, language, fileOf) => {
    const employee = await newEmployee();
    const page = await (await stage.visit()).newPage();
    const { verifier, back } = await beginWithKeyFile(page, stage.world, KOMMUNE, language);
    const client = await page.locator("#codefile_iframe").boundingBox();
    expect([client?.width, client?.height], "the least that the client needs").toEqual([500, 450]);
    await giveKeyFile(page, fileOf(employee), language);
    const answer = await back();
    expect(await claimsOf(KOMMUNE, answer, verifier)).toMatchObject({ name: employee.name });
  });

  it("as a person, with the CPR number afterwards, after a password that was wrong", async () => {
    const person = await stage.newPerson();
    const page = await (await stage.visit()).newPage();
    const { verifier, back } = await beginWithKeyFile(page, stage.world, ATTRIBUTES, "en");
    await giveKeyFile(page, { ...p12Of(person), password: "wrong" }, "en");
    const refusal = { hasText: "The password does not open the key file." };
    await codeFileClientOf(page).getByRole("alert").filter(refusal).waitFor();
    await giveKeyFile(page, p12Of(person), "en");
    await page.getByLabel(WORDS.en.cpr, { exact: true }).waitFor();
    await typeCpr(page, person.cpr ?? "");
    const answer = await back();
    expect(await claimsOf(ATTRIBUTES, answer, verifier)).toMatchObject({
      "signicat.national_id": person.cpr,
      "nemid.pid": person.pid,
      "nemid.login_type": "keyfile",
    });
  });
});

describe("a log-in with a key file that comes to nothing", () => {
  it.each(["en", "da"] as const)(
    "is a cancel when the person presses the client's own Cancel, in %s",
    async (language) => {
      const page = await (await stage.visit()).newPage();
      const { state, back } = await beginWithKeyFile(page, stage.world, DEMO, language);
      const words = WORDS[language];
      await codeFileClientOf(page).getByRole("button", { name: words.clientCancel }).click();
      await expectPage(page, "nemid:client:CAN002", words.cancelled);
      await page.getByRole("button", { name: words.back }).click();
      const answer = await back();
      expect([answer.get("error"), answer.get("state")]).toEqual(["access_denied", state]);
      expect(answer.get("error_description")).toContain("urn:signicat:error:usercancel; ");
    },
  );

  it("is refused by its code, which the client tells, and can be tried again", async () => {
    const employee = await newEmployee();
    const page = await (await stage.visit()).newPage();
    const { back } = await beginWithKeyFile(page, stage.world, DEMO, "en");
    const frame = page.frame({ url: (url) => url.pathname === "/codefile" })!;
    await frame.evaluate(() =>
      parent.postMessage(JSON.stringify({ command: "logonError", content: btoa("LIB002") }), "*"),
    );
    await expectPage(page, "nemid:client:LIB002", WORDS.en.refused);
    await page.getByRole("button", { name: WORDS.en.retry }).click();
    await giveKeyFile(page, p12Of(employee), "en");
    expect((await back()).get("code")).toBeTruthy();
  });

  it("does nothing about messages that do not come from the client's frame", async () => {
    const employee = await newEmployee();
    const page = await (await stage.visit()).newPage();
    const { back } = await beginWithKeyFile(page, stage.world, DEMO, "en");
    const address = page.url();
    for (const command of ["logonCancel", "logonError", "allChunk", "changeResponseAndSubmit"]) {
      await page.evaluate((said) => window.postMessage(JSON.stringify({ command: said, content: "" }), "*"), command);
    }
    expect(page.url()).toBe(address);
    await giveKeyFile(page, p12Of(employee), "en");
    expect((await back()).get("code")).toBeTruthy();
  });

  it("sends the gateway a signature and nothing else of the file, and the operator nothing at all", async () => {
    const employee = await newEmployee();
    const page = await (await stage.visit()).newPage();
    const { back } = await beginWithKeyFile(page, stage.world, DEMO, "en");
    const posts: { readonly to: string; readonly fields: URLSearchParams }[] = [];
    const origins = new Set<string>();
    page.on("request", (request) => {
      origins.add(new URL(request.url()).origin);
      const body = request.postData();
      if (body !== null) posts.push({ to: new URL(request.url()).origin, fields: new URLSearchParams(body) });
    });
    await giveKeyFile(page, p12Of(employee), "en");
    await back();
    expect(origins).not.toContain(new URL(stage.world.simulator.url).origin);
    const [post, ...more] = posts;
    expect([post?.to, more]).toEqual([stage.world.url, []]);
    expect([...(post?.fields.keys() ?? [])].sort()).toEqual(["result", "signature", "step"]);
    const message = Buffer.from(post?.fields.get("signature") ?? "", "base64").toString();
    expect(message).toContain('Id="OpensignSignature"');
    expect(message).not.toContain(employee.keyFile.password);
  });
});
