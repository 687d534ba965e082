import { beforeAll, describe, expect, it } from "vitest";
import { readZip } from "../src/asice/read-zip.js";
import { writeZip, type ZipEntry } from "../src/asice/write-zip.js";
import {
  type AsicFile,
  type AsicQuestion,
  buildAsic,
  buildLtvSdo,
  exportAsic,
  findContainerKind,
  judgeAsic,
  readAsic,
} from "../src/index.js";
import { NOW, trustIn } from "./ca.js";
import { complaints } from "./levels.js";
import { createWorld, TEXT, type World } from "./world.js";

let world: World;
let container: Uint8Array;
beforeAll(async () => {
  world = await createWorld();
  const native = await buildLtvSdo(world.native(), world.sealing());
  const login = await buildLtvSdo(world.authenticated(), world.sealing());
  container = await exportAsic([native, login], world.sealing());
});

async function judge(bytes: Uint8Array, now = NOW, more: Partial<AsicQuestion> = {}) {
  const trust = trustIn(world.ca);
  return judgeAsic({ asic: await readAsic(bytes), sealTrust: trust, trust, now, ...more });
}

describe("an exported container", () => {
  it("verifies offline, with everything in it", async () => {
    const report = await judge(container, new Date("2026-06-01"));
    expect(report).toMatchObject({ outcome: "valid", container: "asic-e", seal: { level: "LT" } });
    expect(Object.values(report.contents).map(({ outcome }) => outcome)).toEqual(["valid", "valid"]);
    expect(report.findings).toMatchObject([{ level: "passed" }, { rule: "demands", level: "unchecked" }]);
  });

  it("holds each document once, the proofs and the LTV-SDOs, as files under plain names", async () => {
    const { files } = await readAsic(container);
    expect(files.map(({ name }) => name)).toEqual([
      "documents/contract.txt",
      "evidence/signature-1-native.xml",
      "evidence/signature-1-ltv-sdo.xml",
      "evidence/signature-2-login.xml",
      "evidence/signature-2-ltv-sdo.xml",
    ]);
    expect(files[0]?.bytes).toEqual(TEXT);
    expect(Buffer.from(files[1]!.bytes).equals(world.native().proof.message)).toBe(true);
  });

  it("begins with its media type, which any software finds at the same place", () => {
    const head = Buffer.from(container).toString("latin1", 30, 69);
    expect(head).toBe("mimetypeapplication/vnd.etsi.asic-e+zip");
    expect(findContainerKind(container)).toBe("asic-e");
    expect(findContainerKind(Buffer.from("PK\x03\x04 something else"))).toBeUndefined();
  });

  it("gives two documents of one id a name each", async () => {
    const other = [{ id: "contract", mediaType: "text/plain", bytes: Buffer.from("another") }];
    const sdos = [
      await buildLtvSdo(world.native(), world.sealing()),
      await buildLtvSdo(world.authenticated({ documents: other }), world.sealing()),
    ];
    const { files } = await readAsic(await exportAsic(sdos, world.sealing()));
    expect(files.map(({ name }) => name)).toContain("documents/contract-2.txt");
  });
});

const FILES: readonly AsicFile[] = [{ name: "contract.txt", mediaType: "text/plain", bytes: TEXT }];

describe("what is demanded of the signatures in a container", () => {
  const DEMANDS = [{ document: { bytes: TEXT } }, { kinds: ["POCES"] as const }, { challenge: "a challenge" }];

  it.each(DEMANDS)("is refused where a seal alone is over the files", async (expected) => {
    const bytes = await buildAsic(FILES, world.sealing());
    expect(await judge(bytes)).toMatchObject({ outcome: "valid" });
    const report = await judge(bytes, NOW, { expect: expected });
    expect(report).toMatchObject({ outcome: "invalid", reason: "wrong-action", seal: { outcome: "valid" } });
    expect(complaints(report.findings)).toEqual(["demands wrong-action"]);
  });

  it("is met where each of them meets it", async () => {
    const report = await judge(container, NOW, { expect: { document: { bytes: TEXT } } });
    expect(report).toMatchObject({ outcome: "valid" });
    expect(await judge(container, NOW, { expect: { document: { bytes: Buffer.from("another") } } })).toMatchObject({
      outcome: "invalid",
      reason: "other-document",
    });
  });
});

