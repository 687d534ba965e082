/** A customer's server on the client kit, against the real gateway: orders, is told, fetches, verifies, packs and deletes. */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import {
  createResultVerifier,
  createSigningDesk,
  GatewayUnreachableError,
  type OrderWish,
  type PlacedOrder,
  type ResultVerifier,
  readReturn,
  readWebhook,
  type SigningDesk,
  SigningNotOverError,
  SigningRefusedError,
  SigningSecurityError,
} from "@eid-gateway/client-kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makePdf } from "../../src/browser/sign-by-hand.js";
import { openFile, press, signOn, wayBack } from "../../src/signing/sign-by-hand.js";
import { editFile } from "../../src/world/edit-customer.js";
import { openBrowser, type Person } from "../../src/world/log-in.js";
import { startWorld, type World } from "../../src/world/start-world.js";

const SECRET = "hook-secret";
const LETTER = Buffer.from("I owe you 100 kr.\n");
const SITE = "http://localhost:3999/signed";
type Named = Person & { readonly name: string; readonly pid?: string | undefined };

const now = new Date();
const clock = { now: () => now };
let world: World;
let anna: Named;
let desk: SigningDesk;
let verifier: ResultVerifier;
beforeAll(async () => {
  // Time stands still: the operator's answers about revocation hold for seconds.
  world = await startWorld({
    clock,
    editConfig: (folder) =>
      editFile(`${folder}/customers/demo/customer.yaml`, (yaml) =>
        yaml.replace("signing:\n", `signing:\n  notifications: { method: POST, secret: ${SECRET} }\n`),
      ),
  });
  anna = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
  desk = openDesk();
  verifier = openVerifier();
});
afterAll(() => world?.stop());

function openDesk(more: { readonly clientSecret?: string; readonly maxBytes?: number } = {}) {
  const account = { issuer: `${world.url}/oidc`, clientId: "demo-server", clientSecret: "demo-server-secret" };
  return createSigningDesk({ ...account, ...more });
}
function openVerifier(more: { readonly revocationHosts?: readonly string[]; readonly requestIssuer?: string } = {}) {
  const root = world.simulator.rootPem;
  const host = world.simulator.url;
  return createResultVerifier({
    signers: { environment: "test", anchors: [root] },
    seals: [root],
    revocationHosts: [host],
    requestIssuer: "Demo",
    clock,
    ...more,
  });
}
const wish = (more: Partial<OrderWish> = {}): OrderWish => ({
  documents: [{ title: "Letter", mediaType: "text/plain; charset=utf-8", bytes: LETTER }],
  language: "en",
  returnTo: SITE,
  ...more,
});
async function sign(order: PlacedOrder, person: Person = anna) {
  const browser = openBrowser();
  return signOn(browser, world, await browser.get(order.signingUrl), person);
}

