import { findProperty, OcesError, readMessage, readTimeStamp } from "@eid-gateway/oces";
import {
  type IssuedCertificate,
  loginProperties,
  type MessageOptions,
  signMessage,
  type TestCa,
} from "@eid-gateway/oces-testing";
import { XmlError } from "@eid-gateway/xmldsig";
import { beforeAll, describe, expect, it } from "vitest";
import { createCa } from "./ca.js";

let ca: TestCa;
let person: IssuedCertificate;
beforeAll(async () => {
  ca = await createCa();
  person = await ca.issuePoces({ name: "Ella Testesen" });
});

const STATEMENT = { requestIssuer: "Søværnets Shop", challenge: "483920", timeStamp: "2022-05-01 14:00:00+0200" };

function login(more: Partial<MessageOptions> = {}): Uint8Array {
  return signMessage({ identity: person, properties: loginProperties(STATEMENT, more.dialect), ...more });
}

function code(bytes: Uint8Array | string): string {
  try {
    readMessage(Buffer.from(bytes as string));
    return "accepted";
  } catch (error) {
    if (error instanceof OcesError || error instanceof XmlError) return error.code;
    throw error;
  }
}

describe("a key card message", () => {
  it("gives its facts", () => {
    const message = readMessage(login());
    expect(message).toMatchObject({ dialect: "keycard", version: "0.1", action: "logon", challenge: "483920" });
    expect(message.requestIssuer).toBe("Søværnets Shop");
    expect(message.timeStamp).toEqual(new Date("2022-05-01T12:00:00Z"));
    expect(message.properties.get("RequestIssuer")).toEqual({
      name: "RequestIssuer",
      value: "Søværnets Shop",
      encoding: "base64",
      visible: true,
    });
  });

  it("finds the signer, who does not come first", () => {
    const message = readMessage(login());
    expect(message.certificates[0]?.fingerprint).not.toBe(message.signer?.fingerprint);
    expect(Buffer.from(message.signer!.der)).toEqual(Buffer.from(person.certificate));
  });

  it("may come as base64, in lines too", () => {
    const base64 = Buffer.from(login()).toString("base64").replace(/.{76}/g, "$&\r\n");
    expect(readMessage(Buffer.from(base64)).challenge).toBe("483920");
  });

  it("keeps the remember-me token as the base64 it came as", () => {
    const properties = loginProperties({ ...STATEMENT, rememberUseridToken: Uint8Array.of(0xff, 0xfe, 0x00) });
    expect(readMessage(login({ properties })).properties.get("rememberUseridToken")?.value).toBe("//4A");
  });

  it("may have its time stamp in base64, and in milliseconds", () => {
    const properties = loginProperties({ ...STATEMENT, timeStamp: "1651406400000", timeStampEncoding: "base64" });
    expect(readMessage(login({ properties })).timeStamp).toEqual(new Date("2022-05-01T12:00:00Z"));
  });

  it("finds properties whatever their capitals", () => {
    const properties = [{ name: "Challenge", value: "1" }];
    expect(findProperty(readMessage(login({ properties })), "challenge")).toBe("1");
  });

  it("may name its service provider as OCES I did", () => {
    const properties = [{ name: "logonto", value: "Old Shop", encoding: "base64" as const }];
    expect(readMessage(login({ properties })).requestIssuer).toBe("Old Shop");
  });
});

describe("a code file message", () => {
  it("gives the same facts, all of them base64", () => {
    const message = readMessage(login({ dialect: "codefile" }));
    expect(message).toMatchObject({ dialect: "codefile", action: "logon", challenge: "483920", timeStamp: undefined });
    expect([...message.properties.values()].map(({ encoding }) => encoding)).not.toContain("xml");
  });
});

