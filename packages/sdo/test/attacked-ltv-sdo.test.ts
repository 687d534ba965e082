import { createTrust } from "@eid-gateway/oces";
import { type IssuedCertificate, mutate } from "@eid-gateway/oces-testing";
import { canonicalizeExclusively, XmlError } from "@eid-gateway/xmldsig";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { sha256 } from "../src/digest.js";
import { buildLtvSdo, type LtvSdoContent, readLtvSdo, SdoError, type Sealing } from "../src/index.js";
import { writeContent } from "../src/ltv-sdo/write-content.js";
import { sealReferences } from "../src/xades/seal-references.js";
import { NOW, sealKeyOf } from "./ca.js";
import { bindingFor, createWorld, judge, listsAt, nativeProof, signLogin, type World } from "./world.js";

let world: World;
let genuine: string;
let stranger: IssuedCertificate;
beforeAll(async () => {
  world = await createWorld();
  stranger = await world.ca.issuePoces({ name: "Bo Fremmed", pid: "9208-2002-2-999999999999" });
  genuine = Buffer.from(await buildLtvSdo(world.native(), world.sealing())).toString();
});

/** Sealed by the hub itself although its parts contradict each other: what a faulty or dishonest hub could make. */
async function sealAnything(
  content: LtvSdoContent,
  change: (xml: string) => string = (xml) => xml,
  sealing: Sealing = world.sealing(),
) {
  const document = Buffer.from(change(writeContent(content).toString()));
  const digest = sha256(canonicalizeExclusively(document));
  const seal = await sealReferences([{ uri: "#ltv-sdo", digest, mediaType: "application/x-ltv-sdo" }], sealing);
  return Buffer.from(document.toString().replace("</LtvSdo>", `${seal}</LtvSdo>`));
}
const change = (from: string | RegExp, to: string) => {
  const changed = genuine.replace(from, () => to);
  expect(changed).not.toBe(genuine);
  return Buffer.from(changed);
};
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");

describe("an LTV-SDO that was changed after it was sealed", () => {
  it.each<[string, () => Uint8Array]>([
    ["the document", () => change(/<Content>..../, "<Content>AAAA")],
    [
      "the native object",
      () =>
        change(
          /<NativeSdo Document="contract">[^<]*/,
          `<NativeSdo Document="contract">${base64(nativeProof(stranger).message)}`,
        ),
    ],
    ["the consent text", () => change("accepterer", "afviser")],
    ["the event log", () => change("192.0.2.7", "192.0.2.8")],
    ["the event log, by an event less", () => change(/<Event>.*?<\/Event>/, "")],
    ["the signer", () => change("Ella Testesen", "Bo Fremmed")],
    ["the archived lists", () => change(/<Crl>..../, "<Crl>AAAA")],
    [
      "the media type that the seal states",
      () => change("<xades:MimeType>application/x-ltv-sdo", "<xades:MimeType>text/plain"),
    ],
    ["the signing time", () => change(/<xades:SigningTime>2022/, "<xades:SigningTime>2021")],
  ])("%s: nothing of it is told", async (_name, make) => {
    const report = await judge(world, make());
    expect(report).toMatchObject({ outcome: "invalid", subIndication: "HASH_FAILURE" });
    expect(report).not.toHaveProperty("documents");
    expect(report).not.toHaveProperty("proof");
  });

  it("the signature value", async () => {
    const report = await judge(
      world,
      change(/(<ds:SignatureValue[^>]*>)..../, '<ds:SignatureValue Id="seal-value">AAAA'),
    );
    expect(report).toMatchObject({ outcome: "invalid", subIndication: "SIG_CRYPTO_FAILURE" });
    expect(report.complaints).toContain("time imprint not-intact");
  });

  it("the certificate in KeyInfo, for another of the same key and serial number", async () => {
    const twin = await world.ca.issueVoces({
      key: world.seal.privateKey,
      serial: world.seal.serial,
      companyName: "Twin",
    });
    const report = await judge(world, change(base64(world.seal.certificate), base64(twin.certificate)));
    expect(report).toMatchObject({ outcome: "invalid", reason: "not-intact" });
  });
});

