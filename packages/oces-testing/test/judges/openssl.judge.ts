import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import {
  type CaCertificate,
  type CaOptions,
  type CertificateFaults,
  createTestCa,
  type IssuedCertificate,
  type OcspOptions,
  type PocesOptions,
  type TestCa,
} from "@eid-gateway/oces-testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openWorkbench, type Workbench } from "./workbench.js";

let ca: TestCa;
let bench: Workbench;
beforeAll(async () => {
  [ca, bench] = [await createTestCa({ baseUrl: "http://localhost:8090" }), openWorkbench()];
  bench.file("root.pem", ca.root.pem);
  bench.file("issuing.pem", ca.issuing.pem);
});
afterAll(() => bench.clear());

const pemOfList = (der: Uint8Array): string =>
  `-----BEGIN X509 CRL-----\n${Buffer.from(der)
    .toString("base64")
    .match(/.{1,64}/g)!
    .join("\n")}\n-----END X509 CRL-----\n`;

/** The strictest chain check OpenSSL has: RFC 5280 to the letter, policies, and the lists of every level. */
function verify({ pem }: IssuedCertificate, list = ca.crl()) {
  const lists = bench.file("lists.pem", pemOfList(list) + pemOfList(ca.crl({ issuer: ca.root })));
  const files = ["-CAfile", bench.path("root.pem"), "-untrusted", bench.path("issuing.pem"), "-CRLfile", lists];
  return bench.ask(
    "openssl",
    "verify",
    "-x509_strict",
    "-policy_check",
    "-crl_check_all",
    ...files,
    bench.file("leaf.pem", pem),
  );
}

describe("openssl verify", () => {
  test.each(["issuePoces", "issueMoces", "issueVoces", "issueFoces"] as const)("accepts %s", async (issue) => {
    expect(await verify(await ca[issue]({ email: "a@example.dk" }))).toMatchObject({ content: true });
  });

  test("accepts a server", async () => {
    expect(await verify(await ca.issueServer({ hosts: ["localhost", "127.0.0.1", "::1"] }))).toMatchObject({
      content: true,
    });
  });

  const faults: [string, CertificateFaults & { notAfter?: Date; notBefore?: Date; revoked?: boolean }, RegExp][] = [
    ["revoked", { revoked: true }, /certificate revoked/],
    ["expired", { notBefore: new Date("2020-01-01"), notAfter: new Date("2021-01-01") }, /certificate has expired/],
    ["early", { notBefore: new Date("2036-01-01") }, /not yet valid/],
    ["damaged", { damagedSignature: true }, /signature failure/],
    [
      "unknown critical extension",
      { extraExtensions: [{ oid: "1.2.3.4", critical: true, value: Uint8Array.from([5, 0]) }] },
      /unhandled critical extension/,
    ],
    ["no authority key identifier", { withoutAuthorityKeyId: true }, /Missing Authority Key Identifier/],
  ];
  test.each(faults)("refuses: %s", async (_name, options, reason) => {
    const { content, said } = await verify(await ca.issuePoces(options));
    expect(content).toBe(false);
    expect(said).toMatch(reason);
  });

  test.each([
    ["stale", () => ca.crl({ thisUpdate: new Date("2025-01-01") }), /CRL has expired/],
    ["damaged", () => ca.crl({ damagedSignature: true }), /CRL signature failure/],
    ["signed by the root", () => ca.crl({ signedBy: ca.root }), /CRL signature failure/],
    [
      "with an unknown critical extension",
      () => ca.crl({ unknownCriticalExtension: true }),
      /unhandled critical CRL extension/,
    ],
  ] as const)("refuses a list that is %s", async (_name, list, reason) => {
    const { content, said } = await verify(await ca.issuePoces(), list());
    expect(content).toBe(false);
    expect(said).toMatch(reason);
  });
});