describe("the signer is found by names and key usage", () => {
  const orders = [
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
  ];
  it.each(orders)("in the order %i %i %i", (...order) => {
    const all = [person.certificate, ...person.chain];
    const certificates = order.map((index) => all[index]!);
    expect(readMessage(login({ certificates })).signer?.serial).toBe(person.serial);
  });

  it("when it comes alone", () => {
    expect(readMessage(login({ certificates: [person.certificate] })).signer?.serial).toBe(person.serial);
  });

  it("when it comes twice", () => {
    const certificates = [person.certificate, person.certificate];
    expect(readMessage(login({ certificates })).signer?.serial).toBe(person.serial);
  });

  it("when an unrelated root comes along", async () => {
    const other = await createCa();
    const certificates = [other.root.certificate, person.certificate, person.chain[0]!];
    expect(readMessage(login({ certificates })).signer?.serial).toBe(person.serial);
  });

  it("and not at all when there are two", async () => {
    const certificates = [person.certificate, (await ca.issuePoces()).certificate];
    expect(readMessage(login({ certificates })).signer).toBeUndefined();
  });
});

describe("what NemID never wrote is refused", () => {
  const properties = (list: MessageOptions["properties"]) => code(login({ properties: list }));

  it("a property twice", () => {
    expect(
      properties([
        { name: "action", value: "logon" },
        { name: "action", value: "sign" },
      ]),
    ).toBe("duplicate-property");
  });
  it("a property twice in other capitals", () => {
    expect(
      properties([
        { name: "challenge", value: "1" },
        { name: "Challenge", value: "2" },
      ]),
    ).toBe("duplicate-property");
  });
  it("two names of the service provider", () => {
    const names = ["RequestIssuer", "logonto"].map((name) => ({ name, value: "Shop" }));
    expect(properties(names)).toBe("bad-message");
  });
  it.each(["", "a b", "a-b", "challenge1", "challenge ", "æ", "a".repeat(129)])("a property named %j", (name) => {
    expect(properties([{ name, value: "x" }])).toBe("bad-property");
  });
  it("a value in base64 that is not UTF-8", () => {
    expect(properties([{ name: "signtext", value: Uint8Array.of(0xff), encoding: "base64" }])).toBe("bad-property");
  });

  const signed: readonly (readonly [string, (object: string) => string, string])[] = [
    ["an unknown encoding", (o) => o.replace(`Encoding="xml"`, `Encoding="hex"`), "bad-property"],
    ["no encoding", (o) => o.replace(`Encoding="xml" `, ""), "bad-property"],
    [
      "a value neither visible nor not",
      (o) => o.replace(`VisibleToSigner="no"`, `VisibleToSigner="maybe"`),
      "bad-property",
    ],
    ["base64 that is none", (o) => o.replace(/(?<=VisibleToSigner="yes">)/, "*"), "bad-property"],
    [
      "the other client's target",
      (o) => o.replace(`Target="signature"`, `Target="#OpensignSignature"`),
      "bad-property",
    ],
    ["no target", (o) => o.replace(` Target="signature"`, ""), "bad-property"],
    ["a name in no namespace", (o) => o.replace(/openoces:Name>/g, "Name>"), "bad-property"],
    [
      "a value before its name",
      (o) => o.replace(/(<openoces:Name>.*?<\/openoces:Name>)(<openoces:Value.*?<\/openoces:Value>)/, "$2$1"),
      "bad-property",
    ],
    ["a property with two values", (o) => o.replace(/(<openoces:Value.*?<\/openoces:Value>)/, "$1$1"), "bad-property"],
    [
      "an element in a value",
      (o) => o.replace(/(?<=VisibleToSigner="no">)/, "<ds:Object></ds:Object>"),
      "unexpected-element",
    ],
    ["text between properties", (o) => o.replace("</ds:SignatureProperty>", "</ds:SignatureProperty>x"), "bad-message"],
    [
      "a second list of properties",
      (o) => o.replace(/(<ds:SignatureProperties>.*<\/ds:SignatureProperties>)/s, "$1$1"),
      "bad-message",
    ],
    [
      "something beside the list",
      (o) => o.replace("</ds:Object>", "<ds:Manifest></ds:Manifest></ds:Object>"),
      "bad-message",
    ],
    ["an object of another Id", (o) => o.replace(`Id="ToBeSigned"`, `Id="Other"`), "unsigned-object"],
    ["a comment in a value", (o) => o.replace("483920", "48<!-- -->3920"), "comment"],
  ];
  it.each(signed)("%s, although it is signed", (_name, beforeDigest, expected) => {
    let changed = "";
    const bytes = login({ faults: { beforeDigest: (object) => (changed = beforeDigest(object)) } });
    expect(Buffer.from(login()).includes(changed)).toBe(false);
    expect(code(bytes)).toBe(expected);
  });

  it("a signature of neither client", () => {
    const afterSigning = (document: string) => document.replace(`Id="signature"`, `Id="other"`);
    expect(code(login({ faults: { afterSigning } }))).toBe("bad-message");
  });
  it("one client's signature with the other's targets", () => {
    const afterSigning = (document: string) => document.replace(`Id="signature"`, `Id="OpensignSignature"`);
    expect(code(login({ faults: { afterSigning } }))).toBe("bad-property");
  });
  it("a certificate that is none", () => {
    expect(code(login({ certificates: [Buffer.from("hello")] }))).toBe("bad-certificate");
  });
  it("more certificates than anybody needs", () => {
    expect(code(login({ certificates: Array.from({ length: 11 }, () => person.certificate) }))).toBe(
      "too-many-certificates",
    );
  });
  it("an algorithm that no client used", () => {
    expect(code(login({ faults: { digest: "sha512" } }))).toBe("unknown-algorithm");
  });
  it("SHA-1, by a name of its own", () => {
    expect(code(login({ faults: { digest: "sha1" } }))).toBe("weak-algorithm");
  });
});

