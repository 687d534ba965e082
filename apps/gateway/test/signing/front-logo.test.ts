import type { Config } from "@eid-gateway/config";
import { describe, expect, it, vi } from "vitest";
import { frontLogo } from "../../src/signing/front-logo.js";

const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const image = (name: string, bytes: Uint8Array = PIXEL) =>
  ({ name, mediaType: "image/png", sha256: "", bytes }) as const;
const profile = (print?: ReturnType<typeof image>) => ({ logo: { light: image("logo.svg"), ...(print && { print }) } });

function logoOf(profiles: Readonly<Record<string, object>>) {
  const customer = { defaultProfile: "default", profiles: new Map(Object.entries(profiles)) };
  const log = { warn: vi.fn() };
  return { find: frontLogo({ customers: new Map([["demo", customer]]) as unknown as Config["customers"] }, log), log };
}

describe("the logo of a package", () => {
  it("is that for white paper of the order's profile, or else of the customer's", async () => {
    const { find, log } = logoOf({ default: profile(image("a.png")), blue: profile(image("b.png")) });
    expect([(await find("demo", "Blue")).logo, (await find("demo")).logo]).toMatchObject([
      { name: "b.png" },
      { name: "a.png" },
    ]);
    expect(log.warn).not.toHaveBeenCalled();
    expect((await find("demo", "green")).logo).toMatchObject({ name: "a.png" });
    expect(log.warn).toHaveBeenCalledOnce();
  });

  it("is none where there is none for paper", async () => {
    const { find, log } = logoOf({ default: profile(), plain: {} });
    expect([await find("demo"), await find("demo", "plain"), await find("nobody")]).toEqual([{}, {}, {}]);
    expect(log.warn).not.toHaveBeenCalled();
  });

  it("is left out, and told of, when it is a PNG by its beginning alone", async () => {
    const { find, log } = logoOf({ default: profile(image("a.png", PIXEL.subarray(0, 20))) });
    expect(await find("demo")).toEqual({});
    expect(log.warn.mock.calls).toEqual([[{ service: "demo", file: "a.png" }, expect.stringContaining("without")]]);
  });
});
