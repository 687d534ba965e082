import { describe, expect, test, vi } from "vitest";
import { buildPades, type PackagedSignature } from "../src/index.js";
import { FRONT_TEXTS } from "../src/pades/painting/front-texts.js";
import { paintFrontPage } from "../src/pades/painting/paint-front-page.js";
import { Paper } from "../src/pades/painting/paper.js";
import { placeSignatures } from "../src/pades/place-signatures.js";
import { NOW } from "./ca.js";
import { contentsOf } from "./package-contents.js";

const document = (title: string) => ({ title, mediaType: "text/plain", bytes: Buffer.from(title) }) as const;
const by = (name: string, ...documents: readonly number[]): PackagedSignature => ({
  name,
  method: "NemID",
  at: NOW,
  ...(documents.length > 0 && { documents }),
});

/** Every line that is drawn, in order. */
async function linesOf(language: "da" | "en", titles: readonly string[], signatures: readonly PackagedSignature[]) {
  const contents = contentsOf({ documents: titles.map(document), signatures, front: { language } });
  const paper = await Paper.open();
  const write = vi.spyOn(paper, "write");
  const documents = contents.documents.map((each) => ({ ...each, sha256: "00", size: 1, pages: 1 }));
  await paintFrontPage(paper, { ...contents, documents, signatures: placeSignatures(contents), evidence: [], at: NOW });
  return write.mock.calls.map(([, text]) => text);
}
const signaturesIn = (lines: readonly string[], language: "da" | "en") => {
  const { signatures, seal } = FRONT_TEXTS[language];
  return lines.slice(lines.indexOf(signatures) + 1, lines.indexOf(seal)).filter((line) => line !== "");
};

describe("the front page", () => {
  test.each([
    ["en", "Signed document", "with NemID, 2022-05-01 12:00:00 UTC"],
    ["da", "Har underskrevet dokument", "med NemID, 2022-05-01 12:00:00 UTC"],
  ] as const)("in %s says of each signer which documents they signed, how and when", async (language, signed, how) => {
    const lines = await linesOf(language, ["Loan", "Pledge", "Rules"], [by("Ella", 2, 0, 2), by("Bo", 1)]);
    expect(lines).toEqual(expect.arrayContaining(["1. Loan", "2. Pledge", "3. Rules"]));
    expect(signaturesIn(lines, language)).toEqual([
      ...["Ella", `${signed} 1: Loan`, `${signed} 3: Rules`, how],
      ...["Bo", `${signed} 2: Pledge`, how],
    ]);
  });

  test("stays simple when there is one document", async () => {
    const lines = await linesOf("en", ["Loan"], [by("Ella"), by("Bo", 0)]);
    const how = "with NemID, 2022-05-01 12:00:00 UTC";
    expect(signaturesIn(lines, "en")).toEqual(["Ella", how, "Bo", how]);
  });

  test.each<readonly [string, readonly number[]]>([
    ["of several documents names none", []],
    ["names one that is not there", [2]],
    ["counts from the end", [-1]],
    ["names half a one", [0.5]],
  ])("is not made when a signature %s", async (_what, places) => {
    const contents = contentsOf({ documents: ["Loan", "Pledge"].map(document), signatures: [by("Ella", ...places)] });
    const making = buildPades(contents, { key: undefined as never, clock: { now: () => NOW } });
    await expect(making).rejects.toMatchObject({ code: "bad-content" });
  });
});
