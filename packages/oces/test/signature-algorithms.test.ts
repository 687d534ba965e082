/** What is signed with something else than RSA and SHA-2: certificates, lists and OCSP answers. */
import { generateKeyPairSync } from "node:crypto";
import {
  createTrust,
  judgeChain,
  judgeOcspAnswer,
  offlineRevocation,
  onlineRevocation,
  readCertificate,
  readOcspAnswer,
} from "@eid-gateway/oces";
import {
  type CaOptions,
  type CrlOptions,
  type IssuedCertificate,
  type OcspOptions,
  type PocesOptions,
  type TestCa,
  writeOcspRequest,
} from "@eid-gateway/oces-testing";
import { beforeAll, describe, expect, it } from "vitest";
import { BASE_URL, createCa, hoursFromNow, judge, NOW, problemsOf } from "./ca.js";

const curve = (namedCurve: string) => generateKeyPairSync("ec", { namedCurve }).privateKey;
const onCurve = curve("P-256");
const untrusted = ["chain: untrusted"];

interface Made {
  readonly holder?: PocesOptions;
  readonly ca?: CaOptions;
  readonly list?: CrlOptions;
  readonly ocsp?: OcspOptions;
}

let ca: TestCa;
beforeAll(async () => {
  ca = await createCa();
});

/** A person under a CA of its own, whose list or OCSP answer is at hand, judged as a chain. */
async function ask({ holder = {}, ca: authority = {}, list = {}, ocsp }: Made, allowSha1?: boolean) {
  const issuer = await ca.addIssuingCa(authority);
  const person = await ca.issuePoces({ ...holder, issuer });
  const evidence = ocsp
    ? { ocsp: [await ca.ocsp(writeOcspRequest(person), ocsp)] }
    : { crls: [ca.crl({ ...list, issuer })] };
  return judgeChain({
    certificate: readCertificate(person.certificate),
    untrusted: person.chain.map((der) => readCertificate(der)),
    trust: createTrust({ anchors: [ca.root.pem] }),
    revocation: offlineRevocation(evidence),
    at: NOW,
    allowSha1,
  });
}
const textsOf = (report: { readonly findings: readonly { readonly text: string }[] }) =>
  report.findings.map(({ text }) => text).join("\n");

describe("SHA-1 counts for nothing by itself, and where it is allowed is said to have been relied on", () => {
  const old: readonly (readonly [string, Made, string])[] = [
    ["in a certificate", { holder: { digest: "sha1" } }, "chain: weak-algorithm"],
    ["in a CA's certificate", { ca: { digest: "sha1" } }, "chain: weak-algorithm"],
    ["in a list", { list: { digest: "sha1" } }, "revocation: revocation-unknown"],
    ["in an OCSP answer", { ocsp: { digest: "sha1" } }, "revocation: revocation-unknown"],
    [
      "in an OCSP answer of the CA itself",
      { ocsp: { digest: "sha1", responder: "issuer" } },
      "revocation: revocation-unknown",
    ],
  ];
  it.each(old)("%s", async (_where, made, problem) => {
    const refused = await ask(made);
    expect(problemsOf(refused)).toContain(problem);
    expect(refused.outcome).toBe(problem.endsWith("weak-algorithm") ? "invalid" : "indeterminate");
    expect(textsOf(refused)).toContain("SHA-1, which counts only where SHA-1 is allowed");
    const allowed = await ask(made, true);
    expect([allowed.outcome, problemsOf(allowed)]).toEqual(["valid", []]);
    expect(textsOf(allowed)).toMatch(/SHA-1,? as was allowed/);
  });

  it("a revocation in such a list is one where it is allowed", async () => {
    const holder = { revoked: { at: hoursFromNow(-1), reason: "keyCompromise" } } as const;
    expect(problemsOf(await ask({ holder, list: { digest: "sha1" } }, true))).toEqual(["revocation: revoked"]);
  });

  it("and is not spoken of where nothing was signed with it", async () => {
    expect(textsOf(await ask({}, true))).not.toContain("SHA-1");
  });

  it("an OCES certificate is judged in the same way", async () => {
    const person = await ca.issuePoces({ digest: "sha1" });
    expect(problemsOf(await judge(ca, person))).toContain("chain: weak-algorithm");
    const verdict = await judge(ca, person, { allowSha1: true });
    expect([verdict.outcome, problemsOf(verdict)]).toEqual(["valid", []]);
    expect(verdict.findings).toContainEqual(
      expect.objectContaining({ rule: "algorithms", level: "unchecked", text: expect.stringContaining("SHA-1") }),
    );
  });

  it("a forged signature is none, allowed or not", async () => {
    const signedWith = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
    expect(problemsOf(await ask({ holder: { digest: "sha1", signedWith } }, true))).toEqual(untrusted);
  });

  it("the anchor's own signature is relied on by nobody", async () => {
    const early = await createCa({ root: { digest: "sha1" } });
    const person = await early.issuePoces();
    expect((await judge(early, person)).outcome).toBe("valid");
  });

  it("addresses are not asked that only SHA-1 vouches for", async () => {
    const person = await ca.issuePoces({ digest: "sha1" });
    const asked: string[] = [];
    const revocation = onlineRevocation({
      fetch: async (url) => {
        asked.push(String(url));
        throw new TypeError("fetch failed");
      },
      cached: async (_key, load) => (await load()).value,
      clock: { now: () => NOW },
      hosts: [BASE_URL],
    });
    await judge(ca, person, { revocation });
    expect(asked).toEqual([]);
    await judge(ca, person, { revocation, allowSha1: true });
    expect(asked).not.toEqual([]);
  });
});

