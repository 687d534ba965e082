/**
 * Mutated messages: each is refused, or is valid with the very content that was signed, and none takes a second.
 * `EID_FUZZ=1000000` for a night; a failure names the message and the seed, and `mutationsOf(message, seed)` makes it again.
 */
import {
  judgeMessage,
  type MessageReport,
  type NemidMessage,
  OcesError,
  type RevocationSource,
  readMessage,
  type Trust,
} from "@eid-gateway/oces";
import {
  type IssuedCertificate,
  loginProperties,
  type MessageDialect,
  mutationsOf,
  signMessage,
} from "@eid-gateway/oces-testing";
import { XmlError } from "@eid-gateway/xmldsig";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCa, listsOf, NOW, trustIn } from "./ca.js";
import { ATTACHMENTS, SIGNINGS, signing } from "./signings.js";

const isNight = process.env.EID_FUZZ !== undefined;
const MUTATIONS = Number(process.env.EID_FUZZ ?? 20_000);
const MOST_MS = 1_000; // of processor time: others on the machine do not count
const STATEMENT = { requestIssuer: "Demo Shop", challenge: "4839204711", timeStamp: "2022-05-01 14:00:00+0200" };
const BREATH = 1_000; // mutations between two breaths of the event loop

let person: IssuedCertificate;
let trust: Trust;
let revocation: RevocationSource;
beforeAll(async () => {
  const ca = await createCa();
  person = await ca.issuePoces();
  trust = trustIn(ca);
  revocation = listsOf(ca);
});

const logIn = (dialect: MessageDialect) =>
  signMessage({ identity: person, dialect, properties: loginProperties(STATEMENT, dialect) });
const MESSAGES: readonly (readonly [name: string, make: () => Uint8Array])[] = [
  ["a log-in with the key card", () => logIn("keycard")],
  ["a log-in with the code file", () => logIn("codefile")],
  ["a log-in in base64", () => Buffer.from(Buffer.from(logIn("keycard")).toString("base64"))],
  ...Object.entries(SIGNINGS).map(([kind, content]) => {
    return [`a signature over ${kind}`, () => signing(person, { signing: content })] as const;
  }),
  ["a signature with attachments", () => signing(person, { signing: { ...SIGNINGS.text, attachments: ATTACHMENTS } })],
  ["a signature of OCES I with SHA-1", () => signing(person, { namespace: "2003/10", digest: "sha1" })],
];

type Judged = { readonly message: NemidMessage; readonly report: MessageReport };

/** Undefined when it cannot be read; what is thrown besides is a fault of the reader. */
async function judge(bytes: Uint8Array): Promise<Judged | undefined> {
  try {
    const message = readMessage(bytes, { allowSha1: true });
    return { message, report: await judgeMessage({ message, at: NOW, trust, revocation }) };
  } catch (error) {
    if (error instanceof OcesError || error instanceof XmlError) return undefined;
    throw error;
  }
}

function contentOf({ message: { attachments }, report }: Judged): string {
  const { signer, properties, document, signedSha256, chain } = report;
  return JSON.stringify({ signer, properties, document, signedSha256, chain, attachments });
}

const seen = { unreadable: 0, refused: 0, valid: 0 };
const slowest = { ms: 0, name: "", seed: 0 };
let spentMs = 0;
afterAll(() => {
  if (!isNight) return;
  const { unreadable, refused, valid } = seen;
  const all = unreadable + refused + valid;
  console.log(
    `${all} mutated messages: ${unreadable} cannot be read, ${refused} are not valid, ${valid} say what was signed.\n` +
      `${((all / spentMs) * 1000).toFixed(0)} a second and core; the slowest took ${slowest.ms.toFixed(1)} ms: ${slowest.name}, seed ${slowest.seed}.`,
  );
});

function countTime(start: NodeJS.CpuUsage, name: string, seed: number): void {
  const { user, system } = process.cpuUsage(start);
  const ms = (user + system) / 1000;
  spentMs += ms;
  if (ms > slowest.ms) Object.assign(slowest, { ms, name, seed });
  if (ms > MOST_MS) throw new Error(`${name}, seed ${seed}: it took ${ms} ms`);
}

describe(`${MUTATIONS} mutated messages`, () => {
  const each = Math.ceil(MUTATIONS / MESSAGES.length);
  it.each(MESSAGES)(
    "are refused, or say what was signed: %s",
    async (name, make) => {
      const message = make();
      const honest = await judge(message);
      expect(honest?.report.outcome).toBe("valid");
      const content = contentOf(honest!);
      const counts = { unreadable: 0, refused: 0, valid: 0 };
      for (let seed = 0; seed < each; seed++) {
        const { bytes, applied } = mutationsOf(message, seed);
        const start = process.cpuUsage();
        const judged = await judge(bytes).catch((cause: unknown) => {
          throw new Error(`${name}, seed ${seed} (${applied}): the reader fell over`, { cause });
        });
        countTime(start, name, seed);
        const isValid = judged?.report.outcome === "valid";
        counts[judged === undefined ? "unreadable" : isValid ? "valid" : "refused"]++;
        if (isValid && contentOf(judged) !== content) {
          throw new Error(`${name}, seed ${seed} (${applied}): other content was accepted`);
        }
        if (seed % BREATH === 0) await new Promise(setImmediate);
      }
      for (const [verdict, count] of Object.entries(counts)) seen[verdict as keyof typeof seen] += count;
      // Mutations that are always noticed by the same check would try nothing else.
      expect(counts.unreadable).toBeGreaterThan(0);
      expect(counts.refused).toBeGreaterThan(0);
    },
    60_000 + MUTATIONS * 10,
  );
});
