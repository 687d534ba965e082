import { ClientSSLSecurity, createClientAsync } from "soap";
import { afterAll, beforeAll, expect, test } from "vitest";
import { call, PATH, type ServiceUnderTest, startService } from "./service-under-test.js";

let service: ServiceUnderTest;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

/** The npm package `soap`, which knows the service by its description alone, over mutual TLS. */
async function connect(pidCpr: "match" | "lookup") {
  const { merchant, voces } = await service.subscribe(pidCpr);
  const key = Buffer.from(voces.privateKeyPem);
  const security = new ClientSSLSecurity(key, Buffer.from(voces.pem + voces.issuer.pem), [
    Buffer.from(service.ca.root.pem),
  ]);
  const { body } = await call(service, `${PATH}/pidws/?wsdl`, {});
  const { pathToFileURL } = await import("node:url");
  const { mkdtempSync, writeFileSync } = await import("node:fs");
  const { join } = await import("node:path");
  const { tmpdir } = await import("node:os");
  const file = join(mkdtempSync(join(tmpdir(), "wsdl-")), "pid.wsdl");
  writeFileSync(file, body);
  void pathToFileURL;
  const client = await createClientAsync(file);
  client.setSecurity(security);
  return { client, merchant };
}

test("describes itself", () => {
  expect(1).toBe(1);
});
