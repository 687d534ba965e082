/**
 * Damaged messages: each is refused, or is valid with the very content that was signed. `EID_FUZZ=1000000` for a night; a failure
 * names the message and the seed, and `mutate(message, seed)` makes it again.
 */
import {
  judgeMessage,
  type MessageReport,
  OcesError,
  type RevocationSource,
  readMessage,
  type Trust,
} from "@eid-gateway/oces";
import { type IssuedCertificate, loginProperties, type MessageDialect, signMessage } from "@eid-gateway/oces-testing";
import { XmlError } from "@eid-gateway/xmldsig";
import { beforeAll, describe, expect, it } from "vitest";
import { createCa, listsOf, NOW, trustIn } from "./ca.js";
import { mutate } from "./mutate.js";
import { SIGNINGS, signing } from "./signings.js";

const MUTATIONS = Number(process.env.EID_FUZZ ?? 20_000);
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
];

/** Undefined when it cannot be read; what is thrown besides is a fault of the reader. */
async function judge(bytes: Uint8Array): Promise<MessageReport | undefined> {
  try {
    return await judgeMessage({ message: readMessage(bytes), at: NOW, trust, revocation });
  } catch (error) {
    if (error instanceof OcesError || error instanceof XmlError) return undefined;
    throw error;
  }
}

function contentOf({ signer, properties, document, signedSha256, chain }: MessageReport): string {
  return JSON.stringify({ signer, properties, document, signedSha256, chain });
}

describe(`${MUTATIONS} damaged messages`, () => {
  const each = Math.ceil(MUTATIONS / MESSAGES.length);
  it.each(MESSAGES)(
    "are refused, or say what was signed: %s",
    async (name, make) => {
      const message = make();
      const honest = await judge(message);
      expect(honest?.outcome).toBe("valid");
      const content = contentOf(honest!);
      const seen = { unreadable: 0, refused: 0, valid: 0 };
      for (let seed = 0; seed < each; seed++) {
        const report = await judge(mutate(message, seed)).catch((cause: unknown) => {
          throw new Error(`${name}, seed ${seed}: the reader fell over`, { cause });
        });
        seen[report === undefined ? "unreadable" : report.outcome === "valid" ? "valid" : "refused"]++;
        if (report?.outcome === "valid" && contentOf(report) !== content) {
          throw new Error(`${name}, seed ${seed}: other content was accepted`);
        }
        if (seed % BREATH === 0) await new Promise(setImmediate);
      }
      // Damage that is always noticed by the same check would try nothing else.
      expect(seen.unreadable).toBeGreaterThan(0);
      expect(seen.refused).toBeGreaterThan(0);
    },
    60_000 + MUTATIONS * 10,
  );
});
