/** What is measured: messages of a test CA, each with one that was tampered with, which everybody must refuse. */
import {
  createTestCa,
  loginProperties,
  signingProperties,
  signMessage,
} from "../../packages/oces-testing/dist/index.js";

export const SIGNED_AT = new Date("2022-05-01T12:00:00Z");
/** As long as the lists of the real issuing CAs were. */
const CRL_ENTRIES = 4_000;
const STATEMENT = {
  requestIssuer: "Bench",
  challenge: "4839204711",
  timeStamp: "2022-05-01 14:00:00+0200",
};

export async function makeMaterial() {
  const ca = await createTestCa({ baseUrl: "http://pki.test", seed: "bench", clock: { now: () => SIGNED_AT } });
  const person = await ca.issuePoces();
  const logIn = signMessage({ identity: person, properties: loginProperties(STATEMENT) });
  const signingOf = (signing) => signMessage({ identity: person, properties: signingProperties(STATEMENT), signing });
  const text = "I owe you 100 kr. æøå\n".repeat(3_000);
  const pdf = Buffer.alloc(1024 * 1024, "%PDF-1.7 nothing to see ");
  return {
    ca,
    person,
    logIn,
    lists: [ca.crl({ fillerEntries: CRL_ENTRIES }), ca.crl({ issuer: ca.root })],
    messages: [
      { name: "a log-in", ...withTampered(logIn) },
      { name: "a text", ...withTampered(signingOf({ kind: "text", text })) },
      { name: "a PDF", ...withTampered(signingOf({ kind: "pdf", pdf })) },
    ],
  };
}

/** One letter of what is signed is another. */
function withTampered(message) {
  const good = Buffer.from(message);
  const bad = Buffer.from(good);
  const at = bad.indexOf("challenge", bad.indexOf("Object "));
  if (at < 0) throw new Error("there is nothing to tamper with");
  bad.write("C", at);
  return { good, bad };
}
