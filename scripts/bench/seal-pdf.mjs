/** The seal of a large PDF, beside what no seal could do without: hashing it and one RSA signature. */
import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import process from "node:process";
import { answerTimestampRequest, createTestCa, issueTimestamper } from "../../packages/oces-testing/dist/index.js";
import { buildPades, timestampService } from "../../packages/sdo/dist/index.js";
import { spreadOf } from "./interleave.mjs";
import { SIGNED_AT } from "./material.mjs";

const ROUNDS = 5;
const MEGABYTE = 1024 * 1024;

export async function measureSeal() {
  const clock = { now: () => SIGNED_AT };
  const ca = await createTestCa({ baseUrl: "http://pki.test", seed: "bench", clock });
  const seal = await ca.issueFoces({ name: "Bench", keyUsage: ["digitalSignature"] });
  const tsa = await issueTimestamper(ca, { name: "Bench TSA" });
  const key = {
    certificate: seal.certificate,
    chain: [ca.issuing.certificate, ca.root.certificate],
    sign: async (data) => sign("sha256", data, seal.privateKey),
  };
  const fetch = async (_url, { body }) =>
    new Response(answerTimestampRequest(body, { tsa, at: SIGNED_AT }), {
      headers: { "content-type": "application/timestamp-reply" },
    });
  const timestamps = timestampService({ url: "http://tsa.test", fetch, clock });
  const pdf = pdfOfImages(10 * MEGABYTE);
  const contents = {
    documents: [{ title: "Images", mediaType: "application/pdf", bytes: pdf }],
    signatures: [{ name: "Anna Jensen", method: "nemid-sign", at: clock.now() }],
    evidence: [],
    front: { language: "en" },
    sealedBy: "Bench",
  };
  const floorKey = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  const [ours, floor] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(await timed(() => buildPades(contents, { key, clock, timestamps })));
    floor.push(await timed(async () => sign("sha256", createHash("sha256").update(pdf).digest(), floorKey)));
  }
  const ratio = spreadOf(ours.map((each, at) => each / floor[at]));
  console.log(
    `a PDF of ${(pdf.length / MEGABYTE).toFixed(1)} MB of images, sealed: ${spreadOf(ours).median.toFixed(0)} ms; SHA-256 and RSA alone ${spreadOf(floor).median.toFixed(1)} ms (${ratio.median.toFixed(0)} times, ${ratio.from.toFixed(0)} to ${ratio.to.toFixed(0)}); most memory of this process ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`,
  );
}

async function timed(run) {
  const begun = performance.now();
  await run();
  return performance.now() - begun;
}

/** One picture a page, of bytes that nothing can make smaller; written by hand, as scanners do. */
function pdfOfImages(bytes) {
  const pages = 10;
  const [side, parts, offsets] = [Math.floor(Math.sqrt(bytes / pages / 3)), [Buffer.from("%PDF-1.7\n")], []];
  let length = parts[0].length;
  const add = (...chunks) => {
    offsets.push(length);
    for (const chunk of [`${offsets.length} 0 obj\n`, ...chunks, "\nendobj\n"]) {
      const part = Buffer.from(chunk);
      parts.push(part);
      length += part.length;
    }
  };
  const stream = (dictionary, content) => [
    `<<${dictionary}/Length ${content.length}>>\nstream\n`,
    content,
    "\nendstream",
  ];
  add("<</Type/Catalog/Pages 2 0 R>>");
  add(
    `<</Type/Pages/Count ${pages}/Kids[${Array.from({ length: pages }, (_, at) => `${3 + 3 * at} 0 R`).join(" ")}]>>`,
  );
  for (let at = 0; at < pages; at++) {
    const [image, content] = [4 + 3 * at, 5 + 3 * at];
    add(
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</Im0 ${image} 0 R>>>>/Contents ${content} 0 R>>`,
    );
    const pixels = randomBytes(side * side * 3);
    add(
      ...stream(
        `/Type/XObject/Subtype/Image/Width ${side}/Height ${side}/ColorSpace/DeviceRGB/BitsPerComponent 8`,
        pixels,
      ),
    );
    add(...stream("", Buffer.from("q 595 0 0 595 0 0 cm /Im0 Do Q")));
  }
  const entries = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const size = offsets.length + 1;
  const end = `xref\n0 ${size}\n0000000000 65535 f \n${entries}trailer\n<</Size ${size}/Root 1 0 R>>\nstartxref\n${length}\n%%EOF\n`;
  return Buffer.concat([...parts, Buffer.from(end)]);
}
