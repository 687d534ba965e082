/** Lists and OCSP answers at the edges of RFC 5280 and RFC 6960. */

import { sign } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { offlineRevocation, readCertificate, readCrls, readOcspAnswers } from "@eid-gateway/oces";
import { type CrlOptions, type OcspOptions, type TestCa, writeOcspRequest } from "@eid-gateway/oces-testing";
import { beforeAll, describe, expect, it } from "vitest";
import { fetchBytes } from "../src/revocation/fetch-bytes.js";
import { createCa, hoursFromNow, NOW } from "./ca.js";

let ca: TestCa;
beforeAll(async () => {
  ca = await createCa();
});

const critical = { oid: "1.2.3.4", critical: true, value: Buffer.from("0500", "hex") };

describe("a list", () => {
  async function statusBy(options: CrlOptions, change?: (list: Buffer) => void, at = NOW, revokedHours?: number) {
    const own = await createCa();
    const revoked = revokedHours !== undefined && ({ at: hoursFromNow(revokedHours), reason: "superseded" } as const);
    const person = await own.issuePoces({ notBefore: hoursFromNow(-100), revoked });
    const list = Buffer.from(own.crl(options));
    if (change) {
      change(list);
      sign("sha256", list.subarray(4, 8 + list.readUInt16BE(6)), own.issuing.privateKey).copy(list, list.length - 256);
    }
    const [certificate, issuer] = [person.certificate, own.issuing.certificate].map((der) => readCertificate(der));
    const answer = await offlineRevocation({ crls: [list] }).ask({ certificate: certificate!, issuer: issuer!, at });
    return answer.status;
  }

  it("of changes alone says nothing, even where it is not marked critical", async () => {
    const delta = { oid: "2.5.29.27", value: Buffer.from("020101", "hex") };
    expect(await statusBy({ extraExtensions: [delta] })).toBe("unknown");
    expect(await statusBy({})).toBe("good");
  });

  it("may hold an extension that nobody reads and that is no DER inside", async () => {
    expect(await statusBy({ extraExtensions: [{ oid: "1.2.3.4", value: Uint8Array.of(5) }] })).toBe("good");
  });

  it("is refused where somebody's entry marks an extension critical in a way that is not DER's", async () => {
    const entry = {
      serial: "0102",
      at: hoursFromNow(-9),
      reason: "unspecified",
      unknownCriticalExtension: true,
    } as const;
    const change = (list: Buffer) => {
      const flag = list.indexOf(Buffer.from("0101ff0402", "hex"));
      list[flag + 2] = 1;
    };
    await expect(statusBy({ extraEntries: [entry] }, change)).rejects.toThrow("a boolean that is neither");
  });

  it("that does not name the next one speaks for the time before it, and its entries always", async () => {
    const endless = { nextUpdate: null };
    expect(await statusBy(endless, undefined, hoursFromNow(-1))).toBe("good");
    expect(await statusBy(endless, undefined, hoursFromNow(1))).toBe("unknown");
    expect(await statusBy(endless, undefined, hoursFromNow(1), -1)).toBe("revoked");
  });

  it("stands in PEM with others, each of which must be one", () => {
    const pem = (der: Uint8Array) =>
      `-----BEGIN X509 CRL-----\n${Buffer.from(der).toString("base64")}\n-----END X509 CRL-----\n`;
    const [one, other] = [ca.crl(), ca.crl({ issuer: ca.root })].map(pem);
    expect(readCrls(Buffer.from(`${one}${other}`))).toHaveLength(2);
    expect(() => readCrls(Buffer.from(`${one}${pem(Uint8Array.of(0x30, 0))}`))).toThrow("Not a revocation list");
    expect(() => readCrls(Buffer.from(ca.root.pem))).toThrow("without a revocation list");
  });
});

describe("an OCSP answer", () => {
  async function ask(options: OcspOptions, hash: "md5" | "sha1" | "sha512" = "sha1", clock?: { now(): Date }) {
    const person = await ca.issuePoces();
    const answer = await ca.ocsp(writeOcspRequest(person, { hash }), options);
    const [certificate, issuer] = [person.certificate, ca.issuing.certificate].map((der) => readCertificate(der));
    const source = offlineRevocation({ ocsp: [answer], ...(clock && { clock }) });
    return source.ask({ certificate: certificate!, issuer: issuer!, at: NOW });
  }

  it("with an unknown critical extension says nothing, and is one all the same", async () => {
    const answer = await ask({ extraExtensions: [critical] });
    expect(answer).toMatchObject({
      status: "unknown",
      problems: [expect.stringContaining("critical extension 1.2.3.4")],
    });
  });

  it("names its certificate by a hash that is known, or nobody's", async () => {
    expect((await ask({}, "sha512")).status).toBe("good");
    expect((await ask({}, "md5")).status).toBe("unknown");
  });

  it("may bring certificates along that are none, or a bare nonce as old responders do", async () => {
    expect((await ask({ extraCertificates: [Buffer.from("3003020101", "hex")] })).status).toBe("good");
    const nonce = { oid: "1.3.6.1.5.5.7.48.1.2", value: Buffer.from("0123456789abcdef") };
    expect((await ask({ nonce: "omit", extraExtensions: [nonce] })).status).toBe("good");
  });

  it("is from the future when it says that it was made there", async () => {
    const clock = { now: () => NOW };
    expect((await ask({ producedAt: hoursFromNow(5) }, "sha1", clock)).status).toBe("unknown");
    expect((await ask({}, "sha1", clock)).status).toBe("good");
  });

  it("does not stand in PEM of something else", () => {
    expect(() => readOcspAnswers(Buffer.from(ca.root.pem))).toThrow("PEM of something else");
  });
});

describe("a server that sends a byte now and then", () => {
  it("is not waited for beyond the time limit, though its headers came at once", async () => {
    const server = createServer((_request, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write("0"), 10);
      response.on("close", () => clearInterval(drip));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    await expect(fetchBytes(fetch, url, { maxBytes: 65_536, timeoutMs: 200 })).rejects.toThrow(
      "no whole answer within 200 ms",
    );
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
});
