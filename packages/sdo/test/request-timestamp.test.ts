import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createTrust } from "@eid-gateway/oces";
import { answerTimestampRequest, type TestCa, type TimestampFault } from "@eid-gateway/oces-testing";
import { AsnConvert } from "@peculiar/asn1-schema";
import { TimeStampReq, TimeStampResp } from "@peculiar/asn1-tsp";
import { beforeAll, describe, expect, it } from "vitest";
import { readTimestampToken, requestTimestamp } from "../src/index.js";
import { createCa, NOW, trustIn } from "./ca.js";
import { createTsa, reply, type Tsa } from "./tsa.js";

const sha256 = createHash("sha256").update("what was there").digest();
let ca: TestCa;
let tsa: Tsa;
beforeAll(async () => {
  ca = await createCa();
  tsa = await createTsa(ca);
});

function request(fetch: typeof globalThis.fetch, more: Partial<Parameters<typeof requestTimestamp>[0]> = {}) {
  return requestTimestamp({ url: "http://tsa.test", fetch, clock: { now: () => NOW }, sha256, ...more });
}
const minutes = (count: number) => new Date(NOW.getTime() + count * 60_000);

describe("a request for a time-stamp", () => {
  it("gets a token over its digest", async () => {
    const token = readTimestampToken(await request(tsa.fetch(), { trust: trustIn(ca) }));
    expect(token).toMatchObject({ time: NOW, policy: "2.999.1" });
    expect(Buffer.from(token.imprint).equals(sha256)).toBe(true);
  });

  it("is one that another library reads: digest, nonce, and the wish for a certificate", async () => {
    let asked: TimeStampReq | undefined;
    const fetch: typeof globalThis.fetch = async (url, init) => {
      expect(init?.headers).toEqual({ "content-type": "application/timestamp-query" });
      asked = AsnConvert.parse(init?.body as Uint8Array, TimeStampReq);
      return tsa.fetch()(url, init);
    };
    await request(fetch);
    expect(asked).toMatchObject({ version: 1, certReq: true });
    expect(asked?.nonce?.byteLength).toBe(9);
    expect(Buffer.from(asked!.messageImprint.hashedMessage.buffer).equals(sha256)).toBe(true);
  });

  it("never has the same nonce twice", async () => {
    const nonces = await Promise.all([1, 2].map(async () => readTimestampToken(await request(tsa.fetch())).nonce));
    expect(new Set(nonces).size).toBe(2);
  });

  it("takes times to the millisecond", async () => {
    const at = new Date("2022-05-01T12:00:00.120Z");
    expect(readTimestampToken(await request(tsa.fetch({ at }))).time).toEqual(at);
  });

  it("is answered as another library reads it", async () => {
    const body = await (
      await tsa.fetch()("http://tsa.test", { body: new Uint8Array(await someRequest()) })
    ).arrayBuffer();
    expect(AsnConvert.parse(body, TimeStampResp).timeStampToken).toBeDefined();
  });
});

