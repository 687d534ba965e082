import { BUILT_IN_ANCHORS, createTrust, OcesError } from "@eid-gateway/oces";
import type { TestCa } from "@eid-gateway/oces-testing";
import { beforeAll, describe, expect, it } from "vitest";
import { createCa } from "./ca.js";

let ca: TestCa;
beforeAll(async () => {
  ca = await createCa();
});

describe("trust", () => {
  it("in an environment is in its roots and issuing CAs, and in none of the other's", () => {
    const { fingerprints } = createTrust({ environment: "test" });
    expect([...fingerprints]).toEqual(BUILT_IN_ANCHORS.test);
    expect(BUILT_IN_ANCHORS.production.filter((fingerprint) => fingerprints.has(fingerprint))).toEqual([]);
  });

  it("may be widened by certificates and fingerprints", () => {
    const trust = createTrust({
      environment: "test",
      anchors: [ca.root.pem + ca.issuing.pem, `sha256:${"ab".repeat(32)}`],
    });
    expect(trust.fingerprints.size).toBe(BUILT_IN_ANCHORS.test.length + 3);
    expect(trust.certificates).toHaveLength(2);
  });

  it("without an environment is in the given anchors alone", () => {
    expect([...createTrust({ anchors: [ca.root.pem] }).fingerprints]).toEqual([ca.root.sha256.toUpperCase()]);
  });

  it("in a built-in anchor alone is in its environment", () => {
    expect(createTrust({ anchors: [`sha256:${BUILT_IN_ANCHORS.production[0]}`] }).environment).toBe("production");
  });

  it.each([
    ["of nothing", {}],
    ["of both environments", { environment: "test" as const, anchors: [`sha256:${BUILT_IN_ANCHORS.production[0]}`] }],
    [
      "of both environments by fingerprints",
      { anchors: [BUILT_IN_ANCHORS.test[0], BUILT_IN_ANCHORS.production[0]].map((f) => `sha256:${f}`) },
    ],
    ["of a short fingerprint", { anchors: ["sha256:abcd"] }],
    ["of a fingerprint by another hash", { anchors: [`sha1:${"ab".repeat(20)}`] }],
    ["of a file's name", { anchors: ["/etc/ssl/root.pem"] }],
    ["of PEM that holds no certificate", { anchors: ["-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"] }],
    ["of a private key", { anchors: ["-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"] }],
  ])("%s is refused", (_name, given) => {
    expect(() => createTrust(given)).toThrow(OcesError);
    expect(() => createTrust(given)).toThrow(expect.objectContaining({ code: "bad-anchor" }));
  });
});