describe("an LTV-SDO whose time-stamp was tampered with", () => {
  const stampIn = (xml: string) => /<xades:SignatureTimeStamp>.*?<\/xades:SignatureTimeStamp>/.exec(xml)![0];

  it("was removed: the time is the hub's word, and the seal is judged by the caller's", async () => {
    const bare = change(stampIn(genuine), "");
    const revocation = listsAt(world.ca, NOW);
    expect(await judge(world, bare, { revocation })).toMatchObject({ outcome: "valid", seal: { level: "B" } });
    expect(await judge(world, bare, { now: new Date("2026-01-01"), revocation })).toMatchObject({
      outcome: "invalid",
      reason: "expired",
    });
  });

  it("is over the signature of another seal", async () => {
    const other = (await buildLtvSdo(world.native({ task: "task-2" }), world.sealing())).toString();
    const report = await judge(world, change(stampIn(genuine), stampIn(other)));
    expect(report).toMatchObject({
      outcome: "invalid",
      subIndication: "HASH_FAILURE",
      complaints: ["time imprint not-intact"],
    });
  });

  it("is of an authority that is not trusted", async () => {
    const far = await createWorld();
    const foreign = { ...world.sealing(), timestamps: far.tsa.source(), validation: undefined };
    const report = await judge(world, await sealAnything(world.native(), undefined, foreign), {
      revocation: listsAt(world.ca, NOW),
    });
    expect(report).toMatchObject({ indication: "INDETERMINATE", complaints: ["time chain untrusted"] });
  });

  it.each<[string, () => Uint8Array]>([
    ["stands twice", () => change(stampIn(genuine), stampIn(genuine).repeat(2))],
    [
      "holds two tokens",
      () =>
        change(
          "</xades:SignatureTimeStamp>",
          `<xades:EncapsulatedTimeStamp>AAAA</xades:EncapsulatedTimeStamp></xades:SignatureTimeStamp>`,
        ),
    ],
    ["is no token", () => change(/<xades:EncapsulatedTimeStamp>[^<]*/, "<xades:EncapsulatedTimeStamp>AAAA")],
    ["is an archive time-stamp over nothing", () => change(/xades:SignatureTimeStamp/g, "xades141:ArchiveTimeStamp")],
  ])("%s: it is not read", (_name, make) => {
    expect(() => readLtvSdo(make())).toThrow(SdoError);
  });
});

describe("a seal of the wrong hands", () => {
  it("of somebody whom nobody trusts", async () => {
    const trust = createTrust({ anchors: [`sha256:${"AB".repeat(32)}`] });
    const report = await judge(world, Buffer.from(genuine), { sealTrust: trust });
    expect(report).toMatchObject({ indication: "INDETERMINATE", subIndication: "NO_CERTIFICATE_CHAIN_FOUND" });
  });

  it("revoked when it was sealed", async () => {
    const { ca } = world;
    const revoked = await ca.issueVoces({ revoked: { at: new Date("2022-04-01"), reason: "keyCompromise" } });
    const sealing = { ...world.sealing(), key: sealKeyOf(revoked) };
    await expect(buildLtvSdo(world.native(), sealing)).rejects.toMatchObject({ code: "unproven" });
    const { key, clock, timestamps } = sealing;
    const report = await judge(world, await buildLtvSdo(world.native(), { key, clock, timestamps }), {
      revocation: listsAt(ca, NOW),
    });
    expect(report).toMatchObject({ outcome: "invalid", reason: "revoked", subIndication: "REVOKED" });
  });

  it("revoked later, which the time-stamp survives", async () => {
    const { ca } = world;
    const later = await ca.issueVoces();
    const bytes = await buildLtvSdo(world.native(), { ...world.sealing(), key: sealKeyOf(later) });
    ca.revoke(later.serial, { at: new Date("2023-01-01"), reason: "keyCompromise" });
    const report = await judge(world, bytes, {
      now: new Date("2023-06-01"),
      revocation: listsAt(ca, new Date("2023-06-01")),
    });
    expect(report).toMatchObject({ outcome: "valid" });
  });

  it("a person's, an authority's, or one that may not sign", async () => {
    for (const holder of [await world.ca.issueVoces({ keyUsage: ["keyEncipherment"] }), world.tsa.certificate]) {
      const report = await judge(
        world,
        await sealAnything(world.native(), undefined, { ...world.sealing(), key: sealKeyOf(holder) }),
      );
      expect(report).toMatchObject({ indication: "INDETERMINATE", complaints: ["seal key-usage wrong-key-usage"] });
    }
  });
});