describe("MD5 proves nothing, whatever is allowed", () => {
  it.each<[string, Made, "invalid" | "indeterminate"]>([
    ["in a certificate", { holder: { digest: "md5" } }, "invalid"],
    ["in a CA's certificate", { ca: { digest: "md5" } }, "invalid"],
    ["in a list", { list: { digest: "md5" } }, "indeterminate"],
    ["in an OCSP answer", { ocsp: { digest: "md5" } }, "indeterminate"],
  ])("%s", async (_where, made, outcome) => {
    expect((await ask(made, true)).outcome).toBe(outcome);
    expect(textsOf(await ask(made, true))).toContain("MD5, which proves nothing");
  });
});

describe("what is not supported leaves the answer open", () => {
  const open: readonly (readonly [string, Made, string])[] = [
    ["a certificate signed with RSA-PSS", { holder: { pss: true } }, "chain: unsupported-chain"],
    ["a CA's certificate signed with RSA-PSS", { ca: { pss: true } }, "chain: unsupported-chain"],
    ["a certificate signed with ECDSA", { ca: { key: onCurve } }, "chain: unsupported-chain"],
    ["a certificate with a key on a curve", { holder: { key: curve("P-384") } }, "algorithms: unsupported-chain"],
    ["a list signed with RSA-PSS", { list: { pss: true } }, "revocation: revocation-unknown"],
    ["an OCSP answer signed with RSA-PSS", { ocsp: { pss: true } }, "revocation: revocation-unknown"],
  ];
  it.each(open)("%s", async (_what, made, problem) => {
    const report = await ask(made);
    expect([report.outcome, problemsOf(report)]).toEqual(["indeterminate", [problem]]);
    expect(textsOf(report)).toMatch(/not supported/);
  });

  it("a forged one too: it cannot be told apart", async () => {
    expect((await ask({ holder: { pss: true, damagedSignature: true } })).outcome).toBe("indeterminate");
  });

  it("but not what a key of another kind cannot have signed, nor what nobody of that name issued", async () => {
    expect(problemsOf(await ask({ holder: { signedWith: onCurve } }))).toEqual(untrusted);
    const other = await createCa({ name: "Other" });
    const person = await other.issuePoces({ pss: true });
    expect(problemsOf(await judge(ca, person, { untrusted: [] }))).toContain("chain: untrusted");
  });
});

describe("an OCSP answer by itself", () => {
  async function verdict(options: OcspOptions, holder: PocesOptions = {}, allowSha1?: boolean, issuer = ca.issuing) {
    const person = await ca.issuePoces({ ...holder, issuer });
    const answer = readOcspAnswer(await ca.ocsp(writeOcspRequest(person), options));
    const [certificate, authority] = [person.certificate, issuer.certificate].map(readCertificate);
    return judgeOcspAnswer({ answer, certificate: certificate!, issuer: authority!, at: NOW, now: NOW, allowSha1 });
  }

  it.each<[string, OcspOptions, PocesOptions, string]>([
    ["signed with SHA-1", { digest: "sha1" }, {}, "answer: weak-algorithm"],
    ["of the CA itself, signed with SHA-1", { digest: "sha1", responder: "issuer" }, {}, "answer: weak-algorithm"],
    ["about a certificate signed with SHA-1", {}, { digest: "sha1" }, "issuance: weak-algorithm"],
  ])("%s is refused, and with the switch accepted and said to be", async (_what, options, holder, problem) => {
    const refused = await verdict(options, holder);
    expect([refused.outcome, problemsOf(refused)]).toEqual(["invalid", [problem]]);
    const allowed = await verdict(options, holder, true);
    expect(allowed.outcome).toBe("valid");
    expect(textsOf(allowed)).toMatch(/SHA-1,? as was allowed/);
  });

  it("signed with RSA-PSS, or about a certificate that is, says nothing", async () => {
    expect(problemsOf(await verdict({ pss: true }))).toEqual(["answer: revocation-unknown"]);
    expect(problemsOf(await verdict({}, { pss: true }))).toEqual(["issuance: unsupported-chain"]);
  });

  it("signed with ECDSA, of a CA on a curve, says nothing", async () => {
    const issuer: IssuedCertificate["issuer"] = await ca.addIssuingCa({ key: onCurve });
    expect((await verdict({}, {}, false, issuer)).outcome).toBe("indeterminate");
    expect((await verdict({ responder: "issuer" }, {}, true, issuer)).outcome).toBe("indeterminate");
  });

  it("signed with MD5 is refused, whatever is allowed", async () => {
    expect(problemsOf(await verdict({ digest: "md5" }, {}, true))).toEqual(["answer: weak-algorithm"]);
  });
});
