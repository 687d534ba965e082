import { X509Certificate } from "node:crypto";
import { createTestCa, type TestCa } from "@eid-gateway/oces-testing";
import { beforeEach, expect, test } from "vitest";
import { loadServerCertificate } from "../../src/pki/server-certificate.js";

const HOSTS = ["localhost", "127.0.0.1", "::1"];

let now: Date;
let ca: TestCa;
const clock = { now: () => now };
beforeEach(async () => {
  now = new Date("2026-03-02T10:00:00Z");
  ca = await createTestCa({ baseUrl: "http://localhost:8090", clock });
});

test("speaks for every host it is asked to", async () => {
  const certificate = new X509Certificate((await loadServerCertificate(ca, HOSTS, clock)).pem);
  expect(certificate.checkHost("localhost")).toBe("localhost");
  expect([certificate.checkIP("127.0.0.1"), certificate.checkIP("::1")]).toEqual(["127.0.0.1", "::1"]);
  expect(certificate.checkHost("evil.example")).toBeUndefined();
});

test("is kept while it lasts, for the same hosts or fewer", async () => {
  const first = await loadServerCertificate(ca, HOSTS, clock);
  expect(await loadServerCertificate(ca, ["localhost"], clock)).toBe(first);
});

test("is replaced for another host, and in its last month", async () => {
  const first = await loadServerCertificate(ca, HOSTS, clock);
  expect(await loadServerCertificate(ca, ["simulator.example"], clock)).not.toBe(first);
  now = new Date(first.notAfter.getTime() - 86_400_000);
  expect((await loadServerCertificate(ca, HOSTS, clock)).notAfter > first.notAfter).toBe(true);
});