describe("an LTV-SDO that the hub sealed although it contradicts itself", () => {
  const login = (content: LtvSdoContent, challenge: string): LtvSdoContent => ({
    ...content,
    proof: { kind: "authentication", message: signLogin(world.person, challenge) },
  });
  const otherConsent = () => {
    const { proof } = world.authenticated();
    return { ...world.authenticated(), proof, consent: { text: "Another text", language: "da" } };
  };

  it.each<[string, () => LtvSdoContent, string]>([
    [
      "another document than was signed",
      () => world.native({ proof: nativeProof(world.person, { kind: "text", text: "I owe 1000 kr." }) }),
      "agreement signed-document other-document",
    ],
    [
      "another signer than signed",
      () => world.native({ proof: nativeProof(stranger) }),
      "agreement signer-description other-signer",
    ],
    [
      "a log-in as a native object",
      () => world.native({ proof: { ...nativeProof(world.person), message: signLogin(world.person, "8412") } }),
      "agreement proof wrong-action",
    ],
    [
      "a signature as a log-in",
      () => world.native({ proof: { kind: "authentication", message: nativeProof(world.person).message } }),
      "agreement proof wrong-action",
    ],
    ["another consent text than was bound", otherConsent, "agreement binding wrong-challenge"],
    [
      "another language",
      () => ({ ...world.authenticated(), consent: { ...world.authenticated().consent, language: "en" } }),
      "agreement binding wrong-challenge",
    ],
    ["another task", () => ({ ...world.authenticated(), task: "task-2" }), "agreement binding wrong-challenge"],
    [
      "another document than was bound",
      () => ({ ...world.authenticated(), documents: [{ ...world.native().documents[0]!, bytes: Buffer.from("x") }] }),
      "agreement binding wrong-challenge",
    ],
    [
      "a document less",
      () => ({
        ...world.authenticated({
          documents: [...world.native().documents, { id: "annex", mediaType: "text/plain", sha256: Buffer.alloc(32) }],
        }),
        documents: world.native().documents,
      }),
      "agreement binding wrong-challenge",
    ],
    [
      "a challenge without random text",
      () => login(world.native(), bindingFor(world.native())),
      "agreement binding wrong-challenge",
    ],
    [
      "a challenge with too little of it",
      () => login(world.native(), `abc.${bindingFor(world.native())}`),
      "agreement binding wrong-challenge",
    ],
    [
      "a stylesheet that was not shown",
      () => world.native({ documents: [{ ...world.native().documents[0]!, stylesheet: Buffer.from("<x/>") }] }),
      "agreement signed-stylesheet other-stylesheet",
    ],
  ])("%s", async (_name, make, complaint) => {
    await expect(buildLtvSdo(make(), world.sealing()), "is not built").rejects.toMatchObject({ code: "bad-content" });
    const report = await judge(world, await sealAnything(make()));
    expect(report.outcome).not.toBe("valid");
    expect(report.complaints).toContain(complaint);
  });

  it("a signer whose certificate was revoked", async () => {
    const revoked = await world.ca.issuePoces({ revoked: { at: new Date("2022-01-01"), reason: "unspecified" } });
    const content = world.native({
      proof: nativeProof(revoked),
      signer: { ...world.native().signer, uniqueId: revoked.subject.pid! },
      validation: { certificates: [], crls: [world.ca.crl({ thisUpdate: NOW })], ocsps: [] },
    });
    const report = await judge(world, await buildLtvSdo(content, world.sealing()));
    expect(report).toMatchObject({ outcome: "invalid", seal: { outcome: "valid" }, reason: "revoked" });
  });

  it("a proof that is no message", async () => {
    const report = await judge(
      world,
      await sealAnything(
        world.native({ proof: { kind: "native", document: "contract", message: Buffer.from("<x/>") } }),
      ),
    );
    expect(report).toMatchObject({ outcome: "invalid", subIndication: "FORMAT_FAILURE" });
  });
});

