import { SigningError } from "@eid-gateway/signing";
import { describe, expect, it } from "vitest";
import { unlessGone } from "../../../src/doors/docaction/unless-gone.js";

describe("an act on a task", () => {
  it("gives what it gives", async () => {
    expect(await unlessGone(Promise.resolve(true), false)).toBe(true);
  });

  it.each(["order-deleted", "unknown-request"] as const)("that comes too late is none: %s", async (code) => {
    expect(await unlessGone(Promise.reject(new SigningError(code, "gone")), false)).toBe(false);
  });

  it.each([new SigningError("unknown-document", "a mistake of ours"), new Error("the database is down")])(
    "that fails otherwise has failed: %s",
    async (error) => {
      await expect(unlessGone(Promise.reject(error), false)).rejects.toBe(error);
    },
  );
});
