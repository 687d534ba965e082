import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createTestCa, type TestCa } from "@eid-gateway/oces-testing";
import Koa from "koa";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { healthyPki, type PkiHealth } from "../../src/pki/pki-health.js";
import { pkiRoutes } from "../../src/pki/pki-routes.js";

/** A well-formed request, SHA-1, about serial 1 of an issuer nobody knows. */
const STRANGER_REQUEST = Buffer.from(
  `30423040303e303c303a300906052b0e03021a05000414${"11".repeat(20)}0414${"22".repeat(20)}020101`,
  "hex",
);

let server: Server;
let origin: string;
let ca: TestCa;
const health: PkiHealth = healthyPki();

beforeAll(async () => {
  server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  ca = await createTestCa({ baseUrl: origin, seed: "pki" });
  server.on("request", new Koa().use(pkiRoutes(ca, health).routes()).callback());
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});
beforeEach(() => Object.assign(health, healthyPki()));

const postOcsp = (body: Uint8Array, type = "application/ocsp-request") =>
  fetch(`${origin}/pki/ocsp`, { method: "POST", body: Buffer.from(body), headers: { "Content-Type": type } });

/** The first byte of the responseStatus, RFC 6960 section 4.2.1. */
const errorIn = async (answer: Response): Promise<number | undefined> => new Uint8Array(await answer.arrayBuffer())[4];

describe("published certificates", () => {
  test("the addresses in a certificate lead to its issuer and its list", async () => {
    const person = await ca.issuePoces();
    const access = new X509Certificate(person.pem).infoAccess ?? "";
    const caIssuers = /CA Issuers - URI:(\S+)/.exec(access)?.[1] ?? "";
    const issuer = await fetch(caIssuers);
    expect(issuer.headers.get("content-type")).toBe("application/pkix-cert");
    expect(Buffer.from(await issuer.arrayBuffer()).equals(ca.issuing.certificate)).toBe(true);
    const list = await fetch(person.issuer.crlUrl);
    expect([list.status, list.headers.get("content-type")]).toEqual([200, "application/pkix-crl"]);
  });

  test("the root is there as PEM, and its list as DER", async () => {
    expect(await (await fetch(`${origin}/pki/root.pem`)).text()).toBe(ca.root.pem);
    expect((await fetch(ca.root.crlUrl)).status).toBe(200);
  });

  test.each(["nobody.cer", "nobody.crl", "..%2froot.pem", "root.key", ""])("%s is not there", async (name) => {
    expect((await fetch(`${origin}/pki/${name}`)).status).toBe(404);
  });

  test("a CA added later is published at once, and a revocation is in the next list", async () => {
    const second = await ca.addIssuingCa();
    expect((await fetch(second.caIssuersUrl)).status).toBe(200);
    const person = await ca.issuePoces({ issuer: second });
    const listed = async () =>
      Buffer.from(await (await fetch(second.crlUrl)).arrayBuffer()).includes(Buffer.from(person.serial, "hex"));
    expect(await listed()).toBe(false);
    ca.revoke(person.serial);
    expect(await listed()).toBe(true);
  });
});

describe("the OCSP responder", () => {
  test("answers a posted request", async () => {
    const answer = await postOcsp(STRANGER_REQUEST);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/ocsp-response"]);
    expect(await errorIn(answer)).toBe(6);
  });

  test("answers the same request in the path", async () => {
    const path = encodeURIComponent(STRANGER_REQUEST.toString("base64"));
    expect(await errorIn(await fetch(`${origin}/pki/ocsp/${path}`))).toBe(6);
  });

  test("answers garbage as the protocol wants it", async () => {
    expect(await errorIn(await postOcsp(Buffer.from("garbage")))).toBe(1);
    expect(await errorIn(await fetch(`${origin}/pki/ocsp/garbage`))).toBe(1);
  });

  test("refuses another content type and too much", async () => {
    expect((await postOcsp(STRANGER_REQUEST, "application/octet-stream")).status).toBe(415);
    expect((await postOcsp(Buffer.alloc(8193))).status).toBe(413);
  });
});

describe("switches", () => {
  test("a source that is down says 503, and comes back", async () => {
    Object.assign(health, { ocsp: "down", crl: "down" });
    expect((await postOcsp(STRANGER_REQUEST)).status).toBe(503);
    expect((await fetch(ca.issuing.crlUrl)).status).toBe(503);
    Object.assign(health, healthyPki());
    expect((await postOcsp(STRANGER_REQUEST)).status).toBe(200);
    expect((await fetch(ca.issuing.crlUrl)).status).toBe(200);
  });

  test("nonsense comes with 200 as a web page", async () => {
    Object.assign(health, { ocsp: "nonsense", crl: "nonsense" });
    for (const answer of [await postOcsp(STRANGER_REQUEST), await fetch(ca.issuing.crlUrl)]) {
      expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    }
  });

  test("a source that is slow keeps whoever asks waiting", async () => {
    Object.assign(health, { ocsp: "slow", crl: "slow" });
    const asking = { signal: AbortSignal.timeout(100) };
    await expect(fetch(ca.issuing.crlUrl, asking)).rejects.toThrow(/timeout/);
    const post = { method: "POST", body: STRANGER_REQUEST, headers: { "Content-Type": "application/ocsp-request" } };
    await expect(fetch(`${origin}/pki/ocsp`, { ...post, ...asking })).rejects.toThrow(/timeout/);
  });

  test("named faults reach the answers", async () => {
    health.ocsp = { error: "tryLater" };
    health.crl = { nextUpdate: new Date("2020-01-01T00:00:00Z"), thisUpdate: new Date("2019-12-31T00:00:00Z") };
    expect(await errorIn(await postOcsp(STRANGER_REQUEST))).toBe(3);
    const list = Buffer.from(await (await fetch(ca.issuing.crlUrl)).arrayBuffer());
    expect(list.includes("200101000000Z")).toBe(true);
  });
});
