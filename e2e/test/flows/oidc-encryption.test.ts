import { compactDecrypt, createRemoteJWKSet, exportJWK, generateKeyPair, type JWK, jwtVerify } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addClients } from "../../src/world/edit-customer.js";
import { getTokens } from "../../src/world/get-tokens.js";
import type { Person } from "../../src/world/log-in.js";
import { claimsIn, DEMO, userinfo } from "../../src/world/oidc-client.js";
import { startWorld, type World } from "../../src/world/start-world.js";

const SCOPES = ["openid", "profile", "nemid"];
let world: World;
let issuer = "";
let anna: Person;
const privateKeys = new Map<string, CryptoKey>();

/** A client of the test's own, with a key of its own. */
async function keyFor(kid: string, alg: string): Promise<JWK> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  privateKeys.set(kid, privateKey);
  return { ...(await exportJWK(publicKey)), kid, use: "enc" };
}
const party = (clientId: string) => ({ ...DEMO, clientId, secret: "secret-of-a-test", scope: SCOPES.join(" ") });
const clientFile = (clientId: string, more: object) => ({
  clientId,
  name: "Test",
  secret: "secret-of-a-test",
  redirectUris: [DEMO.redirectUri],
  scopes: SCOPES,
  ...more,
});

beforeAll(async () => {
  const [rsa, rsa256, ec, ecWrap] = [
    await keyFor("rsa", "RSA-OAEP"),
    await keyFor("rsa256", "RSA-OAEP-256"),
    await keyFor("ec", "ECDH-ES"),
    await keyFor("ecw", "ECDH-ES+A256KW"),
  ];
  const both = (alg: string, enc: string) => ({
    idTokenEncryption: { alg, enc },
    userinfoEncryption: { alg, enc },
  });
  world = await startWorld({
    editConfig: (folder) =>
      addClients(folder, "demo", [
        clientFile("rsa", { jwks: { keys: [rsa] }, ...both("RSA-OAEP", "A128CBC-HS256") }),
        clientFile("rsa256", { jwks: { keys: [rsa256] }, ...both("RSA-OAEP-256", "A256GCM") }),
        clientFile("ec", { jwks: { keys: [ec] }, ...both("ECDH-ES", "A128GCM") }),
        clientFile("ecw", { jwks: { keys: [ecWrap] }, ...both("ECDH-ES+A256KW", "A256CBC-HS512") }),
        clientFile("signed", { userinfoSigning: "RS256" }),
        clientFile("legacy", { legacyAmrString: true }),
      ]),
  });
  issuer = `${world.url}/oidc`;
  anna = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
});
afterAll(() => world?.stop());

const askUserinfo = async (token: string) => {
  const answer = await fetch(`${issuer}/userinfo`, { headers: { authorization: `Bearer ${token}` } });
  return { type: answer.headers.get("content-type"), text: await answer.text() };
};
/** Decrypts with the client's private key, then verifies with our published keys: nothing of oidc-provider's is used. */
async function unwrap(jwe: string, clientId: string) {
  const { plaintext, protectedHeader } = await compactDecrypt(jwe, privateKeys.get(clientId)!);
  const inner = new TextDecoder().decode(plaintext);
  const keys = createRemoteJWKSet(new URL(`${issuer}/jwks.json`));
  const { payload } = await jwtVerify(inner, keys, { issuer, audience: clientId, algorithms: ["RS256"] });
  return { payload, header: protectedHeader };
}

describe.each([
  ["rsa", "RSA-OAEP", "A128CBC-HS256"],
  ["rsa256", "RSA-OAEP-256", "A256GCM"],
  ["ec", "ECDH-ES", "A128GCM"],
  ["ecw", "ECDH-ES+A256KW", "A256CBC-HS512"],
])("a client with a key for encryption: %s by %s and %s", (clientId, alg, enc) => {
  it("gets ID token and userinfo signed by us and encrypted to it", async () => {
    const { idToken, accessToken } = await getTokens(world, party(clientId), anna);
    const token = await unwrap(idToken, clientId);
    expect(token.header).toMatchObject({ alg, enc, kid: clientId, cty: "JWT" });
    const { type, text } = await askUserinfo(accessToken);
    expect(type).toContain("application/jwt");
    const user = await unwrap(text, clientId);
    expect(user.payload).toMatchObject({ sub: token.payload.sub, "nemid.certificate_type": "POCES" });
    expect(user.payload.name).toEqual(expect.any(String));
  });
});

