import { createHash, generateKeyPairSync, verify } from "node:crypto";
import { normaliseParameters, sealParameters } from "@eid-gateway/nemid";
import { fakeCredential } from "@eid-gateway/testkit";
import { describe, expect, it } from "vitest";

describe("normalising the client's parameters", () => {
  it("puts names and values in one row, sorted by name", () => {
    expect(normaliseParameters({ TIMESTAMP: "3", CLIENTFLOW: "1", ORIGIN: "2" })).toBe("CLIENTFLOW1ORIGIN2TIMESTAMP3");
  });

  it("puts an underscore before every letter, as a comparison of lower-case letters does", () => {
    const parameters = { SIGNTEXT_FORMAT: "3", SIGNTEXT: "2", SIGN_PROPERTIES: "1" };
    expect(normaliseParameters(parameters)).toBe("SIGN_PROPERTIES1SIGNTEXT2SIGNTEXT_FORMAT3");
  });

  it("puts a name before the names that it begins", () => {
    const parameters = { REMEMBER_USERID_INITIAL_STATUS: "FALSE", REMEMBER_USERID: "token" };
    expect(normaliseParameters(parameters)).toBe("REMEMBER_USERIDtokenREMEMBER_USERID_INITIAL_STATUSFALSE");
  });

  it("ignores letter case when it sorts, and keeps it", () => {
    expect(normaliseParameters({ language: "DA", CLIENTFLOW: "x", Origin: "o" })).toBe("CLIENTFLOWxlanguageDAOrigino");
  });

  it("gives a parameter without a value its name alone", () => {
    expect(normaliseParameters({ REMEMBER_USERID: "", ORIGIN: "o" })).toBe("ORIGINoREMEMBER_USERID");
  });

  it("uses values as they are sent: letters beyond ASCII, blanks and base64 included", () => {
    expect(normaliseParameters({ B: "c29t ZQ==", A: "æøå" })).toBe("AæøåBc29t ZQ==");
  });
});

describe("sealing the client's parameters", async () => {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const credential = fakeCredential({ certificate: Buffer.from("der"), privateKey, fetch });
  const sealed = await sealParameters({ SIGN_PROPERTIES: "challenge=1", CLIENTFLOW: "OCESLOGIN2", A: "æ" }, credential);
  const row = Buffer.from("AæCLIENTFLOWOCESLOGIN2SIGN_PROPERTIESchallenge=1", "utf8");

  it("digests the row with SHA-256", () => {
    expect(sealed.PARAMS_DIGEST).toBe(createHash("sha256").update(row).digest("base64"));
  });

  it("signs the row itself, not its digest once more", () => {
    const signature = Buffer.from(sealed.DIGEST_SIGNATURE ?? "", "base64");
    expect(verify("sha256", row, publicKey, signature)).toBe(true);
    expect(verify("sha256", createHash("sha256").update(row).digest(), publicKey, signature)).toBe(false);
  });

  it("leaves the parameters as they were", () => {
    expect(sealed).toMatchObject({ SIGN_PROPERTIES: "challenge=1", CLIENTFLOW: "OCESLOGIN2", A: "æ" });
  });
});
