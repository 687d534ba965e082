/** Damage drawn at random, to documents whose signatures hold: what opens afterwards is what was signed. */
import { readXmlSignatures } from "@eid-gateway/xmldsig";
import fc from "fast-check";
import { expect, it } from "vitest";
import { publicKey, RESPONSE, type SigningChoices, signWithXmlCrypto } from "./any-signature.js";
import { refusal } from "./refusal.js";

const RUNS = Number(process.env.EID_FUZZ ?? 6_000) / 3;
const ASSERTION = "//*[local-name()='Assertion']";

function openedIn(bytes: Uint8Array): readonly string[] {
  const opened: string[] = [];
  refusal(() => {
    for (const signature of readXmlSignatures(bytes))
      opened.push(JSON.stringify(signature.openWith(publicKey) ?? null));
  });
  return opened.filter((content) => content !== "null");
}

it.each<[string, SigningChoices]>([
  ["the whole document", { wholeDocument: true }],
  ["the root", {}],
  ["an element inside", { target: ASSERTION }],
])(
  "%s is read as signed, or not at all",
  (_name, choices) => {
    const genuine = Buffer.from(signWithXmlCrypto(RESPONSE, choices));
    const [content] = openedIn(genuine);
    expect(content).toContain("Ella");
    const at = fc.nat(genuine.length - 1);
    const piece = fc.oneof(
      fc.tuple(at, fc.nat(300)).map(([start, length]) => genuine.subarray(start, start + length)),
      fc.constantFrom("<!---->", "<x/>", "&#65;", ` ID="_a1"`, ` Id="_r1"`, " ", "").map((text) => Buffer.from(text)),
      fc.uint8Array({ maxLength: 2 }),
    );
    const damage = fc.array(fc.tuple(at, fc.nat(60), piece), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(damage, (places) => {
        let damaged: Buffer = genuine;
        for (const [start, length, by] of places) {
          damaged = Buffer.concat([damaged.subarray(0, start), by, damaged.subarray(start + length)]);
        }
        for (const opened of openedIn(damaged)) expect(opened).toBe(content);
      }),
      { numRuns: Math.ceil(RUNS), seed: 20086 },
    );
  },
  60_000 + RUNS * 10,
);
