import {
  type IssuedCertificate,
  loginProperties,
  type MessageAttack,
  messageAttacks,
  signMessage,
} from "@eid-gateway/oces-testing";
import { beforeAll, describe, expect, test } from "vitest";
import { newCa } from "./test-ca-of-today.js";
import { signatureHolds } from "./verify-with-xml-crypto.js";

const FORGERY = { property: "challenge", value: "666" };

/** Those a faithful XML-DSig library lets through: the reason a verifier must read only what was hashed. */
const PASSING: MessageAttack[] = [
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

let person: IssuedCertificate;
let message: Uint8Array;
beforeAll(async () => {
  person = await (await newCa()).issuePoces();
  message = signMessage({
    identity: person,
    properties: loginProperties({ requestIssuer: "Demo", challenge: "8412" }),
  });
});

const libraryAccepts = (attacked: Uint8Array): boolean => {
  try {
    return signatureHolds(attacked, person);
  } catch {
    return false;
  }
};

describe("attacks that a faithful library lets through", () => {
  test.each(PASSING)("%s", (name) => {
    expect(libraryAccepts(messageAttacks[name](message, FORGERY))).toBe(true);
  });
});

describe("attacks that any library stops", () => {
  const stopped = (Object.keys(messageAttacks) as MessageAttack[]).filter((name) => !PASSING.includes(name));
  test.each(stopped)("%s", (name) => {
    expect(libraryAccepts(messageAttacks[name](message, FORGERY))).toBe(false);
  });
});

test("forgeries carry the wished value in the encoding of the property", () => {
  const attacked = messageAttacks["altered-value"](message, { property: "RequestIssuer", value: "Evil" });
  expect(Buffer.from(attacked).toString("utf8")).toContain(`>${Buffer.from("Evil").toString("base64")}<`);
});

test("an attack that finds nothing to change says so", () => {
  const attack = () => messageAttacks["altered-value"](message, { property: "absent", value: "x" });
  expect(attack).toThrow(/nothing this attack could change/);
});
