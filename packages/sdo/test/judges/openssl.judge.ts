import { createHash } from "node:crypto";
import { answerTimestampRequest } from "@eid-gateway/oces-testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addUnsignedTimestamp, readTimestampToken, requestTimestamp, writeSignedData } from "../../src/index.js";
import { NOW, sealKeyOf, trustIn } from "../ca.js";
import { reply } from "../tsa.js";
import { createWorld, type World } from "../world.js";
import { type OpensslJudge, openssl } from "./ask-openssl.js";
import { type Desk, openDesk } from "./desk.js";

const CONTENT = Buffer.from("what was sealed");
const sha256 = createHash("sha256").update(CONTENT).digest();
const OTHER = Buffer.from("something else");
let desk: Desk;
let world: World;
let judge: OpensslJudge;
beforeAll(async () => {
  desk = openDesk();
  world = await createWorld();
  judge = openssl(desk, world.ca.root.pem);
  desk.file("content", CONTENT);
});
afterAll(() => desk?.clear());

describe("a seal in CMS", () => {
  it("is a good CAdES signature, with a time-stamp and without", async () => {
    const cms = await writeSignedData({ digest: sha256, key: sealKeyOf(world.seal) });
    expect(judge.verifyCms(cms, CONTENT)).toMatchObject({ content: true, said: expect.stringContaining("successful") });
    const token = await world.tsa.source().stamp(sha256);
    expect(judge.verifyCms(addUnsignedTimestamp(cms, token), CONTENT).content).toBe(true);
  });

  it("is none over something else, nor with a changed signature", async () => {
    const cms = await writeSignedData({ digest: sha256, key: sealKeyOf(world.seal) });
    expect(judge.verifyCms(cms, OTHER).content).toBe(false);
    const changed = Buffer.from(cms);
    changed[changed.length - 9]! ^= 1;
    expect(judge.verifyCms(changed, CONTENT).content).toBe(false);
  });
});

describe("a time-stamp of the test authority", () => {
  it("verifies over what was stamped, and over nothing else", async () => {
    const token = await world.tsa.source().stamp(sha256);
    expect(judge.verifyToken(token, CONTENT)).toMatchObject({ content: true });
    expect(judge.verifyToken(token, OTHER).content).toBe(false);
  });

  it("does not with a damaged signature, or with a certificate that it was not made for", () => {
    const request = desk.ask("openssl", "ts", "-query", "-data", "content", "-sha256", "-cert", "-out", "query.tsq");
    expect(request.content).toBe(true);
    for (const misbehave of ["damaged-signature", "other-signing-certificate"] as const) {
      const answer = answerTimestampRequest(desk.read("query.tsq"), { tsa: world.tsa.certificate, at: NOW, misbehave });
      expect([misbehave, judge.verifyAnswer(answer, "query.tsq").content]).toEqual([misbehave, false]);
    }
  });

  it("answers OpenSSL's own request", () => {
    desk.ask("openssl", "ts", "-query", "-data", "content", "-sha256", "-cert", "-out", "query.tsq");
    const answer = answerTimestampRequest(desk.read("query.tsq"), { tsa: world.tsa.certificate, at: NOW });
    expect(judge.verifyAnswer(answer, "query.tsq")).toMatchObject({ content: true });
  });
});

describe("OpenSSL as a time-stamping authority", () => {
  const CONFIG = `[tsa]\nserial = ./serial\ncrypto_device = builtin\nsigner_digest = sha256\ndefault_policy = 1.2.3.4\ndigests = sha256, sha384\nordering = yes\ness_cert_id_chain = no\ness_cert_id_alg = sha256\n`;

  it("gives a token that we read and believe", async () => {
    const { certificate } = world.tsa;
    desk.file("tsa.pem", certificate.pem);
    desk.file("tsa.key", certificate.privateKeyPem);
    desk.file("chain.pem", world.ca.issuing.pem);
    desk.file("tsa.cnf", CONFIG);
    desk.file("serial", "01\n");
    const fetch: typeof globalThis.fetch = async (_url, init) => {
      desk.file("ours.tsq", new Uint8Array(await new Response(init?.body).arrayBuffer()));
      const signer = ["-signer", "tsa.pem", "-inkey", "tsa.key", "-chain", "chain.pem"];
      const config = ["-config", "tsa.cnf", "-section", "tsa", "-out", "theirs.tsr"];
      const answered = desk.ask("openssl", "ts", "-reply", "-queryfile", "ours.tsq", ...signer, ...config);
      expect(answered).toMatchObject({ content: true });
      return reply(desk.read("theirs.tsr"));
    };
    // It stamps by this machine's clock, at which the certificate need not be valid: whose it is, is not asked then.
    const clock = { now: () => new Date() };
    const token = readTimestampToken(await requestTimestamp({ url: "http://tsa.test", fetch, clock, sha256 }));
    expect(token).toMatchObject({ policy: "1.2.3.4" });
    expect(trustIn(world.ca).fingerprints.size).toBe(1);
  });
});
