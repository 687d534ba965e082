/** PDFs that two people sign, one after the other; and what the second, or anybody after them, may not do to what the first signed. */
import { createTestCa } from "@eid-gateway/oces-testing";
import { beforeAll, describe, expect, test } from "vitest";
import { writeSignedData } from "../src/index.js";
import { NOW, sealKeyOf } from "./ca.js";
import { judge } from "./pades-world.js";
import { append, textOf } from "./pdfs/append-revision.js";
import { latin1, streamText } from "./pdfs/assemble-pdf.js";
import { formToSign, PAGE, type Signer, signInTurn, type Turn } from "./pdfs/sign-in-turn.js";
import { createWorld, listsAt, type World } from "./world.js";

let world: World;
let [ella, bo]: Signer[] = [];
beforeAll(async () => {
  world = await createWorld();
  [ella, bo] = [world.person, world.seal].map((identity): Signer => {
    return (digest) => writeSignedData({ digest, key: sealKeyOf(identity) });
  });
});

const judged = (bytes: Uint8Array) => judge(world, bytes, { revocation: listsAt(world.ca, NOW) });
const both = async (second: Turn = {}, first: Turn = {}, form = formToSign()) =>
  signInTurn(await signInTurn(form, ella!, first), bo!, second);
const textsOf = ({ structure }: Awaited<ReturnType<typeof judged>>) =>
  structure.findings.filter(({ level }) => level !== "passed").map(({ text }) => text);

const emptyField = (name: string, rect = "[0 0 0 0]") =>
  `<< /Type /Annot /Subtype /Widget /FT /Sig /T (${name}) /P ${PAGE} 0 R /F 132 /Rect ${rect} >>`;
const mdp = (level: number) =>
  `/Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /P ${level} /V /1.2 >> >>] `;
const fieldMdp = (lock: string) =>
  `/Reference [<< /Type /SigRef /TransformMethod /FieldMDP /TransformParams << /Type /TransformParams ${lock} /V /1.2 >> >>] `;
const FORGED = streamText("BT /F1 18 Tf 60 760 Td (Pay 900000) Tj ET");
const LOOK = streamText("0 0 600 900 re f", "/Type /XObject /Subtype /Form /BBox [0 0 600 900] ");

describe("a PDF that several sign in turn is valid", () => {
  test("with a field that each of them brings, and everybody is told of", async () => {
    const report = await judged(await signInTurn(await both(), ella!));
    expect(report.complaints).toEqual([]);
    expect(report.outcome).toBe("valid");
    const names = [report.seal, ...report.others].map(({ sealer }) => sealer!.subject);
    expect(names.map((name) => /Ella|Hub/.exec(name)![0])).toEqual(["Ella", "Hub", "Ella"]);
  });

  test("in fields that were laid out for them", async () => {
    const form = formToSign({ 21: emptyField("first"), 22: emptyField("second") });
    expect((await judged(await both({ fills: 22 }, { fills: 21 }, form))).complaints).toEqual([]);
  });

  test("by signatures as they were before PAdES", async () => {
    const kind = "adbe.pkcs7.detached";
    expect((await judged(await both({ kind }, { kind }))).complaints).toEqual([]);
  });

  test.each(["/Action /Include /Fields []", "/Action /Include /Fields [(t) (s.a)]", "/Action /Exclude /Fields [(s)]"])(
    "when the first locks other fields (%s)",
    async (lock) => {
      const form = formToSign({ 21: emptyField("s") });
      expect((await judged(await both({ fills: 21 }, { signature: fieldMdp(lock) }, form))).complaints).toEqual([]);
    },
  );

  test.each([2, 3])("when the first lets others sign (DocMDP %d)", async (level) => {
    expect((await judged(await both({}, { signature: mdp(level) }))).complaints).toEqual([]);
  });
});

describe("a PDF that several sign in turn is not valid", () => {
  test.each<readonly [string, Turn, string]>([
    ["when the first forbids it (DocMDP 1)", { signature: mdp(1) }, "permits no such signature"],
    ["when the first permits what nobody knows", { signature: mdp(4) }, "restricts"],
    ["when the first restricts it in another way", { signature: mdp(2).replace("DocMDP", "UR3") }, "restricts"],
    ["when the first locks all fields", { signature: fieldMdp("/Action /All") }, "permits no such signature"],
    [
      "when the first locks all fields but one",
      { signature: fieldMdp("/Action /Exclude /Fields [(x)]") },
      "permits no",
    ],
    [
      "when the first locks the second's field",
      { signature: fieldMdp("/Action /Include /Fields [(a) (s)]") },
      "permits no",
    ],
    ["when the first locks what nobody knows", { signature: fieldMdp("/Action /Include /Fields 7") }, "restricts"],
    ["when the first's field locks all", { field: "/Lock << /Action /All >> " }, "permits no such signature"],
    [
      "when the first's field permits nothing",
      { field: "/Lock << /Action /Include /Fields [] /P 1 >> " },
      "permits no",
    ],
    ["when what the first permits is no list", { signature: "/Reference /None " }, "restricts"],
  ])("%s", async (_when, first, text) => {
    const form = formToSign({ 21: emptyField("s") });
    const report = await judged(await both({ fills: 21 }, first, form));
    expect(report.outcome).not.toBe("valid");
    expect(textsOf(report)).toEqual([expect.stringContaining(text)]);
    expect(textsOf(report)[0]).toMatch(/^The signature "s\d+"/);
  });

  test.each<readonly [string, Turn]>([
    ["of its own", { rect: "[0 0 500 500]", field: "/AP << /N 77 0 R >> ", more: () => ({ 77: LOOK }) }],
    ["that was laid out for it", { fills: 21, field: "/AP << /N 77 0 R >> ", more: () => ({ 77: LOOK }) }],
  ])("when the second is seen, in a field %s: it may cover what the first signed", async (_where, second) => {
    const form = formToSign({ 21: emptyField("big", "[0 0 500 500]") });
    const report = await judged(await both(second, {}, form));
    expect(report.outcome).toBe("indeterminate");
    expect(textsOf(report)).toEqual([expect.stringContaining("may cover what was signed before it")]);
  });
});

