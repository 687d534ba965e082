/**
 * One reading: of every PDF that may be ordered, the page on which it is read (PDF.js) shows what the package has on its pages, however
 * the file was damaged or tampered with on its way.
 */

import { mutate } from "@eid-gateway/oces-testing";
import { buildPades, inspectPdf } from "@eid-gateway/sdo";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createSealing } from "../../src/cli/sealed-objects.js";
import { openVerificationDesk, type VerificationDesk } from "../../src/cli/verification-desk.js";
import { readPdfText } from "../../src/signing/read-pdf-text.js";
import { samplePdf } from "../../src/signing/sample-pdf.js";

let desk: VerificationDesk;
let pack: (bytes: Uint8Array) => Promise<Uint8Array>;
beforeAll(async () => {
  desk = await openVerificationDesk();
  const { key, clock } = await createSealing(desk);
  pack = (bytes) => {
    const documents = [{ title: "Contract", mediaType: "application/pdf", bytes }] as const;
    const contents = { documents, signatures: [], evidence: [], front: { language: "en" }, sealedBy: "Hub" } as const;
    return buildPades(contents, { key, clock });
  };
});
afterAll(() => desk?.remove());

it("is what is shown, and what is packed", async () => {
  const sample = await samplePdf();
  let taken = 0;
  for (let seed = 0; seed < 1500; seed++) {
    const bytes = seed === 0 ? sample : mutate(sample, seed);
    const { findings } = await inspectPdf(bytes);
    if (findings.some(({ kind }) => kind !== "note")) continue;
    taken++;
    const [, ...packed] = await readPdfText(await pack(bytes));
    expect(packed, `seed ${seed}`).toEqual(await readPdfText(bytes));
  }
  expect(taken).toBeGreaterThan(5);
});
