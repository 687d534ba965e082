import { readFileSync } from "node:fs";
import { join } from "node:path";
import { onlineRevocation, readCertificate, readMessage } from "@eid-gateway/oces";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask } from "../../src/judges/ask.js";
import { type Bench, openBench, toPem } from "../../src/judges/bench.js";

let bench: Bench;
let issuing: string;
beforeAll(async () => {
  bench = await openBench();
  issuing = bench.file("issuing.pem", bench.world.simulator.ca.issuing.pem);
});
afterAll(() => bench?.clear());

/** The certificate of somebody who just logged in. */
async function holder(kind: "POCES" | "MOCES", status?: "revoked") {
  const person = await bench.world.simulator.createIdentity({ kind, autofill: true });
  const message = readMessage(await bench.logIn(person));
  if (status) await bench.world.simulator.setStatus(person.alias, status);
  return bench.file(`${person.alias}.pem`, toPem(message.signer!.der));
}

/** RFC 5280 to the letter; OpenSSL fetches the lists itself, from the addresses in the certificates. */
const verify = (certificate: string) =>
  ask(
    ...(["openssl", "verify", "-x509_strict", "-policy_check", "-crl_download", "-crl_check"] as const),
    ...["-CAfile", bench.root, "-untrusted", issuing, certificate],
  );

async function askResponder(certificate: string) {
  const { said: url } = await ask("openssl", "x509", "-in", certificate, "-noout", "-ocsp_uri");
  return ask("openssl", "ocsp", "-issuer", issuing, "-cert", certificate, "-url", url.trim(), "-CAfile", bench.root);
}

describe("certificates of the running simulator, with the lists they point to", () => {
  it.each(["POCES", "MOCES"] as const)("a %s is good, until it is revoked", async (kind) => {
    expect(await verify(await holder(kind))).toMatchObject({ content: true });
    const { content, said } = await verify(await holder(kind, "revoked"));
    expect([content, said]).toEqual([false, expect.stringContaining("certificate revoked")]);
  });
});

describe("the running simulator's OCSP responder, by the address in the certificate", () => {
  it.each(["POCES", "MOCES"] as const)("answers for a %s, good and revoked", async (kind) => {
    expect((await askResponder(await holder(kind))).said).toMatch(/: good\n[\s\S]*Response verify OK/);
    expect((await askResponder(await holder(kind, "revoked"))).said).toMatch(/: revoked\n[\s\S]*Response verify OK/);
  });
});

describe("key files the simulator makes", () => {
  it.each(["demo", "kommune"])("%s.p12 opens with its password, and its VOCES is good", async (name) => {
    const file = join(bench.world.stateFolder, "simulator", `${name}.p12`);
    const open = (password: string) =>
      ask("openssl", "pkcs12", "-in", file, "-nokeys", "-clcerts", "-passin", `pass:${password}`);
    const { content, said } = await open("Bond007");
    expect([content, said]).toEqual([true, expect.stringContaining("BEGIN CERTIFICATE")]);
    expect((await open("bond007")).content).toBe(false);
    expect(await verify(bench.file(`${name}.pem`, said.slice(said.indexOf("-----BEGIN"))))).toMatchObject({
      content: true,
    });
  });
});

describe("the simulator's TLS", () => {
  it("is a chain to its root that fits its name, and speaks to a client certificate", async () => {
    const { hostname, port } = new URL(bench.world.simulator.tlsUrl);
    const file = join(bench.world.stateFolder, "simulator", "demo.p12");
    const { said: pem } = await ask("openssl", "pkcs12", "-in", file, "-nodes", "-passin", "pass:Bond007");
    const own = bench.file("client.pem", pem);
    const server = ["-connect", `${hostname}:${port}`, "-servername", hostname, "-verify_hostname", hostname];
    const strict = ["-verify_return_error", "-x509_strict", "-CAfile", bench.root];
    const { content, said } = await ask(
      "openssl",
      "s_client",
      "-brief",
      ...server,
      ...strict,
      "-cert",
      own,
      "-key",
      own,
    );
    expect([content, said]).toEqual([true, expect.stringMatching(/^Verification: OK$/m)]);
  });
});

/** OpenSSL as the responder, knowing one certificate: our request reaches it, its answer reaches our judgement. */
async function opensslResponder(certificate: string, entry: (serial: string) => string) {
  const { ca } = bench.world.simulator;
  const { said } = await ask("openssl", "x509", "-in", certificate, "-noout", "-serial");
  const index = bench.file("index.txt", entry(said.trim().replace("serial=", "")));
  const key = bench.file("issuing.key", ca.issuing.privateKey.export({ type: "pkcs8", format: "pem" }));
  return async (_url: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = bench.file("request.der", new Uint8Array(await new Response(init?.body).arrayBuffer()));
    const answer = bench.file("answer.der", "");
    const files = [
      "-index",
      index,
      "-CA",
      issuing,
      "-rsigner",
      issuing,
      "-rkey",
      key,
      "-reqin",
      request,
      "-respout",
      answer,
    ];
    const { content, said: why } = await ask("openssl", "ocsp", ...files, "-ndays", "1");
    if (!content) throw new Error(why);
    return new Response(readFileSync(answer));
  };
}

describe("our OCSP request, answered by openssl's own responder", () => {
  it.each([
    ["good", (serial: string) => `V\t350101000000Z\t\t${serial}\tunknown\t/CN=x\n`],
    ["revoked", (serial: string) => `R\t350101000000Z\t240101000000Z,keyCompromise\t${serial}\tunknown\t/CN=x\n`],
  ])("is understood, and the answer is read as %s", async (status, entry) => {
    const file = await holder("POCES");
    const source = onlineRevocation({
      fetch: await opensslResponder(file, entry),
      cached: async (_key, load) => (await load()).value,
      clock: { now: () => new Date() },
      hosts: [bench.world.simulator.url],
    });
    const [certificate, issuer] = [file, issuing].map((path) => readCertificate(pemToDer(path)));
    const answer = await source.ask({ certificate: certificate!, issuer: issuer!, at: new Date() });
    expect(answer).toMatchObject({ status, evidence: { source: "ocsp" } });
  });
});

function pemToDer(file: string): Uint8Array {
  const [, body = ""] = /-----BEGIN CERTIFICATE-----([^-]*)/.exec(readFileSync(file, "utf8")) ?? [];
  return Buffer.from(body, "base64");
}
