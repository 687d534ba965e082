import { deflateSync } from "node:zlib";
import type { AnyEidMethod } from "@eid-gateway/core";
import { describe, expect, it } from "vitest";
import type { OpenedMethod } from "../../src/method-directory.js";
import { methodCatalogue } from "../../src/signing/method-catalogue.js";

const OBJECTS = new Error("the method was asked");
/** A method that signs, and objects to all it is asked about. */
function inspect(mediaType: string, bytes: Uint8Array) {
  const method = { intent: "sign" } as AnyEidMethod;
  const open = { inspect: async () => Promise.reject(OBJECTS) } as unknown as OpenedMethod["open"];
  const directory = { methodOf: () => method, find: (_: string, name: string) => ({ name, method, open }) };
  return methodCatalogue(directory).find("demo", "nemid-sign")!.inspect!({ mediaType, bytes });
}

/** One page, and a stream of objects that becomes 100 MB or more, packed as often as told; with 0 an honest PDF. */
function bomb(times: number): Buffer {
  let packed = Buffer.alloc(times * 100 * 1024 * 1024);
  for (let time = 0; time < times; time++) packed = deflateSync(packed);
  const filters = "/FlateDecode ".repeat(times);
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
    `<< /Type /ObjStm /N 0 /First 0 /Length ${packed.length} /Filter [${filters}] >>\nstream\n${packed.toString("latin1")}\nendstream`,
  ];
  let [body, rows] = ["%PDF-1.7\n", "0000000000 65535 f \n"];
  for (const [at, text] of objects.entries()) {
    rows += `${String(body.length).padStart(10, "0")} 00000 n \n`;
    body += `${at + 1} 0 obj\n${text}\nendobj\n`;
  }
  const trailer = `trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
  return Buffer.from(`${body}xref\n0 5\n${rows}${trailer}`, "latin1");
}

describe("a signing method", () => {
  it.each([
    ["that is damaged", () => Buffer.from("%PDF-1.7\n")],
    ["that is a bomb", () => bomb(1)],
    ["that is a bomb in a bomb", () => bomb(2)],
  ])("is not asked about a PDF %s: the gateway has refused it already", async (_what, make) => {
    expect(await inspect("application/pdf", make())).toEqual([]);
    expect(await inspect("Application/PDF; version=1.7", make())).toEqual([]);
  });

  it("is asked about all else", async () => {
    await expect(inspect("text/plain", Buffer.from("%PDF-1.7\n"))).rejects.toBe(OBJECTS);
    await expect(inspect("application/pdf", bomb(0))).rejects.toBe(OBJECTS);
  });
});
