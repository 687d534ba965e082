import { PdfError, type Sealing } from "@eid-gateway/sdo";
import { describe, expect, it } from "vitest";
import { renewWith } from "../../src/signing/renew.js";

const NOBODY = (): never => expect.fail("nobody is to be asked");
const SEALING = {
  key: { certificate: new Uint8Array(), chain: [], sign: NOBODY },
  clock: { now: () => new Date("2026-03-01T10:00:00Z") },
  timestamps: { stamp: NOBODY },
  validation: { trust: {}, revocation: { ask: NOBODY } },
} as unknown as Required<Sealing>;
const file = (mediaType: string) => ({ mediaType, bytes: Buffer.from("neither the one nor the other") });

describe("the time-stamps of what is archived", () => {
  it("are renewed of an LTV-SDO as of one, and of a package as of a PDF", async () => {
    const renew = renewWith(SEALING)!;
    await expect(renew("demo", file("application/x-ltv-sdo"))).rejects.not.toBeInstanceOf(PdfError);
    await expect(renew("demo", file("application/x-pades"))).rejects.toBeInstanceOf(PdfError);
  });

  it.each(["text/plain", "application/pdf", "application/vnd.etsi.asic-e+zip", "toString"])(
    "are none of %s, which is not looked at again",
    async (mediaType) => {
      expect(await renewWith(SEALING)!("demo", file(mediaType))).toBeUndefined();
    },
  );

  it("are not renewed where there is no authority, or nothing that proves them", () => {
    const { timestamps: _, ...withoutAuthority } = SEALING;
    const { validation: __, ...withoutProof } = SEALING;
    expect([renewWith(withoutAuthority), renewWith(withoutProof)]).toEqual([undefined, undefined]);
  });
});
