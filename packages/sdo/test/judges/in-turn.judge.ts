/** What poppler says of PDFs that two have signed, beside what we say; and we of those that MuPDF and OpenSSL have signed. */

import type { IssuedCertificate } from "@eid-gateway/oces-testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeSignedData } from "../../src/index.js";
import { NOW, sealKeyOf } from "../ca.js";
import { judge } from "../pades-world.js";
import { append, textOf } from "../pdfs/append-revision.js";
import { streamText } from "../pdfs/assemble-pdf.js";
import { formToSign, PAGE, type Signer, signInTurn } from "../pdfs/sign-in-turn.js";
import { createWorld, listsAt, type World } from "../world.js";
import { type Desk, openDesk } from "./desk.js";

let desk: Desk;
let world: World;
beforeAll(async () => {
  desk = openDesk();
  world = await createWorld();
});
afterAll(() => desk?.clear());

const pdfsig = (bytes: Uint8Array) => desk.ask("pdfsig", "-nocert", desk.file("signed.pdf", bytes)).said;
const valid = (said: string) => said.match(/Signature is Valid/g)?.length ?? 0;
const ours = (bytes: Uint8Array) => judge(world, bytes, { revocation: listsAt(world.ca, NOW) });
const empty = (name: string) =>
  `<< /Type /Annot /Subtype /Widget /FT /Sig /T (${name}) /P ${PAGE} 0 R /F 132 /Rect [0 0 0 0] >>`;
const FORGED = streamText("BT /F1 18 Tf 60 760 Td (Pay 900000) Tj ET");

/** Our CMS, and OpenSSL's, which does not say for which certificate it is. */
const bySdo = (identity: IssuedCertificate): Signer => {
  return (digest) => writeSignedData({ digest, key: sealKeyOf(identity) });
};
const byOpenssl = (identity: IssuedCertificate): Signer => {
  return async (_digest, covered) => {
    const files = ["-in", desk.file("covered", covered), "-signer", desk.file("signer.pem", identity.pem)];
    const key = [
      "-inkey",
      desk.file("signer.key", identity.privateKeyPem),
      "-certfile",
      desk.file("ca.pem", world.ca.issuing.pem),
    ];
    const form = ["-binary", "-outform", "DER", "-md", "sha256", "-nosmimecap", "-out", "signed.cms"];
    expect(desk.ask("openssl", "cms", "-sign", ...files, ...key, ...form)).toMatchObject({ content: true });
    return desk.read("signed.cms");
  };
};
const signedBy = async (make: (identity: IssuedCertificate) => Signer, kind?: string) => {
  const turn = kind === undefined ? {} : { kind };
  return signInTurn(await signInTurn(formToSign(), make(world.person), turn), make(world.seal), turn);
};

describe("a PDF that two signed in turn", () => {
  it.each([
    ["by us", () => signedBy(bySdo)],
    ["by OpenSSL", () => signedBy(byOpenssl, "adbe.pkcs7.detached")],
  ] as const)("%s is valid to poppler and to us, and the last signature covers all of it", async (_who, make) => {
    const bytes = await make();
    const said = pdfsig(bytes);
    expect([valid(said), said.match(/ - (Total|Not total) document signed/g)]).toEqual([
      2,
      [" - Not total document signed", " - Total document signed"],
    ]);
    expect((await ours(bytes)).complaints).toEqual([]);
  });

  it.each<readonly [string, (bytes: Buffer) => Buffer]>([
    ["shows something else", (bytes) => append(bytes, { [PAGE + 1]: FORGED })],
    [
      "was filled in otherwise",
      (bytes) => append(bytes, { 20: textOf(bytes, 20).replace(/>>$/, "/NeedAppearances true >>") }),
    ],
  ])("and %s since: to poppler the signatures do not cover all, to us it is not valid", async (_what, attack) => {
    const bytes = attack(await signedBy(bySdo));
    expect(pdfsig(bytes)).not.toMatch(/ {2}- Total document signed/);
    expect((await ours(bytes)).outcome).toBe("invalid");
  });

  it("and in whose second revision the page was changed: poppler takes both for valid, and we do not", async () => {
    const first = await signInTurn(formToSign(), bySdo(world.person));
    const bytes = await signInTurn(first, bySdo(world.seal), { more: () => ({ [PAGE + 1]: FORGED }) });
    expect(valid(pdfsig(bytes))).toBe(2);
    expect((await ours(bytes)).complaints).toEqual(["structure changes changed-after-sealing"]);
  });
});

describe("a PDF that MuPDF signed twice", () => {
  it("is as it was signed, to poppler and to us, but for its SHA-1", async () => {
    const form = formToSign({ 21: empty("first"), 22: empty("second") });
    const bytes = sign(sign(form, world.person, "21"), world.seal, "22");
    expect(valid(pdfsig(bytes))).toBe(2);
    const { structure, complaints } = await ours(bytes);
    expect(structure.outcome).toBe("valid");
    expect(complaints).toEqual(
      expect.arrayContaining(["seal algorithm weak-algorithm", "other algorithm weak-algorithm"]),
    );
  });

  it("and that was changed between the signatures is not", async () => {
    const form = formToSign({ 21: empty("first"), 22: empty("second") });
    const changed = append(Buffer.from(sign(form, world.person, "21")), { [PAGE + 1]: FORGED });
    const bytes = sign(changed, world.seal, "22");
    expect(valid(pdfsig(bytes))).toBe(2);
    expect((await ours(bytes)).complaints).toContain("structure changes changed-after-sealing");
  });
});

function sign(bytes: Uint8Array, identity: IssuedCertificate, field: string): Uint8Array {
  const files = ["-inkey", desk.file("id.key", identity.privateKeyPem), "-in", desk.file("id.pem", identity.pem)];
  const packed = desk.ask("openssl", "pkcs12", "-export", ...files, "-passout", "pass:x", "-out", "id.pfx");
  expect(packed).toMatchObject({ content: true });
  const output = ["-s", "id.pfx", "-P", "x", "-o", "by-mupdf.pdf"];
  expect(desk.ask("mutool", "sign", ...output, desk.file("to-sign.pdf", bytes), field)).toMatchObject({
    content: true,
  });
  return desk.read("by-mupdf.pdf");
}