describe("an authority that lies", () => {
  it.each<[TimestampFault, string, RegExp]>([
    ["rejected", "timestamp-refused", /rejection, badAlg/],
    ["without-token", "bad-timestamp", /sent none/],
    ["wrong-imprint", "bad-timestamp", /other bytes/],
    ["other-hash", "bad-timestamp", /another hash/],
    ["wrong-nonce", "bad-timestamp", /nonce/],
    ["without-nonce", "bad-timestamp", /nonce/],
    ["without-certificate", "bad-timestamp", /did not come along/],
    ["damaged-signature", "bad-timestamp", /not made with that key/],
    ["without-signing-certificate", "bad-timestamp", /does not say for which certificate/],
    ["other-signing-certificate", "bad-timestamp", /did not come along/],
    ["other-content-type", "bad-timestamp", /no time-stamp/],
  ])("%s: %s", async (misbehave, code, message) => {
    await expect(request(tsa.fetch({ misbehave }))).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });

  it.each([
    ["a time to come", minutes(2), /time to come/],
    ["a time long ago", minutes(-2), /before it was asked/],
  ])("states %s", async (_name, at, message) => {
    await expect(request(tsa.fetch({ at }))).rejects.toThrow(message);
  });

  it.each(["not-critical", "among-others", "absent"] as const)("has a key whose purpose is %s", async (purpose) => {
    const other = await createTsa(ca, { purpose });
    await expect(request(other.fetch())).rejects.toThrow(/time-stamping alone/);
  });

  it("is nobody we trust", async () => {
    const trust = createTrust({ anchors: [`sha256:${"AB".repeat(32)}`] });
    await expect(request(tsa.fetch(), { trust })).rejects.toMatchObject({ code: "bad-timestamp" });
  });

  it("has a certificate that has expired", async () => {
    const other = await createTsa(ca, { notBefore: new Date("2019-01-01"), notAfter: new Date("2022-01-01") });
    await expect(request(other.fetch(), { trust: trustIn(ca) })).rejects.toThrow(/expired/);
  });
});

describe("an authority that is none, or not there", () => {
  it.each<[string, () => Promise<Response>, string, RegExp]>([
    [
      "an error of its web server",
      async () => reply(Buffer.from("no"), "text/html", 503),
      "timestamp-unavailable",
      /503/,
    ],
    [
      "a web page",
      async () => reply(Buffer.from("<html>"), "text/html; charset=utf-8"),
      "timestamp-unavailable",
      /text\/html/,
    ],
    [
      "nothing by name",
      async () => new Response(new Uint8Array(9)),
      "timestamp-unavailable",
      /not application\/timestamp-reply/,
    ],
    ["bytes that are none of ASN.1", async () => reply(Buffer.from("<html>")), "bad-timestamp", /Not an answer/],
    [
      "a token that is no CMS, granted",
      async () => reply(Buffer.from("300f3003020100300806022a03a0020500", "hex")),
      "bad-timestamp",
      /./,
    ],
    ["an empty answer", async () => reply(new Uint8Array()), "bad-timestamp", /Not an answer/],
    ["no connection", () => Promise.reject(new TypeError("fetch failed")), "timestamp-unavailable", /fetch failed/],
  ])("%s", async (_name, answer, code, message) => {
    await expect(request(answer)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });

  it("rejects what it cannot read", () => {
    expect(
      Buffer.from(answerTimestampRequest(Buffer.from("?"), { tsa: tsa.certificate, at: NOW })).toString("hex"),
    ).toBe("30093007020102030202 04".replaceAll(" ", ""));
  });

  it("an endless answer, over a real connection", async () => {
    const server = createServer((_request, response) => {
      response.writeHead(200, { "content-type": "application/timestamp-reply" });
      const send = () => {
        while (response.write(Buffer.alloc(64 * 1024))) if (response.destroyed) return;
        response.once("drain", send);
      };
      send();
    });
    await expect(askOver(server)).rejects.toMatchObject({ message: expect.stringMatching(/more than 131072 bytes/) });
  });

  it("an answer that never comes, over a real connection", async () => {
    await expect(
      askOver(
        createServer(() => {}),
        50,
      ),
    ).rejects.toMatchObject({ code: "timestamp-unavailable" });
  });

  it("an address that leads elsewhere", async () => {
    const server = createServer((_request, response) =>
      response.writeHead(302, { location: "http://169.254.169.254/" }).end(),
    );
    await expect(askOver(server)).rejects.toMatchObject({ code: "timestamp-unavailable" });
  });
});

async function askOver(server: ReturnType<typeof createServer>, timeoutMs?: number): Promise<Uint8Array> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return await request(globalThis.fetch, { url: `http://127.0.0.1:${port}/`, timeoutMs });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function someRequest(): Promise<Uint8Array> {
  let body: Uint8Array = new Uint8Array();
  await request(async (url, init) => {
    body = init?.body as Uint8Array;
    return tsa.fetch()(url, init);
  });
  return body;
}