describe("a container that was tampered with", () => {
  /** Its files changed, then packed again. */
  async function repack(change: (entries: ZipEntry[]) => ZipEntry[], from = container): Promise<Uint8Array> {
    return writeZip(change([...(await readZip(from))]), NOW);
  }
  const edit = (name: string, change: (text: string) => string) => (entries: ZipEntry[]) =>
    entries.map((one) =>
      one.name === name ? { ...one, bytes: Buffer.from(change(Buffer.from(one.bytes).toString())) } : one,
    );

  it("has another document", async () => {
    const report = await judge(await repack(edit("documents/contract.txt", (text) => text.replace("100", "900"))));
    expect(report).toMatchObject({ outcome: "invalid", subIndication: "HASH_FAILURE" });
  });

  it("has an LTV-SDO that does not verify although it is sealed over once more", async () => {
    const { files } = await readAsic(container);
    const forged = files.map((file) =>
      file.name.includes("1-ltv-sdo")
        ? { ...file, bytes: Buffer.from(Buffer.from(file.bytes).toString().replace("192.0.2.7", "192.0.2.8")) }
        : file,
    );
    expect(await judge(await buildAsic(forged, world.sealing()))).toMatchObject({
      outcome: "invalid",
      seal: { outcome: "valid" },
    });
    const broken = files.map((file) =>
      file.name.includes("1-ltv-sdo") ? { ...file, bytes: Buffer.from("<x/>") } : file,
    );
    expect(await judge(await buildAsic(broken, world.sealing()))).toMatchObject({
      outcome: "invalid",
      subIndication: "FORMAT_FAILURE",
    });
  });

  it("has a document that nobody signed beside what somebody did", async () => {
    const { files } = await readAsic(container);
    const misleading = await buildAsic(
      [...files, { ...FILES[0]!, name: "read-this.txt", bytes: Buffer.from("I owe nothing.") }],
      world.sealing(),
    );
    const report = await judge(misleading);
    expect(report).toMatchObject({ outcome: "invalid", reason: "other-document", seal: { outcome: "valid" } });
    expect(complaints(report.findings)).toEqual(["belonging other-document"]);
  });

  it.each<[string, () => Promise<Uint8Array>]>([
    ["a file that the seal is not over", () => repack((entries) => [...entries, { name: "more.txt", bytes: TEXT }])],
    [
      "and the manifest lists it",
      () =>
        repack((entries) =>
          edit("META-INF/manifest.xml", (text) =>
            text.replace(
              "</manifest:manifest>",
              '<manifest:file-entry manifest:full-path="more.txt" manifest:media-type="text/plain"/></manifest:manifest>',
            ),
          )([...entries, { name: "more.txt", bytes: TEXT }]),
        ),
    ],
    ["a file less", () => repack((entries) => entries.filter(({ name }) => name !== "documents/contract.txt"))],
    [
      "another media type",
      () =>
        repack(
          edit("META-INF/manifest.xml", (text) =>
            text.replace(
              'contract.txt" manifest:media-type="text/plain"',
              'contract.txt" manifest:media-type="text/html"',
            ),
          ),
        ),
    ],
    ["no seal", () => repack((entries) => entries.filter(({ name }) => !name.includes("signatures")))],
    ["no manifest", () => repack((entries) => entries.filter(({ name }) => !name.includes("manifest")))],
    [
      "a second file of seals",
      () => repack((entries) => [...entries, { ...entries.at(-1)!, name: "META-INF/signatures002.xml" }]),
    ],
    ["its media type compressed", () => repack(([first, ...rest]) => [{ ...first!, stored: false }, ...rest])],
    ["its media type at another place", () => repack(([first, ...rest]) => [...rest, first!])],
    ["another media type of its own", () => repack(edit("mimetype", (text) => text.replace("asic-e", "asic-s")))],
    ["a name that leads out", () => repackRaw("documents/contract.txt", "../ocuments/contract.txt")],
    [
      "a name in two spellings",
      () => repack((entries) => [...entries, { name: "Documents/Contract.txt", bytes: TEXT }]),
    ],
  ])("%s", async (_name, make) => {
    await expect(readAsic(await make())).rejects.toMatchObject({ code: "bad-asic" });
  });

  /** The name changed where it stands, in both headers. */
  async function repackRaw(from: string, to: string): Promise<Uint8Array> {
    return Buffer.from(Buffer.from(container).toString("latin1").replaceAll(from, to), "latin1");
  }
});

describe("what is not built as a container", () => {
  const file = (name: string, bytes: Uint8Array = TEXT): AsicFile => ({ name, mediaType: "text/plain", bytes });

  it.each<[string, readonly AsicFile[], string]>([
    ["nothing", [], "bad-content"],
    ["two files of one name", [file("a.txt"), file("A.txt")], "bad-content"],
    ["a name that leads out", [file("../a.txt")], "bad-content"],
    ["an absolute name", [file("/a.txt")], "bad-content"],
    ["a name of its own parts", [file("META-INF/container.xml")], "bad-content"],
    ["its media type", [file("mimetype")], "bad-content"],
    ["a name to be encoded", [file("a%2e.txt")], "bad-content"],
    ["a name with blanks", [file("a b.txt")], "bad-content"],
    ["a hidden name", [file(".a")], "bad-content"],
    ["too many files", Array.from({ length: 16 }, (_, index) => file(`${index}.txt`)), "too-large"],
    ["too much", [file("a.bin", Buffer.alloc(33 * 1024 * 1024))], "too-large"],
  ])("%s", async (_name, files, code) => {
    await expect(buildAsic(files, world.sealing())).rejects.toMatchObject({ code });
  });

  it("an LTV-SDO that was changed", async () => {
    const bytes = Buffer.from(await buildLtvSdo(world.native(), world.sealing()));
    const forged = Buffer.from(bytes.toString().replace("192.0.2.7", "192.0.2.8"));
    await expect(exportAsic([forged], world.sealing())).rejects.toMatchObject({ code: "bad-content" });
  });
});