describe("what is no message at all is told from one that is refused", () => {
  it.each([
    ["nothing", ""],
    ["an error code", "CAN002"],
    ["an error code in base64", Buffer.from("CAN002").toString("base64")],
    ["a web page", "<!DOCTYPE html><html><body>Hello</body></html>"],
    ["other XML", "<a/>"],
    ["a PDF", "%PDF-1.7\n%\u00e2\u00e3"],
    ["a PEM", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----"],
    ["bytes", Buffer.from([0, 1, 2, 3, 255])],
    ["SAML", `<Response xmlns="urn:oasis:names:tc:SAML:1.0:protocol"><!-- --></Response>`],
  ])("%s is not a message", (_name, bytes) => {
    expect(code(bytes)).toBe("not-a-message");
  });

  it("a message cut short is none any more", () => {
    const whole = login();
    expect(code(whole.subarray(0, whole.length - 40))).toBe("not-a-message");
    const base64 = Buffer.from(whole).toString("base64");
    expect(code(base64.slice(0, base64.length / 2))).toBe("not-a-message");
  });

  it("a message with a DOCTYPE is one that is refused", () => {
    const afterSigning = (document: string) => document.replace("?>", "?><!DOCTYPE x>");
    expect(code(login({ faults: { afterSigning } }))).toBe("doctype");
  });
});

describe("the time stamp", () => {
  it.each([
    ["2021-04-20 15:26:05+0200", "2021-04-20T13:26:05Z"],
    ["2021-04-20 15:26:05 +02:00", "2021-04-20T13:26:05Z"],
    ["2021-04-20 15:26:05CEST", "2021-04-20T13:26:05Z"],
    ["2021-01-20 15:26:05 CET", "2021-01-20T14:26:05Z"],
    ["2021-04-20 15:26:05Z", "2021-04-20T15:26:05Z"],
    ["1618925165000", "2021-04-20T13:26:05Z"],
  ])("%s is read", (text, expected) => {
    expect(readTimeStamp(text)).toEqual(new Date(expected));
  });

  it.each([
    "",
    "now",
    "2021-04-20",
    "2021-04-20 15:26:05",
    "2021-13-20 15:26:05Z",
    "2021-04-20 25:26:05Z",
    "2021-04-20 24:00:00Z",
    "2021-02-30 15:26:05Z",
    "20-04-2021 15:26:05Z",
    "1618925165",
    "2021-04-20 15:26:05 Mars",
  ])("%j is not", (text) => {
    expect(readTimeStamp(text)).toBeUndefined();
  });
});