describe("what is not read as an LTV-SDO", () => {
  const sealed = (change: (xml: string) => string) => sealAnything(world.native(), change);

  it.each<[string, () => Uint8Array | Promise<Uint8Array>]>([
    ["nothing", () => new Uint8Array()],
    ["no seal", () => writeContent(world.native())],
    ["two seals", () => change("</LtvSdo>", `${/<ds:Signature .*<\/ds:Signature>/s.exec(genuine)![0]}</LtvSdo>`)],
    ["a seal at another place", () => moved("</EventLog>")],
    [
      "the genuine one wrapped in another",
      () =>
        Buffer.from(
          `<LtvSdo xmlns="urn:eid-gateway:ltv-sdo:1" version="1.0" Id="outer">${genuine.replace(/<\?xml.*?\?>\n/, "")}</LtvSdo>`,
        ),
    ],
    ["another content, the genuine one hidden in an Object of the seal", () => wrapped()],
    [
      "an Object more in the seal",
      () => change("</ds:Object></ds:Signature>", "</ds:Object><ds:Object>x</ds:Object></ds:Signature>"),
    ],
    [
      "an unknown property",
      () => change("<xades:CertificateValues>", "<xades:CounterSignature/><xades:CertificateValues>"),
    ],
    [
      "an archived list that is none",
      () => change(/<xades:EncapsulatedCRLValue>[^<]*/, "<xades:EncapsulatedCRLValue>AAAA"),
    ],
    ["a DOCTYPE", () => change("?>\n", `?>\n<!DOCTYPE LtvSdo [<!ENTITY a "b">]>`)],
    ["another version", () => sealed((xml) => xml.replace('version="1.0" Id', 'version="2.0" Id'))],
    ["another policy", () => sealed((xml) => xml.replace("policy:native:1", "policy:native:2"))],
    ["another text of the policy", () => sealed((xml) => xml.replace(/<PolicySha256>..../, "<PolicySha256>AAAA"))],
    ["a digest of another document", () => sealed((xml) => xml.replace(/<Sha256>..../, "<Sha256>AAAA"))],
    [
      "a second proof",
      () => sealed((xml) => xml.replace("</SignatureProof>", "<NativeSdo>AAAA</NativeSdo></SignatureProof>")),
    ],
    ["two signers", () => sealed((xml) => xml.replace(/(<SignerDescription>.*<\/SignerDescription>)/s, "$1$1"))],
    ["no document", () => sealed((xml) => xml.replace(/<OriginalDocument.*<\/OriginalDocument>/s, ""))],
    [
      "a proof over a document that is not there",
      () => sealed((xml) => xml.replace('Document="contract"', 'Document="annex"')),
    ],
    ["an element nobody knows", () => sealed((xml) => xml.replace("<EventLog>", "<Extra/><EventLog>"))],
    ["an attribute nobody knows", () => sealed((xml) => xml.replace("<EventLog>", '<EventLog x="1">'))],
    ["text between elements", () => sealed((xml) => xml.replace("<EventLog>", "text<EventLog>"))],
    ["an event without a time", () => sealed((xml) => xml.replace(/<Time>[^<]*/, "<Time>yesterday"))],
    ["a comment", () => sealed((xml) => xml.replace("<EventLog>", "<EventLog><!-- -->"))],
  ])("%s", async (_name, make) => {
    const read = async () => readLtvSdo(await make());
    await expect(read()).rejects.toSatisfy((error) => error instanceof SdoError || error instanceof XmlError);
  });

  it("a seal over a part of it alone", async () => {
    const xml = writeContent(world.native())
      .toString()
      .replace('Id="ltv-sdo"', 'Id="outer"')
      .replace("<EventLog>", '<EventLog Id="ltv-sdo">');
    const log = /<EventLog.*<\/EventLog>/s
      .exec(xml)![0]
      .replace("<EventLog", '<EventLog xmlns="urn:eid-gateway:ltv-sdo:1"');
    const digest = sha256(canonicalizeExclusively(Buffer.from(log)));
    const seal = await sealReferences([{ uri: "#ltv-sdo", digest, mediaType: "x/y" }], world.sealing());
    expect(() => readLtvSdo(Buffer.from(xml.replace("</LtvSdo>", `${seal}</LtvSdo>`)))).toThrow();
  });

  it("whatever byte is changed, never tells anything but what was sealed, and never crashes", async () => {
    const bytes = Buffer.from(genuine);
    const sealed = readLtvSdo(bytes).content;
    const property = fc.asyncProperty(
      fc.nat(bytes.length - 1),
      fc.integer({ min: 1, max: 255 }),
      async (place, flip) => {
        const changed = Buffer.from(bytes);
        changed[place]! ^= flip;
        if ((await outcomeOf(changed)) === "valid") expect(readLtvSdo(changed).content).toEqual(sealed);
      },
    );
    await fc.assert(property, { seed: 7, numRuns: 150 });
  });

  it("sealed over by anybody, whatever it is made of, is judged or refused, and never crashes", async () => {
    const { key, clock } = world.sealing();
    const content = writeContent(world.native());
    let judged = 0;
    for (let seed = 1; seed <= 150; seed++) {
      const sealed = await sealAnything(world.native(), () => Buffer.from(mutate(content, seed)).toString(), {
        key,
        clock,
      }).catch((error) => {
        if (error instanceof XmlError) return undefined; // not well-formed: nobody seals that
        throw error;
      });
      if (!sealed) continue;
      judged++;
      expect(typeof (await outcomeOf(sealed))).toBe("string");
    }
    expect(judged).toBeGreaterThan(30);
  });

  async function outcomeOf(bytes: Uint8Array): Promise<string> {
    try {
      return (await judge(world, bytes)).outcome;
    } catch (error) {
      if (error instanceof SdoError || error instanceof XmlError) return error.code;
      throw error;
    }
  }

  function moved(before: string): Uint8Array {
    const seal = /<ds:Signature .*<\/ds:Signature>/s.exec(genuine)![0];
    return Buffer.from(genuine.replace(seal, "").replace(before, () => `${seal}${before}`));
  }

  function wrapped(): Uint8Array {
    const seal = /<ds:Signature .*<\/ds:Signature>/s.exec(genuine)![0];
    const content = genuine.replace(seal, "").replace(/<\?xml.*?\?>\n/, "");
    const forged = content.replace("Ella Testesen", "Bo Fremmed").replace('Id="ltv-sdo"', 'Id="other"');
    const hiding = seal.replace("</ds:Signature>", `<ds:Object>${content}</ds:Object></ds:Signature>`);
    return Buffer.from(forged.replace(/<\/LtvSdo>$/, `${hiding}</LtvSdo>`));
  }
});
