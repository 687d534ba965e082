import { createHash } from "node:crypto";
import { canonicalizeExclusively, readXml } from "@eid-gateway/xmldsig";
import { beforeAll, describe, expect, it } from "vitest";
import { buildLtvSdo, type Renewing, readLtvSdo, renewalDue, renewTimestamp } from "../src/index.js";
import { NOW } from "./ca.js";
import { createTsa } from "./tsa.js";
import { createWorld, judge, listsAt, type World } from "./world.js";

let world: World;
let sealed: Uint8Array;
beforeAll(async () => {
  world = await createWorld();
  sealed = await buildLtvSdo(world.native(), world.sealing());
});

const DUE = new Date("2027-01-31T00:00:00Z"); // ninety days before the authority's certificate expires
const day = (text: string) => new Date(`${text}T12:00:00Z`);

/** At a later time, with an authority whose certificate then is fresh. */
async function later(at: Date, years = 5): Promise<Renewing> {
  const notAfter = new Date(at.getTime() + years * 365 * 86_400_000);
  const tsa = await createTsa(world.ca, { notBefore: new Date(at.getTime() - 86_400_000), notAfter });
  const validation = { trust: world.sealing().validation.trust, revocation: listsAt(world.ca, at) };
  return { key: world.sealing().key, clock: { now: () => at }, timestamps: tsa.source(at), validation };
}

describe("a time-stamp that gets old", () => {
  it("is not due before its certificate nears its end, and nothing is changed before", async () => {
    expect(renewalDue(readLtvSdo(sealed))).toEqual(DUE);
    const early = await renewTimestamp(sealed, await later(day("2027-01-30")));
    expect(early).toEqual({ bytes: sealed, isRenewed: false, next: DUE });
    expect(early.bytes).toBe(sealed);
  });

  it("is covered by a younger one, after which all of it verifies long after the old one has expired", async () => {
    const sealing = await later(day("2027-02-01"));
    const renewed = await renewTimestamp(sealed, sealing);
    expect(renewed.isRenewed).toBe(true);
    expect(renewed.next > day("2031-10-01")).toBe(true);
    const report = await judge(world, renewed.bytes, { now: day("2031-06-01") });
    expect(report.complaints).toEqual([]);
    expect(report).toMatchObject({ outcome: "valid", seal: { level: "LTA", provenTime: NOW.toISOString() } });
    expect(report.seal.timestamps.map(({ kind }) => kind)).toEqual(["signature", "archive"]);
  });

  it("is covered once and no more when two nodes come one after the other", async () => {
    const sealing = await later(day("2027-02-01"));
    const { bytes } = await renewTimestamp(sealed, sealing);
    expect(await renewTimestamp(bytes, sealing)).toMatchObject({ bytes, isRenewed: false });
  });

  it("is covered again and again", async () => {
    let bytes = sealed;
    for (const at of [day("2027-02-01"), day("2029-12-01"), day("2032-10-01")])
      ({ bytes } = await renewTimestamp(bytes, await later(at, 3)));
    const report = await judge(world, bytes, { now: day("2035-06-01") });
    expect(report.complaints).toEqual([]);
    expect(report.seal.timestamps).toHaveLength(4);
  });

  it("keeps every byte that was there", async () => {
    const { bytes } = await renewTimestamp(sealed, await later(day("2027-02-01")));
    const [before, after] = [sealed, bytes].map((each) => Buffer.from(each).toString());
    const end = before!.indexOf("</xades:UnsignedSignatureProperties>");
    expect(after!.startsWith(before!.slice(0, end))).toBe(true);
    expect(after!.endsWith(before!.slice(end))).toBe(true);
    expect(readXml(bytes).name).toBe("LtvSdo");
  });

  it("is covered by one over what the standard lists, computed here from the text", async () => {
    const { bytes } = await renewTimestamp(sealed, await later(day("2027-02-01")));
    const xml = Buffer.from(bytes).toString();
    const seal = part(xml, "ds:Signature");
    const before = /<xades:UnsignedSignatureProperties>(.*?)<xades141:ArchiveTimeStamp>/s.exec(xml)![1]!;
    const properties = [
      "xades:SignatureTimeStamp",
      "xades:CertificateValues",
      "xades:RevocationValues",
      "xades141:TimeStampValidationData",
    ];
    // CertificateValues stands in TimeStampValidationData too: the first is the seal's own.
    const added = properties.map((name) => part(before, name));
    const canonical = [
      canonicalizeExclusively(Buffer.from(xml.replace(seal, ""))),
      ...["xades:SignedProperties", "ds:SignedInfo", "ds:SignatureValue", "ds:KeyInfo"].map((name) =>
        standalone(part(seal, name)),
      ),
      ...added.map(standalone),
    ];
    const token = readLtvSdo(bytes).seal.timestamps[1]!.token;
    const digest = createHash("sha256").update(Buffer.concat(canonical)).digest();
    expect(Buffer.from(token.imprint).equals(digest)).toBe(true);
  });

  it("is put first over a seal that has none", async () => {
    const { key, clock } = world.sealing();
    const bare = await buildLtvSdo(world.native(), { key, clock });
    expect(renewalDue(readLtvSdo(bare))).toBeUndefined();
    const { bytes, isRenewed } = await renewTimestamp(bare, await later(day("2023-01-01")));
    expect(isRenewed).toBe(true);
    const report = await judge(world, bytes, { now: day("2026-01-01") });
    expect(report).toMatchObject({
      outcome: "indeterminate",
      seal: { level: "LT", outcome: "valid", provenTime: day("2023-01-01").toISOString() },
    });
    // What is archived of the signer speaks for the day of signing, and nothing proves that day.
    expect(report.complaints).toEqual(["proof revocation revocation-unknown"]);
  });
});