/** Whether OpenSSL finds a way from a holder to a root through these certificates. */
function chain(holder: IssuedCertificate, root: CaCertificate, between: readonly CaCertificate[], ...flags: string[]) {
  const untrusted = bench.file("between.pem", between.map(({ pem }) => pem).join(""));
  const [anchor, leaf] = [bench.file("anchor.pem", root.pem), bench.file("holder.pem", holder.pem)];
  return bench.ask("openssl", "verify", "-x509_strict", ...flags, "-CAfile", anchor, "-untrusted", untrusted, leaf);
}

describe("openssl verify, on what CAs demand", () => {
  const POLICY = "1.2.208.169.1.1.1.1";

  async function below(demands: CaOptions, holder: PocesOptions = {}, ...flags: string[]) {
    const issuing = await ca.addIssuingCa(demands);
    return chain(await ca.issuePoces({ issuer: issuing, ...holder }), ca.root, [issuing], ...flags);
  }

  test.each<[string, CaOptions, PocesOptions]>([
    ["names inside what is permitted", { nameConstraints: { permitted: [{ directory: [["country", "DK"]] }] } }, {}],
    [
      "names outside what is excluded",
      { nameConstraints: { excluded: [{ email: "evil.example" }] } },
      { email: "a@good.example" },
    ],
    [
      "a demand for a policy that is there",
      { policyConstraints: { requireExplicitPolicy: 0 }, policy: POLICY },
      { policy: POLICY },
    ],
  ])("accepts %s", async (_what, demands, holder) => {
    expect(await below(demands, holder, "-policy_check", "-policy", POLICY)).toMatchObject({ content: true });
  });

  test.each<[string, CaOptions, PocesOptions, RegExp]>([
    [
      "another country than permitted",
      { nameConstraints: { permitted: [{ directory: [["country", "SE"]] }] } },
      {},
      /permitted subtree violation/,
    ],
    [
      "an excluded mail domain",
      { nameConstraints: { excluded: [{ email: "evil.example" }] } },
      { email: "a@evil.example" },
      /excluded subtree violation/,
    ],
    [
      "no policy where one is demanded",
      { policyConstraints: { requireExplicitPolicy: 0 } },
      { policy: "absent" },
      /no explicit policy/,
    ],
    [
      "anyPolicy where it ended",
      { inhibitAnyPolicy: 0, policyConstraints: { requireExplicitPolicy: 0 }, policy: POLICY },
      { policy: "2.5.29.32.0" },
      /no explicit policy/,
    ],
  ])("refuses %s", async (_what, demands, holder, reason) => {
    const { content, said } = await below(demands, holder, "-policy_check", "-policy", POLICY);
    expect(content).toBe(false);
    expect(said).toMatch(reason);
  });

  test("maps a policy", async () => {
    const demands = {
      policy: POLICY,
      policyMappings: [[POLICY, "1.2.3.2"]],
      policyConstraints: { requireExplicitPolicy: 0 },
    } as const;
    expect(await below(demands, { policy: "1.2.3.2" }, "-policy_check", "-policy", POLICY)).toMatchObject({
      content: true,
    });
    expect(await below(demands, { policy: "1.2.3.3" }, "-policy_check", "-policy", POLICY)).toMatchObject({
      content: false,
    });
  });

  test("refuses a CA below a path length of 0, but not a self-issued one", async () => {
    const limited = await ca.addIssuingCa({ basicConstraints: { ca: true, pathLength: 0 } });
    const under = await ca.addIssuingCa({ issuer: limited });
    const refused = await chain(await ca.issuePoces({ issuer: under }), ca.root, [limited, under]);
    expect(refused.said).toMatch(/path length constraint exceeded/);
    const { newWithOld } = await ca.rollOver(limited);
    expect(await chain(await ca.issuePoces({ issuer: newWithOld }), ca.root, [limited, newWithOld])).toMatchObject({
      content: true,
    });
  });

  test("goes through a root's change of key in both directions", async () => {
    const { renewed, newWithOld, oldWithNew } = await ca.rollOver();
    const young = await ca.addIssuingCa({ issuer: renewed });
    const [old, fresh] = [await ca.issuePoces(), await ca.issuePoces({ issuer: young })];
    expect(await chain(fresh, ca.root, [young, newWithOld])).toMatchObject({ content: true });
    expect(await chain(old, renewed, [ca.issuing, oldWithNew])).toMatchObject({ content: true });
    expect(await chain(old, renewed, [ca.issuing])).toMatchObject({ content: false });
  });

  test("finds the way through a cross-signed CA to another root", async () => {
    const other = await createTestCa({ baseUrl: "http://localhost:8091", name: "Another" });
    const cross = await other.addIssuingCa({ of: ca.issuing });
    const person = await ca.issuePoces();
    expect(await chain(person, other.root, [cross])).toMatchObject({ content: true });
    expect(await chain(person, other.root, [ca.issuing])).toMatchObject({ content: false });
  });
});

