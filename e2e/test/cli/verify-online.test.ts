import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createTestCa, type TestCa } from "@eid-gateway/oces-testing";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { runGateway } from "../../src/cli/run-gateway.js";
import { openVerificationDesk, SIGNED_AT, signLogIn, type VerificationDesk } from "../../src/cli/verification-desk.js";

let desk: VerificationDesk; // only for its folder
let server: Server;
let ca: TestCa;
let root: string;
let message: string;
let asked: string[];
beforeAll(async () => {
  desk = await openVerificationDesk();
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    if (request.url !== new URL(ca.issuing.crlUrl).pathname) return response.writeHead(404).end();
    response.end(ca.crl());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  ca = await createTestCa({ baseUrl, seed: "online", clock: { now: () => new Date(SIGNED_AT) } });
  root = desk.file("online-root.pem", ca.root.pem);
  message = desk.file("online.xml", signLogIn(await ca.issuePoces()));
});
beforeEach(() => {
  asked = [];
});
afterAll(async () => {
  await new Promise((resolve) => server?.close(resolve));
  desk?.remove();
});

const verify = (...args: string[]) => runGateway(["verify", "--at", SIGNED_AT, "--json", ...args, message]);

it("asks nobody unless told to", async () => {
  const { code } = await verify("--trust", root);
  expect([code, asked]).toEqual([3, []]);
});

it("asks the CA when told to, OCSP first", async () => {
  const { code, stdout } = await verify("--trust", root, "--online");
  expect(JSON.parse(stdout)).toMatchObject({ valid: true, revocation: { status: "good", source: "crl" } });
  expect(code).toBe(0);
  expect(asked.slice().sort()[0]).toMatch(/^GET .*\.crl$/);
  expect(asked.some((request) => request.startsWith("POST "))).toBe(true);
});

it("asks nobody named by certificates that reach no anchor", async () => {
  const { code } = await verify("--trust", desk.root, "--online");
  expect([code, asked]).toEqual([1, []]);
});

it("does not ask about the signer where a list at hand tells", async () => {
  const { code } = await verify("--trust", root, "--online", "--crl", desk.file("at-hand.crl", ca.crl()));
  expect(code).toBe(0);
  expect(asked.filter((request) => request.includes(new URL(ca.issuing.crlUrl).pathname))).toEqual([]);
});