describe("a renewal that is refused", () => {
  it.each<[string, () => Promise<unknown>, string]>([
    ["of one that came too late", async () => renewTimestamp(sealed, await later(day("2027-06-01"))), "unproven"],
    [
      "of one that was changed",
      async () => renewTimestamp(changed("Ella Testesen", "Bo Fremmed"), await later(day("2027-02-01"))),
      "unproven",
    ],
    [
      "by an authority whose certificate ends no later",
      async () =>
        renewTimestamp(sealed, {
          ...(await later(day("2027-02-01"))),
          timestamps: world.tsa.source(day("2027-02-01")),
        }),
      "unproven",
    ],
    [
      "by an authority that is down",
      async () =>
        renewTimestamp(sealed, {
          ...(await later(day("2027-02-01"))),
          timestamps: { stamp: () => Promise.reject(new Error("down")) },
        }),
      "",
    ],
  ])("%s", async (_name, renew, code) => {
    await expect(renew()).rejects.toMatchObject(code ? { code } : { message: "down" });
  });

  it("of one whose archive time-stamp is over something else", async () => {
    const { bytes } = await renewTimestamp(sealed, await later(day("2027-02-01")));
    const other = await renewTimestamp(
      await buildLtvSdo(world.native({ task: "task-2" }), world.sealing()),
      await later(day("2027-02-01")),
    );
    const stamp = /<xades141:ArchiveTimeStamp>.*?<\/xades141:ArchiveTimeStamp>/;
    const foreign = stamp.exec(Buffer.from(other.bytes).toString())![0];
    const forged = Buffer.from(
      Buffer.from(bytes)
        .toString()
        .replace(stamp, () => foreign),
    );
    const report = await judge(world, forged, { now: day("2031-06-01") });
    expect(report).toMatchObject({ outcome: "invalid", subIndication: "HASH_FAILURE" });
    expect(report.complaints).toContain("time imprint not-intact");
  });

  it("of one whose older properties were changed behind its back", async () => {
    const { bytes } = await renewTimestamp(sealed, await later(day("2027-02-01")));
    const xml = Buffer.from(bytes).toString();
    const dropped = xml.replace(/<xades:CertificateValues>.*?<\/xades:CertificateValues>/, "");
    expect(dropped).not.toBe(xml);
    expect((await judge(world, Buffer.from(dropped), { now: day("2031-06-01") })).complaints).toContain(
      "time imprint not-intact",
    );
  });
});

function changed(from: string, to: string): Uint8Array {
  return Buffer.from(Buffer.from(sealed).toString().replace(from, to));
}

/** The first element of that name, as it is written. */
function part(xml: string, name: string): string {
  return new RegExp(`<${name}[ >].*?</${name}>`, "s").exec(xml)![0];
}

function standalone(element: string): Uint8Array {
  const names = [
    "ds",
    "http://www.w3.org/2000/09/xmldsig#",
    "xades",
    "http://uri.etsi.org/01903/v1.3.2#",
    "xades141",
    "http://uri.etsi.org/01903/v1.4.1#",
  ];
  const declared = [0, 2, 4].map((at) => ` xmlns:${names[at]}="${names[at + 1]}"`).join("");
  return canonicalizeExclusively(Buffer.from(element.replace(/^<[^ >]+/, `$&${declared}`)));
}
