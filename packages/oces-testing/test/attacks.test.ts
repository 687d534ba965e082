import {
  type AttackName,
  attackMessage,
  attacksOn,
  type IssuedCertificate,
  loginProperties,
  type MessageKind,
  type MessageOptions,
  type SigningContent,
  signingProperties,
  signMessage,
} from "@eid-gateway/oces-testing";
import { DOMParser } from "@xmldom/xmldom";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { SIGNINGS } from "./signings.js";
import { newCa } from "./test-ca-of-today.js";
import { signatureHolds } from "./verify-with-xml-crypto.js";

const STATEMENT = { requestIssuer: "Demo", challenge: "8412" };
const CONTENTS: Record<Exclude<MessageKind, "logon">, SigningContent> = {
  text: SIGNINGS.text,
  html: SIGNINGS.html,
  xml: SIGNINGS.xml,
  "pdf-object": SIGNINGS["pdf as object"],
  "pdf-property": SIGNINGS["pdf as property"],
  attachment: SIGNINGS["text with attachments"],
};
const KINDS: readonly MessageKind[] = ["logon", "text", "html", "xml", "pdf-object", "pdf-property", "attachment"];

/** The independent reader complains aloud of what is malformed. */
beforeAll(() => {
  vi.spyOn(console, "error").mockImplementation(() => {});
});
afterAll(() => {
  vi.restoreAllMocks();
});

let person: IssuedCertificate;
let stranger: IssuedCertificate;
beforeAll(async () => {
  const ca = await newCa();
  [person, stranger] = [await ca.issuePoces(), await ca.issuePoces({ name: "Ea Evil" })];
});

type Variant = Pick<MessageOptions, "dialect" | "namespace" | "digest">;

function honest(kind: MessageKind, variant: Variant): Uint8Array {
  if (kind === "logon")
    return signMessage({ identity: person, properties: loginProperties(STATEMENT, variant.dialect), ...variant });
  const properties = signingProperties(STATEMENT, variant.dialect);
  return signMessage({ identity: person, properties, signing: CONTENTS[kind], ...variant });
}

const attacked = (name: AttackName, kind: MessageKind, variant: Variant): Buffer =>
  Buffer.from(attackMessage(name, honest(kind, variant), { kind, stranger }));

function isWellFormed(message: Buffer): boolean {
  const stop = (level: string, text: string): void => {
    if (level !== "warning") throw new Error(text);
  };
  try {
    new DOMParser({ onError: stop }).parseFromString(message.toString("utf8"), "text/xml");
    return !message.includes(0);
  } catch {
    return false;
  }
}

function libraryAccepts(message: Uint8Array, dialect: MessageOptions["dialect"]): boolean {
  try {
    return signatureHolds(message, person, dialect === "codefile" ? "OpensignSignature" : "signature");
  } catch {
    return false;
  }
}

describe.each<Variant>([{ dialect: "keycard" }, { dialect: "codefile" }])("in the dialect $dialect", (variant) => {
  describe.each(KINDS)("%s", (kind) => {
    test("the honest message is well-formed and verifies", () => {
      const message = Buffer.from(honest(kind, variant));
      expect([isWellFormed(message), libraryAccepts(message, variant.dialect)]).toEqual([true, true]);
    });

    test.each(attacksOn(kind))("$name differs, and is what it claims", ({ name, wellFormed, holds }) => {
      const message = attacked(name, kind, variant);
      expect(message.equals(honest(kind, variant))).toBe(false);
      expect({ wellFormed: isWellFormed(message) }).toEqual({ wellFormed });
      expect({ holds: libraryAccepts(message, variant.dialect) }).toEqual({ holds });
    });
  });
});

describe("on what else a message may be", () => {
  const variants: Variant[] = [{ namespace: "2003/10" }, { digest: "sha1" }, { namespace: "2003/10", digest: "sha1" }];
  test.each(variants)("every attack on a text differs: %o", (variant) => {
    for (const { name } of attacksOn("text"))
      expect(attacked(name, "text", variant).equals(honest("text", variant)), name).toBe(false);
  });
});

describe("the list", () => {
  test("names attacks of every family for every kind, each once", () => {
    for (const kind of KINDS) {
      const names = attacksOn(kind).map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      expect(new Set(attacksOn(kind).map(({ family }) => family)).size).toBe(7);
      expect(names.length).toBeGreaterThan(120);
    }
  });

  test("keeps to a kind what only that kind has", () => {
    const kindsWith = (name: AttackName) => KINDS.filter((kind) => attacksOn(kind).some((one) => one.name === name));
    expect(kindsWith("stylesheet-digest-changed")).toEqual(["xml"]);
    expect(kindsWith("media-type-changed")).toEqual(["pdf-object", "attachment"]);
    expect(kindsWith("comment-in-value")).toEqual(KINDS);
  });

  test("calls harmless only what leaves the honest signature whole", () => {
    for (const kind of KINDS)
      for (const { name, harmless, holds, wellFormed } of attacksOn(kind))
        if (harmless) expect([name, holds, wellFormed]).toEqual([name, true, true]);
  });
});

test("what shall be believed can be chosen", () => {
  const means = { kind: "text", stranger, evil: "I owe 1 000 000 kr." } as const;
  const xml = Buffer.from(attackMessage("evil-object-replaces", honest("text", {}), means)).toString("utf8");
  expect(xml).toContain(`>${Buffer.from(means.evil).toString("base64")}<`);
  expect(xml).not.toContain(Buffer.from(SIGNINGS.text.text).toString("base64"));
});

test("a message of another kind, or without what is attacked, is not attacked in silence", () => {
  const message = honest("text", {});
  expect(() => attackMessage("evil-object-before", message, { kind: "pdf-object", stranger })).toThrow(
    /kind pdf-object/,
  );
  expect(() => attackMessage("stylesheet-digest-changed", message, { kind: "text", stranger })).toThrow(/nothing that/);
});