describe("an encrypted message", () => {
  it("is of no use to another client of the same service", async () => {
    const { idToken } = await getTokens(world, party("rsa"), anna);
    await expect(compactDecrypt(idToken, privateKeys.get("rsa256")!)).rejects.toThrow();
  });

  it("shows nothing of the person to whoever has it", async () => {
    const { idToken, accessToken } = await getTokens(world, party("rsa"), anna);
    const { text } = await askUserinfo(accessToken);
    for (const message of [idToken, text]) {
      expect(message.split(".")).toHaveLength(5);
      const readable = message
        .split(".")
        .map((part) => Buffer.from(part, "base64url").toString("latin1"))
        .join();
      expect(readable).not.toMatch(/"sub"|"name"|PID:/);
    }
  });

  it("says sub and service alike as a plain one does", async () => {
    const { idToken } = await getTokens(world, party("rsa"), anna);
    const plain = await getTokens(world, { ...DEMO, scope: "openid profile" }, anna);
    expect((await unwrap(idToken, "rsa")).payload.sub).toBe(claimsIn(plain.idToken).sub);
  });
});

describe("userinfo", () => {
  it("is a signed JWT for a client that wants that, for this client alone", async () => {
    const { accessToken } = await getTokens(world, party("signed"), anna);
    const { type, text } = await askUserinfo(accessToken);
    expect(type).toContain("application/jwt");
    const keys = createRemoteJWKSet(new URL(`${issuer}/jwks.json`));
    await expect(jwtVerify(text, keys, { issuer, audience: "signed" })).resolves.toMatchObject({
      payload: { name: expect.any(String) },
    });
    await expect(jwtVerify(text, keys, { issuer, audience: "rsa" })).rejects.toThrow();
  });

  it("is JSON for everybody else", async () => {
    const { accessToken } = await getTokens(world, { ...DEMO, scope: "openid profile" }, anna);
    expect((await askUserinfo(accessToken)).type).toContain("application/json");
  });
});

describe("how a person logged in", () => {
  const HUB_NAME = "urn:ksi:names:SAML:2.0:ac:OCES";

  it("is a list, as the standard has it", async () => {
    const { idToken } = await getTokens(world, { ...DEMO, scope: "openid" }, anna);
    expect(claimsIn(idToken)).toMatchObject({ amr: [HUB_NAME], acr: "urn:signicat:oidc:method:nemid" });
  });

  it("is one string for a client that was written for hubs of old", async () => {
    expect(claimsIn((await getTokens(world, party("legacy"), anna)).idToken).amr).toBe(HUB_NAME);
  });
});

describe("the claims parameter", () => {
  it("puts into the ID token what it asks for there, and no more", async () => {
    const claims = JSON.stringify({ id_token: { given_name: null, "nemid.pid": null } });
    const { idToken } = await getTokens(world, { ...party("legacy"), scope: "openid" }, anna, { extra: { claims } });
    expect(claimsIn(idToken)).toMatchObject({ given_name: expect.any(String), "nemid.pid": expect.any(String) });
    expect(claimsIn(idToken)).not.toHaveProperty("family_name");
  });

  it("gives nothing that the client's scopes could not give", async () => {
    const claims = JSON.stringify({ id_token: { "signicat.national_id": null }, userinfo: { "nemid.pid": null } });
    const spa = { clientId: "demo-spa", redirectUri: DEMO.redirectUri, scope: "openid" };
    const granted = await getTokens(world, spa, anna, { extra: { claims } });
    expect(claimsIn(granted.idToken)).not.toHaveProperty(["signicat.national_id"]);
    expect(await userinfo(issuer, granted.accessToken)).not.toHaveProperty(["nemid.pid"]);
  });
});

describe("the scope nemid", () => {
  const claimsFor = async (kind: "POCES" | "MOCES") => {
    const person = await world.simulator.createIdentity({ kind, autofill: true });
    const { accessToken } = await getTokens(world, { ...DEMO, scope: "openid nemid" }, person);
    return { person, claims: await userinfo(issuer, accessToken) };
  };

  it("says of a person what the certificate says, and not their CPR number", async () => {
    const { person, claims } = await claimsFor("POCES");
    expect(claims).toMatchObject({
      "nemid.pid": person.pid,
      "nemid.common_name": person.name,
      "nemid.dn": expect.stringContaining("CN="),
      "nemid.subject_serial_number": `PID:${person.pid}`,
      "nemid.certificate_type": "POCES",
      "nemid.login_type": "otp",
    });
    for (const absent of ["nemid.cvr", "nemid.rid", "nemid.company_name", "nemid.cpr_source"])
      expect(claims).not.toHaveProperty([absent]);
    expect(JSON.stringify(claims)).not.toContain(person.cpr);
  });

  it("says of an employee the company and the number there", async () => {
    const { person, claims } = await claimsFor("MOCES");
    expect(claims).toMatchObject({
      "nemid.cvr": person.cvr,
      "nemid.rid": person.rid,
      "nemid.company_name": expect.any(String),
      "nemid.subject_serial_number": `CVR:${person.cvr}-RID:${person.rid}`,
      "nemid.certificate_type": "MOCES",
    });
    expect(claims).not.toHaveProperty(["nemid.pid"]);
  });

  it("is not given to a client that may not have it", async () => {
    const { accessToken } = await getTokens(world, { ...DEMO, scope: "openid profile" }, anna);
    expect(Object.keys(await userinfo(issuer, accessToken)).filter((name) => name.startsWith("nemid."))).toEqual([]);
  });
});