/** What the second signer's own revision does besides, and what is said of it. */
const SECOND: Readonly<Record<string, readonly [turn: Turn, complaint: string, form?: () => Buffer]>> = {
  "changes what a page shows": [{ more: () => ({ [PAGE + 1]: FORGED }) }, "a sealed object was replaced"],
  "brings other letters (shadow attack: replace)": [
    { more: () => ({ 4: "<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>" }) },
    "a sealed object was replaced",
  ],
  "takes away what covered something (shadow attack: hide)": [
    { more: () => ({ 30: streamText("", "/Type /XObject /Subtype /Form /BBox [0 0 1 1] ") }) },
    "a sealed object was replaced",
    () => withObject(30, LOOK),
  ],
  "removes what covered something": [
    { more: () => ({ 30: "null" }), entries: () => ({ 30: "0000000000 00001 f \n" }) },
    "an object was removed",
    () => withObject(30, LOOK),
  ],
  "shows what lay hidden in what the first signed (shadow attack: hide and replace)": [
    {
      more: () => ({ [PAGE + 1]: FORGED }),
      entries: (bytes) => ({
        [PAGE + 1]:
          `${String(bytes.indexOf(`\n${PAGE + 1} 0 obj\n`, bytes.indexOf("% hidden")) + 1).padStart(10, "0")} 00000 n \n`,
      }),
    },
    "put to another use",
    () => hidden(),
  ],
  "puts a note over a page": [
    {
      more: (bytes, next) => ({
        [PAGE]: textOf(bytes, PAGE).replace("/Annots [", `/Annots [${next + 1} 0 R `),
        [next + 1]: "<< /Type /Annot /Subtype /FreeText /Rect [0 0 500 500] /Contents (Pay 900000) >>",
      }),
    },
    "a page was changed",
  ],
  "changes what was filled in": [
    { more: (bytes) => ({ 31: textOf(bytes, 31).replace("(100)", "(900)") }) },
    "a sealed object was replaced",
    () => formToSign({ 31: "<< /Type /Annot /Subtype /Widget /FT /Tx /T (amount) /V (100) /Rect [0 0 9 9] >>" }),
  ],
  "adds a field that is filled in": [
    {
      more: (bytes, next) => ({
        20: textOf(bytes, 20).replace("/Fields [", `/Fields [${next + 1} 0 R `),
        [next + 1]: "<< /FT /Tx /T (more) /V (900) >>",
      }),
    },
    "fields were taken out of the form or changed",
  ],
  "does something when it is opened": [
    { more: (bytes) => ({ 1: textOf(bytes, 1).replace(/>>$/, " /OpenAction << /S /JavaScript /JS (x) >> >>") }) },
    "the catalog was changed",
  ],
  "has its field do something": [
    { field: "/A << /S /Launch /F (a) >> " },
    "a field was added that is neither a signature nor a document time-stamp without a look",
  ],
  "shows a look by way of the first signature": [
    {
      fills: 21,
      more: (bytes, next) => ({
        21: `<< ${inside(bytes, 21)} /V ${firstSignature(bytes)} 0 R /AP << /N ${next} 0 R >> >>`,
        [next]: LOOK,
      }),
    },
    "a sealed object was replaced",
    () => formToSign({ 21: emptyField("big", "[0 0 500 500]") }),
  ],
  "moves the field that was laid out for it": [
    { fills: 21, more: (bytes) => ({ 21: textOf(bytes, 21).replace("[0 0 0 0]", "[0 0 500 500]") }) },
    "a sealed object was replaced",
    () => formToSign({ 21: emptyField("second") }),
  ],
};

const inside = (bytes: Buffer, object: number) => textOf(bytes, object).replace(/^<<|>>$/g, "");
const firstSignature = (bytes: Buffer) => Number(/(\d+) 0 obj\n<< \/Type \/Sig /.exec(bytes.toString("latin1"))![1]);
const withObject = (object: number, text: string) =>
  append(formToSign({}, `/Cover ${object} 0 R `), { [object]: text });