describe("a customer's server on the kit", () => {
  it.each([
    ["nemid-sign", { methods: ["nemid-sign"] }, "nemid"],
    ["nemid-codefile-sign", { methods: ["nemid-codefile-sign"] }, "nemid"],
    ["nemid", { logInMethods: ["nemid"] }, "ltv-sdo"],
    ["nemid-codefile", { logInMethods: ["nemid-codefile"] }, "ltv-sdo"],
  ] as const)("has a text signed by %s, and verifies what comes of it", async (_name, ways, format) => {
    const order = await desk.order(wish({ ...ways, nationalId: anna.cpr!, isPackaged: true }));
    expect(await desk.results(order)).toEqual([]);
    const back = wayBack(await sign(order));
    expect(readReturn(back!)).toEqual({ orderId: order.id, end: "complete" });
    expect((await desk.waitForEnd(order)).status).toBe("COMPLETED");
    const [result, ...more] = await desk.results(order);
    expect([result?.documentId, more]).toEqual(["document-1", []]);
    const question = {
      documents: [LETTER],
      signer: { name: anna.name, uniqueId: anna.pid! },
      order: order.id,
    } as const;
    const verified = await verifier.verify({ ...question, bytes: result!.bytes });
    expect(verified).toMatchObject({ format, outcome: "valid", signers: [{ name: anna.name }] });
    const packed = await desk.packageOf(order);
    const whole = await verifier.verify({
      ...question,
      signer: { ...question.signer, nationalId: anna.cpr! },
      bytes: packed.bytes,
    });
    const offline = openVerifier({ revocationHosts: [] });
    expect((await offline.judge({ ...question, bytes: packed.bytes })).outcome).toBe("valid");
    expect(whole).toMatchObject({ format: "pades", outcome: "valid", time: { by: "time-stamp" } });
    expect(whole.answers.map(({ level }) => level)).toEqual(["proven", "proven", "proven", "proven", "proven"]);
    await desk.delete(order);
    expect(await desk.status(order)).toEqual({ status: "DELETED", documents: [] });
    await expect(desk.original(order, "document-1")).rejects.toMatchObject({ status: 404 });
  });

  it.each([
    ["native", "application/xml", "nemid"],
    ["ltv-sdo", "application/x-ltv-sdo", "ltv-sdo"],
  ] as const)("gets what was signed as it was asked for: %s", async (resultFormat, mediaType, format) => {
    const order = await desk.order(wish({ methods: ["nemid-sign"], resultFormat }));
    await sign(order);
    const [result] = await desk.results(order);
    expect(result?.mediaType).toBe(mediaType);
    const { bytes } = result!;
    expect(await verifier.verify({ bytes, documents: [LETTER], signer: "anybody" })).toMatchObject({ format });
  });

  it("is refused the native form of a log-in, which has none", async () => {
    const asked = desk.order(wish({ logInMethods: ["nemid"], resultFormat: "native" }));
    await expect(asked).rejects.toMatchObject({ code: "format-not-possible", places: ["tasks[0].signatureMethods"] });
  });

  it("has a PDF signed, and gets its own bytes back", async () => {
    const pdf = await makePdf();
    const documents = [{ title: "Loan", mediaType: "application/pdf", bytes: pdf, id: "loan" }] as const;
    const order = await desk.order(wish({ documents, methods: ["nemid-sign"] }));
    expect(Buffer.from((await desk.original(order, "loan")).bytes).equals(pdf)).toBe(true);
    const browser = openBrowser();
    const page = await browser.get(order.signingUrl);
    await openFile(browser, page);
    await signOn(browser, world, page, anna);
    const [result] = await desk.results(order);
    await verifier.verify({ bytes: result!.bytes, documents: [pdf], signer: "anybody" });
    const other = Buffer.from(pdf);
    other[100]! ^= 1;
    const question = { bytes: result!.bytes, documents: [other], signer: "anybody" } as const;
    await expect(verifier.verify(question)).rejects.toMatchObject({ code: "other-document" });
  });

  it("is called when it is over, and believes a call of the gateway's alone", async () => {
    const calls: { readonly request: IncomingMessage; readonly body: string }[] = [];
    const server = createServer(async (request, response) => {
      let body = "";
      for await (const chunk of request) body += chunk;
      calls.push({ request, body });
      response.writeHead(204).end();
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const site = `http://localhost:${(server.address() as AddressInfo).port}`;
    try {
      const order = await desk.order(wish({ methods: ["nemid-sign"], webhook: `${site}/hook` }));
      await sign(order);
      await world.runJobs();
      const [call, ...more] = calls;
      expect(more).toEqual([]);
      const received = {
        method: call!.request.method!,
        url: `${site}${call!.request.url}`,
        signature: call!.request.headers["x-signature"] as string,
        body: call!.body,
      };
      const terms = { secret: SECRET, now };
      expect(readWebhook(received, terms)).toEqual({ orderId: order.id, taskId: "task" });
      expect(() => readWebhook(received, { ...terms, secret: "other" })).toThrow(SigningSecurityError);
      expect((await desk.status(order)).status).toBe("COMPLETED");
    } finally {
      server.close();
    }
  });

  it("reads of a refusal and of a signing left for later at its own address", async () => {
    const order = await desk.order(wish({ methods: ["nemid-sign"], returnTo: `${SITE}?site=1` }));
    const browser = openBrowser();
    const later = wayBack(await press(browser, await browser.get(order.signingUrl), "postpone"))!;
    expect([readReturn(later).end, new URL(later).searchParams.get("site")]).toEqual(["postpone", "1"]);
    await expect(desk.waitForEnd(order, { forSeconds: 0 })).rejects.toBeInstanceOf(SigningNotOverError);
    const again = openBrowser();
    const page = await again.get(order.signingUrl);
    const end = await press(again, await again.get(`${page.url}/reject`), "reject");
    expect(readReturn(wayBack(end)!)).toEqual({ orderId: order.id, end: "reject" });
    expect((await desk.waitForEnd(order)).status).toBe("REJECTED");
    expect(await desk.results(order)).toEqual([]);
  });

  it("leaves nothing of what it uploaded at the gateway but the order", async () => {
    const order = await desk.order(wish({ methods: ["nemid-sign"] }));
    const calls = world.logLines.filter((line) => line.includes("/enterprise/sign/documents"));
    expect(calls.at(-1)).toContain('"DELETE"');
    expect(calls.at(-1)).toContain("204");
    expect(Buffer.from((await desk.original(order, "document-1")).bytes).equals(LETTER)).toBe(true);
  });
});

describe("a customer's server is told in types what is wrong", () => {
  it("with its own secret", async () => {
    const refusal = openDesk({ clientSecret: "wrong" }).order(wish({ methods: ["nemid-sign"] }));
    await expect(refusal).rejects.toMatchObject({ name: "SigningRefusedError", status: 401, code: "invalid_client" });
  });

  it("with a document that NemID could not show, with each finding", async () => {
    const bytes = Buffer.from(
      "<html><head><title>T</title></head><body><img src='a'><p onclick='b'>c</p></body></html>",
    );
    const documents = [{ title: "Page", mediaType: "text/html", bytes }] as const;
    const refusal = await desk.order(wish({ documents, methods: ["nemid-sign"] })).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(SigningRefusedError);
    const { status, places, findings } = refusal as SigningRefusedError;
    expect([status, places[0]]).toEqual([400, expect.stringMatching(/^tasks\[0\]\.documents\[0\]/)]);
    expect(findings.join()).toMatch(/img[\s\S]*onclick/);
  });

  it("with a method that the customer has not", async () => {
    const refusal = desk.order(wish({ methods: ["mitid"] }));
    await expect(refusal).rejects.toMatchObject({ name: "SigningRefusedError", status: 400 });
  });

  it("with a document that is larger than the service may send", async () => {
    const documents = [{ title: "Large", mediaType: "text/plain", bytes: Buffer.alloc(21 * 1024 * 1024, 97) }] as const;
    const refusal = desk.order(wish({ documents, methods: ["nemid-sign"] }));
    await expect(refusal).rejects.toMatchObject({ name: "SigningRefusedError", status: 413 });
  });

  it("with an answer that is larger than it wants", async () => {
    const order = await desk.order(wish({ methods: ["nemid-sign"] }));
    await expect(openDesk({ maxBytes: 10 }).status(order)).rejects.toMatchObject({ code: "too-large" });
  });

  it("with a gateway that is not there", async () => {
    const account = { clientId: "demo-server", clientSecret: "demo-server-secret" };
    const nobody = createSigningDesk({ ...account, issuer: "http://localhost:1/oidc" });
    await expect(nobody.order(wish({ methods: ["nemid-sign"] }))).rejects.toBeInstanceOf(GatewayUnreachableError);
  });
});

describe("a result that is genuine is refused all the same", () => {
  it.each([
    ["is somebody else's", { signer: { name: "Bo" } }, "other-signer"],
    ["is somebody else's by number", { signer: { uniqueId: "9208-2002-2-000000000000" } }, "other-signer"],
    ["cannot tell the number that is expected", { signer: { nationalId: "0101701234" } }, "signer-not-told"],
    ["is over another document", { documents: [Buffer.from("I owe you 200 kr.\n")] as [Buffer] }, "other-document"],
    ["is one where two were ordered", { documents: [LETTER, LETTER] as [Buffer, Buffer] }, "other-document"],
  ] as const)("when it %s", async (_when, more, code) => {
    const { bytes } = await signedByNemid();
    const question = { bytes, documents: [LETTER], signer: "anybody", ...more } as const;
    await expect(verifier.verify(question)).rejects.toMatchObject({ code });
  });

  it("when it was made for another service provider", async () => {
    const { bytes } = await signedByNemid();
    const question = { bytes, documents: [LETTER], signer: "anybody" } as const;
    const other = openVerifier({ requestIssuer: "Another" });
    await expect(other.verify(question)).rejects.toMatchObject({ code: "not-valid" });
    expect(await other.judge(question)).toMatchObject({ reason: "wrong-request-issuer" });
  });

  it("when nobody may be asked about revocation", async () => {
    const { bytes } = await signedByNemid();
    const question = { bytes, documents: [LETTER], signer: "anybody" } as const;
    const offline = openVerifier({ revocationHosts: [] });
    await expect(offline.verify(question)).rejects.toMatchObject({ code: "undetermined" });
  });

  let made: Promise<{ readonly bytes: Uint8Array }> | undefined;
  function signedByNemid() {
    made ??= (async () => {
      const order = await desk.order(wish({ methods: ["nemid-sign"] }));
      await sign(order);
      return (await desk.results(order))[0]!;
    })();
    return made;
  }
});
