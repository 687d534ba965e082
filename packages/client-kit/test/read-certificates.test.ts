import { createTestCa, testKeys } from "@eid-gateway/oces-testing";
import { beforeAll, describe, expect, it } from "vitest";
import { readCertificates } from "../src/index.js";

describe("certificates in a PEM text", () => {
  const pems: string[] = [];
  beforeAll(async () => {
    const ca = await createTestCa({ baseUrl: "http://localhost:8090", keys: testKeys() });
    for (const _ of [1, 2]) pems.push((await ca.issueFoces()).pem);
  });

  it("are read in their order, with whatever stands between them", () => {
    const read = readCertificates(`current:\n${pems[0]}\r\nnext:\r\n${pems[1]?.replaceAll("\n", "\r\n")}`);
    expect(read.map((certificate) => certificate.toString().trim())).toEqual(pems.map((pem) => pem.trim()));
  });

  it.each(["", "no certificate", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"])(
    "are missed where there is none: %j",
    (text) => {
      expect(() => readCertificates(text)).toThrow("no certificate");
    },
  );

  it("that are broken are refused, each by its place", () => {
    const broken = (pems[0] ?? "").replace(/[A-Za-z0-9+/]{60}\n/, "");
    expect(() => readCertificates(`${pems[1]}\n${broken}`)).toThrow("certificate 2");
  });
});