/** A second version of the page's content, in a stream that nobody looks into. */
function hidden(): Buffer {
  return append(formToSign(), {
    40: streamText(`% hidden\n${PAGE + 1} 0 obj\n${FORGED.replace("\nendstream", "\nendstream")}\nendobj\n`),
  });
}

describe("a second signature does not keep the first one valid when its revision", () => {
  test.each(Object.keys(SECOND))("%s", async (name) => {
    const [turn, complaint, form = formToSign] = SECOND[name]!;
    const report = await judged(await both(turn, {}, form()));
    expect(report.outcome).toBe("invalid");
    expect(textsOf(report).join("\n")).toContain(complaint);
    const said = textsOf(report).filter((text) => text.includes(complaint));
    expect(said).toEqual([expect.stringMatching(/^After the signature "(s\d+|big)" /)]);
  });
});

describe("what two have signed is not valid when somebody afterwards", () => {
  test.each<readonly [string, (bytes: Buffer) => Buffer, string]>([
    [
      "changes a page (incremental saving attack)",
      (bytes) => append(bytes, { [PAGE + 1]: FORGED }),
      "a sealed object was replaced",
    ],
    [
      "takes the second signature away",
      (bytes) => append(bytes, { [secondOf(bytes)]: "null" }),
      "a field was added that is neither a signature nor",
    ],
    [
      "gives the second signature's field a look",
      (bytes) =>
        append(bytes, { [secondOf(bytes) + 1]: textOf(bytes, secondOf(bytes) + 1).replace("[0 0 0 0]", "[0 0 9 9]") }),
      "a sealed object was replaced",
    ],
    ["adds an object for later", (bytes) => append(bytes, { 90: "(waiting)" }), "nothing to do with proof"],
    ["adds bytes", (bytes) => Buffer.concat([bytes, latin1("more")]), "bytes follow the end"],
  ])("%s", async (_what, attack, complaint) => {
    const report = await judged(attack(await both()));
    expect(report.outcome).toBe("invalid");
    expect(textsOf(report).join("\n")).toContain(complaint);
  });
});
const secondOf = (bytes: Buffer) =>
  Number([...bytes.toString("latin1").matchAll(/(\d+) 0 obj\n<< \/Type \/Sig /g)].at(-1)![1]);

describe("a second signature that is none (universal signature forgery)", () => {
  const edit = (what: RegExp, into: string) => async () => {
    const bytes = await both();
    const text = bytes.toString("latin1");
    const at = [...text.matchAll(new RegExp(what, "g"))].at(-1)!;
    return latin1(
      text.slice(0, at.index) + into.padEnd(at[0].length).slice(0, at[0].length) + text.slice(at.index + at[0].length),
    );
  };
  test.each<readonly [string, () => Promise<Buffer>]>([
    ["has no range", edit(/\/ByteRange \[[^\]]*\]/, "")],
    ["has an empty range", edit(/\/ByteRange \[[^\]]*\]/, "/ByteRange []")],
    ["has a range that is null", edit(/\/ByteRange \[[^\]]*\]/, "/ByteRange null")],
    ["has a range with a hole in it", edit(/(?<=\/ByteRange \[0 )\d+ \d+/, "0000000100 0000009000")],
    ["has a range of nothing", edit(/\/ByteRange \[[^\]]*\]/, "/ByteRange [0 0 0 0]")],
    ["has no content", edit(/\/Contents <[0-9a-f]+>/, "")],
    ["has content that is null", edit(/\/Contents <[0-9a-f]+>/, "/Contents null")],
    ["has content of zeros", edit(/(?<=\/Contents <)[0-9a-f]{400}/, "0".repeat(400))],
    ["is of a kind that nobody knows", edit(/ETSI\.CAdES\.detached/, "adbe.x509.rsa_sha1")],
  ])("%s", async (_what, make) => {
    const report = await judged(await make());
    expect(report.outcome).toBe("invalid");
    expect(report.complaints).not.toEqual([]);
  });

  test("is the first one's once more", async () => {
    const first = await signInTurn(formToSign(), ella!);
    const copied = textOf(first, firstSignature(first));
    const report = await judged(append(first, { 90: copied }));
    expect(report.outcome).toBe("invalid");
    expect(report.complaints).toContain("structure byte-range not-intact");
  });

  test("is made by a key that nobody trusts", async () => {
    const ca = await createTestCa({ baseUrl: "http://ca.test", clock: { now: () => NOW }, seed: "stranger" });
    const eve = sealKeyOf(await ca.issuePoces({ name: "Eve" }));
    const bytes = await signInTurn(await signInTurn(formToSign(), ella!), (digest) =>
      writeSignedData({ digest, key: eve }),
    );
    const report = await judged(bytes);
    expect(report.structure.outcome).toBe("valid");
    expect(report.seal.outcome).toBe("valid");
    expect(report.outcome).not.toBe("valid");
    expect(report.complaints).toEqual(["other chain untrusted"]);
  });
});
