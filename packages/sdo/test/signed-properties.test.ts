import { readCertificate } from "@eid-gateway/oces";
import { readXml } from "@eid-gateway/xmldsig";
import { beforeAll, describe, expect, it } from "vitest";
import { buildLtvSdo } from "../src/index.js";
import type { SealReference } from "../src/xades/read-seal-parts.js";
import { readSignedProperties } from "../src/xades/read-signed-properties.js";
import { NOW } from "./ca.js";
import { createWorld, type World } from "./world.js";

const DECLARED = `xmlns:ds="http://www.w3.org/2000/09/xmldsig#" xmlns:xades="http://uri.etsi.org/01903/v1.3.2#"`;
const REFERENCES = [{ id: "seal-reference-1", isToProperties: false }];
let world: World;
let genuine: string;
beforeAll(async () => {
  world = await createWorld();
  const sealed = Buffer.from(await buildLtvSdo(world.native(), world.sealing())).toString();
  genuine = /<xades:SignedProperties .*<\/xades:SignedProperties>/.exec(sealed)![0];
});

function read(change: (xml: string) => string = (xml) => xml, references: readonly SealReference[] = REFERENCES) {
  const xml = change(genuine);
  return readSignedProperties(
    readXml(Buffer.from(xml.replace("<xades:SignedProperties", `$& ${DECLARED}`))),
    references,
  );
}

describe("the signed properties of a seal", () => {
  it("say when, by which certificate, and what was sealed", async () => {
    const properties = read();
    expect(properties).toMatchObject({ signingTime: NOW, mediaTypes: ["application/x-ltv-sdo"] });
    expect(properties.names(readCertificate(world.seal.certificate))).toBe(true);
    const twin = await world.ca.issueVoces({ key: world.seal.privateKey, serial: world.seal.serial });
    expect(properties.names(readCertificate(twin.certificate))).toBe(false);
  });

  it("name no certificate whose serial number is another than theirs", () => {
    const otherSerial = read((xml) =>
      xml.replace(
        /<xades:IssuerSerialV2>.*?<\/xades:IssuerSerialV2>/,
        issuerSerialOf(world.tsa.certificate.certificate),
      ),
    );
    expect(otherSerial.names(readCertificate(world.seal.certificate))).toBe(false);
  });

  it.each<[string, (xml: string) => string]>([
    ["no signing time", (xml) => xml.replace(/<xades:SigningTime>.*<\/xades:SigningTime>/, "")],
    ["a signing time in another zone", (xml) => xml.replace(/(<xades:SigningTime>[^Z]*)Z/, "$1+01:00")],
    [
      "a signing time that does not exist",
      (xml) => xml.replace(/<xades:SigningTime>[^<]*/, "<xades:SigningTime>2022-02-30T12:00:00Z"),
    ],
    ["no certificate", (xml) => xml.replace(/<xades:SigningCertificateV2>.*<\/xades:SigningCertificateV2>/, "")],
    [
      "a certificate by SHA-1",
      (xml) => xml.replace("http://www.w3.org/2001/04/xmlenc#sha256", "http://www.w3.org/2000/09/xmldsig#sha1"),
    ],
    [
      "an issuer and serial number that are none",
      (xml) => xml.replace(/<xades:IssuerSerialV2>.*?</, "<xades:IssuerSerialV2>AAAA<"),
    ],
    ["the older form of the certificate", (xml) => xml.replaceAll("SigningCertificateV2", "SigningCertificate")],
    ["no data object format", (xml) => xml.replace(/<xades:DataObjectFormat.*<\/xades:DataObjectFormat>/, "")],
    ["a format of another reference", (xml) => xml.replace("#seal-reference-1", "#seal-reference-2")],
    [
      "two formats of one reference",
      (xml) => xml.replace(/(<xades:DataObjectFormat.*<\/xades:DataObjectFormat>)/, "$1$1"),
    ],
    [
      "a property nobody knows",
      (xml) => xml.replace("<xades:SigningCertificateV2>", "<xades:SignerRoleV2/><xades:SigningCertificateV2>"),
    ],
    [
      "a commitment",
      (xml) =>
        xml.replace(
          "</xades:SignedDataObjectProperties>",
          "<xades:CommitmentTypeIndication/></xades:SignedDataObjectProperties>",
        ),
    ],
    ["another namespace", (xml) => xml.replace("<xades:SigningTime>", '<xades:SigningTime xmlns:xades="urn:other">')],
    ["text in between", (xml) => xml.replace("<xades:SigningTime>", "x<xades:SigningTime>")],
  ])("with %s are refused", (_name, change) => {
    expect(change(genuine)).not.toBe(genuine);
    expect(() => read(change)).toThrow(expect.objectContaining({ code: "bad-xades" }));
  });

  it("must say of each reference what it is to", () => {
    expect(() => read(undefined, [...REFERENCES, ...REFERENCES])).toThrow(/what it is to/);
    expect(() => read(undefined, [{ id: undefined, isToProperties: false }])).toThrow(/what it is to/);
  });
});

function issuerSerialOf(certificate: Uint8Array): string {
  const { issuer, serial } = readCertificate(certificate);
  const der = Buffer.concat([Buffer.from(issuer.der)]);
  const hex = serial.length % 2 === 0 ? serial : `0${serial}`;
  const number = Buffer.from(hex, "hex");
  const integer = Buffer.concat([Buffer.from([2, number.length]), number]);
  const wrap = (tag: number, ...parts: Buffer[]) => {
    const body = Buffer.concat(parts);
    const length = body.length < 128 ? [body.length] : [0x81, body.length];
    return Buffer.concat([Buffer.from([tag, ...length]), body]);
  };
  const content = wrap(0x30, wrap(0x30, wrap(0xa4, der)), integer).toString("base64");
  return `<xades:IssuerSerialV2>${content}</xades:IssuerSerialV2>`;
}
