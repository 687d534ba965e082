import { readMessage } from "@eid-gateway/oces";
import { type MessageAttack, messageAttacks } from "@eid-gateway/oces-testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signLogIn } from "../../src/cli/verification-desk.js";
import { ask } from "../../src/judges/ask.js";
import { type Bench, openBench, toPem } from "../../src/judges/bench.js";

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench?.clear());

/** xmlsec1's word on the first signature it finds, with the signer's key given. */
async function xmlsec1(message: Uint8Array, signer: string): Promise<boolean> {
  const file = bench.file("message.xml", message);
  const key = ["--pubkey-cert-pem", bench.file("signer.pem", signer), "--enabled-key-data", "x509"];
  return (await ask("xmlsec1", "--verify", "--id-attr:Id", "Object", ...key, file)).content;
}

const opinions = async (message: Uint8Array, signer: string) => ({
  xmlsec1: (await xmlsec1(message, signer)) ? "accepts" : "refuses",
  verify: (await bench.accepts(message)) ? "accepts" : "refuses",
});

describe("log-ins signed by the test CA", () => {
  it.each(["keycard", "codefile"] as const)("%s: both accept", async (dialect) => {
    const person = await bench.world.simulator.ca.issuePoces();
    expect(await opinions(signLogIn(person, dialect), person.pem)).toEqual({ xmlsec1: "accepts", verify: "accepts" });
  });
});

/** Signatures that hold by the letter of XML-DSig: what they cover is not what a careless reader sees. */
const STILL_SIGNED: readonly MessageAttack[] = [
  "property-outside-signed-object",
  "honest-object-moved-aside",
  "honest-object-inside-forged",
  "two-signatures",
  "signature-inside-forged-signature",
  "message-inside-forged-message",
  "comment-in-value",
  "cdata-in-value",
  "doctype-declaring-attributes",
];

describe("attacks on a signed log-in: xmlsec1 by the letter, ours always no", () => {
  const table = (Object.keys(messageAttacks) as MessageAttack[]).map(
    (attack) => [attack, STILL_SIGNED.includes(attack) ? "accepts" : "refuses"] as const,
  );
  it.each(table)("%s: xmlsec1 %s, verify refuses", async (attack, expected) => {
    const person = await bench.world.simulator.ca.issuePoces();
    const message = messageAttacks[attack](signLogIn(person), { property: "challenge", value: "1" });
    expect(await opinions(message, person.pem)).toEqual({ xmlsec1: expected, verify: "refuses" });
  });
});

describe("log-ins from the running simulator", () => {
  const signerOf = (message: Uint8Array) => toPem(readMessage(message).signer!.der);

  it.each(["POCES", "MOCES"] as const)("%s: both accept, and both refuse it changed by one character", async (kind) => {
    const message = await bench.logIn(await bench.world.simulator.createIdentity({ kind, autofill: true }));
    const signer = signerOf(message);
    expect(await opinions(message, signer)).toEqual({ xmlsec1: "accepts", verify: "accepts" });
    const changed = Buffer.from(
      message.toString().replace(/(<openoces:Name>challenge<.*?<openoces:Value[^>]*>)./s, "$1x"),
    );
    expect(changed.equals(message)).toBe(false);
    expect(await opinions(changed, signer)).toEqual({ xmlsec1: "refuses", verify: "refuses" });
  });

  it("an identity that is revoked: the signature is still intact, and ours says no", async () => {
    const person = await bench.world.simulator.createIdentity({ kind: "POCES", autofill: true });
    const message = await bench.logIn(person);
    await bench.world.simulator.setStatus(person.alias, "revoked");
    expect(await opinions(message, signerOf(message))).toEqual({ xmlsec1: "accepts", verify: "refuses" });
  });
});
