import { OcesError, readMessage } from "@eid-gateway/oces";
import type { IssuedCertificate } from "@eid-gateway/oces-testing";
import { XmlError } from "@eid-gateway/xmldsig";
import { beforeAll, describe, expect, it } from "vitest";
import { createCa } from "./ca.js";
import { signing } from "./signings.js";

let person: IssuedCertificate;
let message: Buffer;
beforeAll(async () => {
  person = await (await createCa()).issuePoces();
  message = Buffer.from(signing(person));
});

function refusal(bytes: Uint8Array): string {
  try {
    readMessage(bytes);
    return "accepted";
  } catch (error) {
    if (error instanceof OcesError || error instanceof XmlError) return `${error.code}: ${error.message}`;
    throw error;
  }
}
const MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const base64 = (bytes: Uint8Array | string) => Buffer.from(Buffer.from(bytes).toString("base64"));
const utf16 = (text: string, ...mark: readonly number[]) =>
  Buffer.concat([Buffer.from(mark), Buffer.from(text, "utf16le")]);

describe("a message is read as XML or as base64 of it", () => {
  it.each([
    ["as it is", () => message],
    ["in base64", () => base64(message)],
    ["in base64 with line ends", () => Buffer.from(base64(message).toString().replace(/.{64}/g, "$&\r\n"))],
    ["in base64 with white space around", () => Buffer.from(` \n${base64(message)}\n\n`)],
    ["out of the middle of a buffer", () => Buffer.concat([message, message]).subarray(message.length)],
    ["in base64 out of the middle of a buffer", () => Buffer.concat([MARK, base64(message)]).subarray(MARK.length)],
  ])("%s", (_name, bytes) => {
    expect(refusal(bytes())).toBe("accepted");
  });
});

describe("what is no message says so, and what it is", () => {
  it.each([
    ["nothing", () => Buffer.alloc(0), "nothing in it"],
    ["white space", () => Buffer.from(" \r\n\t"), "nothing in it"],
    ["an error code", () => Buffer.from("CAN002"), "error code CAN002"],
    ["an error code with a line end", () => Buffer.from("AUTH001\n"), "error code AUTH001"],
    ["an error code in base64", () => base64("SRV006"), "error code SRV006"],
    ["base64 of nothing but blanks", () => base64("  \n"), "nothing in it"],
    ["a message with a byte order mark", () => Buffer.concat([MARK, message]), "byte order mark"],
    ["base64 of one", () => base64(Buffer.concat([MARK, message])), "byte order mark"],
    ["base64 with a byte order mark", () => Buffer.concat([MARK, base64(message)]), "byte order mark"],
    ["UTF-16", () => utf16(message.toString(), 0xff, 0xfe), "UTF-16"],
    ["UTF-16 without its mark", () => utf16(message.toString()), "UTF-16"],
    ["big-endian UTF-16", () => utf16(message.toString(), 0xff, 0xfe).swap16(), "UTF-16"],
    ["big-endian UTF-16 without its mark", () => utf16(message.toString()).swap16(), "UTF-16"],
    ["base64 of UTF-16", () => base64(utf16(message.toString(), 0xff, 0xfe)), "UTF-16"],
    ["base64 in UTF-16", () => utf16(base64(message).toString(), 0xff, 0xfe), "UTF-16"],
    ["base64 cut inside a group", () => base64(message).subarray(0, 4001), "neither XML nor the whole"],
    ["base64 cut between groups", () => base64(message).subarray(0, 4000), "ends"],
    ["base64 of base64", () => base64(base64(message)), "base64 of something else"],
    ["base64 of a certificate", () => base64(person.certificate), "base64 of something else"],
    ["base64 in the alphabet of addresses", () => Buffer.from("PD94-_"), "neither XML nor the whole"],
    [
      "base64 with something behind it",
      () => Buffer.concat([base64(message), Buffer.from("&x=1")]),
      "neither XML nor the whole",
    ],
    ["XML cut short", () => message.subarray(0, message.length - 9), "ends"],
    ["a gzip", () => Buffer.from([0x1f, 0x8b, 0x08, 0x00]), "neither XML nor the whole"],
  ])("%s", (_name, bytes, said) => {
    const answer = refusal(bytes());
    expect(answer).toMatch(/^not-a-message: /);
    expect(answer).toContain(said);
  });

  it("an error code is told only where it is one", () => {
    for (const text of ["Anna0001", "X123", "CPR2512484916", "can002"]) {
      expect(refusal(Buffer.from(text))).not.toContain(text);
    }
  });

  it("more bytes than any message has are not looked at", () => {
    expect(refusal(Buffer.alloc(49 * 1024 * 1024, 0x41))).toMatch(/^too-large: /);
  });
});