test("openssl crl reads 4 000 entries", async () => {
  const file = bench.file("long.crl", ca.crl({ fillerEntries: 4000 }));
  const { said } = await bench.ask("openssl", "crl", "-inform", "DER", "-in", file, "-noout", "-text");
  expect(said.match(/Serial Number: 4F/g)).toHaveLength(4000);
});

describe("openssl ocsp", () => {
  let responder: Server;
  let faults: OcspOptions = {};
  beforeAll(async () => {
    responder = createServer(async (request, response) => {
      const body = Buffer.concat(await request.toArray());
      response.setHeader("Content-Type", "application/ocsp-response").end(await ca.ocsp(body, faults));
    }).listen(0, "127.0.0.1");
    await once(responder, "listening");
  });
  afterAll(() => responder.close());

  function ask(holder: IssuedCertificate, options: OcspOptions = {}, hash = "-sha1") {
    faults = options;
    const about = ["-issuer", bench.path("issuing.pem"), hash, "-cert", bench.file("asked.pem", holder.pem)];
    const { port } = responder.address() as AddressInfo;
    return bench.ask(
      "openssl",
      "ocsp",
      ...about,
      "-url",
      `http://127.0.0.1:${port}/`,
      "-CAfile",
      bench.path("root.pem"),
    );
  }

  test.each(["-sha1", "-sha256"])("accepts a good answer asked by %s", async (hash) => {
    const { said } = await ask(await ca.issuePoces(), {}, hash);
    expect(said).toMatch(/Response verify OK/);
  });

  test("reads a revocation with its reason", async () => {
    const person = await ca.issuePoces();
    ca.revoke(person.serial, { reason: "keyCompromise" });
    const { said } = await ask(person);
    expect(said).toMatch(/: revoked\n[\s\S]*Reason: keyCompromise/);
  });

  test.each([
    ["a responder without its purpose", { responder: "without-eku" }, /missing ocspsigning usage/],
    ["a responder of another CA", { responder: "foreign" }, /Response Verify Failure/],
    ["a responder for any purpose", { responder: "any-eku" }, /missing ocspsigning usage/],
    ["a responder before its time", { responder: "early" }, /Response Verify Failure/],
    ["an expired responder", { responder: "expired" }, /Response Verify Failure/],
    ["a damaged signature", { damagedSignature: true }, /Response Verify Failure/],
    ["another nonce", { nonce: "wrong" }, /Nonce Verify error/],
    ["an answer about another serial", { serial: "4A4A4A4A" }, /No Status found/],
    ["a stale answer", { thisUpdate: new Date("2025-01-01") }, /Status times invalid/],
    ["tryLater", { error: "tryLater" }, /trylater/],
  ] as [string, OcspOptions, RegExp][])("complains of %s", async (_name, options, reason) => {
    expect((await ask(await ca.issuePoces(), options)).said).toMatch(reason);
  });
});

test("openssl pkcs12 opens a key file with its password alone", async () => {
  const company = await ca.issueVoces();
  const file = bench.file("key.p12", company.toPkcs12("Bond007"));
  const open = (password: string) =>
    bench.ask("openssl", "pkcs12", "-in", file, "-nodes", "-passin", `pass:${password}`);
  expect((await open("Bond007")).said).toContain(`serialNumber = ${company.subject.serialNumber}`);
  expect((await open("bond007")).content).toBe(false);
});
