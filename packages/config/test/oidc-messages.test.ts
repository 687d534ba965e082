import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { acme, acmeWith, CUSTOMER, clientData, customerData, load, mistakesIn } from "./config-folder.js";

let rsa: { publicKey: KeyObject; privateKey: KeyObject };
let rsaKey: Record<string, unknown>;
let ecKey: Record<string, unknown>;
beforeAll(() => {
  rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
  rsaKey = { ...rsa.publicKey.export({ format: "jwk" }), kid: "one", use: "enc" };
  const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
  ecKey = { ...ec.publicKey.export({ format: "jwk" }), kid: "two", use: "enc" };
});
const client = (more: Record<string, unknown>) => acmeWith.client(more);
const loaded = (root: string) => load(root).customers.get("acme")!;

describe("a client that gets encrypted messages", () => {
  it.each(["idTokenEncryption", "userinfoEncryption"])("has %s with a key of its own, and a default enc", (name) => {
    const root = client({ jwks: { keys: [rsaKey] }, [name]: { alg: "RSA-OAEP-256" } });
    expect(loaded(root).clients.get("portal")).toMatchObject({
      [name]: { alg: "RSA-OAEP-256", enc: "A128CBC-HS256" },
    });
  });

  it("may use an elliptic curve", () => {
    const root = client({ jwks: { keys: [rsaKey, ecKey] }, idTokenEncryption: { alg: "ECDH-ES+A256KW" } });
    expect(loaded(root).clients.get("portal")?.idTokenEncryption?.alg).toBe("ECDH-ES+A256KW");
  });

  it("may keep its keys in a file", () => {
    const text = JSON.stringify({ keys: [rsaKey] });
    const data = { ...clientData, jwks: "${file:keys.json}", idTokenEncryption: { alg: "RSA-OAEP" } };
    const root = acme({
      [CUSTOMER]: { ...customerData, oidc: { clients: [data] } },
      "customers/acme/keys.json": text,
    });
    expect(loaded(root).clients.get("portal")?.jwks).toEqual({ keys: [rsaKey] });
  });

  it.each(["RSA1_5", "dir", "A128KW", "none"])("cannot have the alg %s", (alg) => {
    expect(mistakesIn(client({ jwks: { keys: [rsaKey] }, idTokenEncryption: { alg } })).join()).toContain(
      "idTokenEncryption.alg: must be one of RSA-OAEP",
    );
  });

  it("cannot have an enc that is not offered", () => {
    const root = client({ jwks: { keys: [rsaKey] }, idTokenEncryption: { alg: "RSA-OAEP", enc: "A128CTR" } });
    expect(mistakesIn(root).join()).toContain("idTokenEncryption.enc: must be one of A128CBC-HS256");
  });

  it("needs a key", () => {
    expect(mistakesIn(client({ idTokenEncryption: { alg: "RSA-OAEP" } })).join()).toContain(
      "idTokenEncryption: has no public key of the client's for RSA-OAEP",
    );
  });

  it.each([
    ["of another kind", () => ecKey],
    ["for signatures", () => ({ ...rsaKey, use: "sig" })],
    ["for another alg", () => ({ ...rsaKey, alg: "RSA-OAEP-256" })],
  ])("needs a key that is not %s", (_what, key) => {
    const root = client({ jwks: { keys: [key()] }, userinfoEncryption: { alg: "RSA-OAEP" } });
    expect(mistakesIn(root).join()).toContain("userinfoEncryption: has no public key");
  });

  it("needs a kid to find its private key by", () => {
    const { kid: _kid, ...nameless } = rsaKey;
    const root = client({ jwks: { keys: [nameless] }, idTokenEncryption: { alg: "RSA-OAEP" } });
    expect(mistakesIn(root).join()).toContain("idTokenEncryption: needs a key with a kid");
  });

  it("must not hand over its private key, in a file neither", () => {
    const key = { ...rsa.privateKey.export({ format: "jwk" }), kid: "one" };
    const data = { ...clientData, jwks: "${file:keys.json}" };
    const root = acme({
      [CUSTOMER]: { ...customerData, oidc: { clients: [data] } },
      "customers/acme/keys.json": JSON.stringify({ keys: [key] }),
    });
    expect(mistakesIn(root)).toEqual([expect.stringContaining("jwks.keys[0]: holds a private key")]);
  });

  it.each(["{", "[]", '"text"', "{}"])("cannot have the key file %s", (text) => {
    const data = { ...clientData, jwks: "${file:keys.json}" };
    const root = acme({
      [CUSTOMER]: { ...customerData, oidc: { clients: [data] } },
      "customers/acme/keys.json": text,
    });
    expect(mistakesIn(root).join()).toContain("oidc.clients[0].jwks");
  });

  it("cannot have two keys with one kid", () => {
    expect(mistakesIn(client({ jwks: { keys: [rsaKey, { ...ecKey, kid: "one" }] } })).join()).toContain(
      "jwks.keys: has two keys with one kid",
    );
  });

  it("gets userinfo signed by RS256 and nothing else", () => {
    expect(mistakesIn(client({ userinfoSigning: "none" })).join()).toContain("userinfoSigning: must be RS256");
    expect(loaded(client({ userinfoSigning: "RS256" })).clients.get("portal")?.userinfoSigning).toBe("RS256");
  });
});

describe("session reuse", () => {
  const reuse = (sessionReuse: unknown) =>
    acme({ [CUSTOMER]: { ...customerData, oidc: { clients: [clientData], sessionReuse } } });

  it("is off unless the customer asks for it", () => {
    expect(loaded(acme()).sessionReuse).toBeUndefined();
    expect(loaded(reuse({})).sessionReuse).toEqual({ idleMinutes: 15, hours: 8 });
  });

  it.each([
    [{ idleMinutes: 0 }, "idleMinutes: is below 1"],
    [{ idleMinutes: 241 }, "idleMinutes: is above 240"],
    [{ hours: 25 }, "hours: is above 24"],
    [{ hours: 0.5 }, "hours: "],
    [{ minutes: 5 }, "minutes: is not a key that is known here"],
    [true, "sessionReuse: "],
  ])("cannot be %j", (value, expected) => {
    expect(mistakesIn(reuse(value)).join()).toContain(expected);
  });
});
