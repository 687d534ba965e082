import { describe, expect, it } from "vitest";
import { createLog } from "../src/log.js";

const logged = (err: unknown) => {
  const lines: string[] = [];
  createLog("debug", { write: (line) => void lines.push(line) }).error({ err }, "failed");
  expect(lines).toHaveLength(1);
  return lines[0]!;
};
const errorOf = (run: () => unknown): unknown => {
  try {
    return run();
  } catch (error) {
    return error;
  }
};

describe("an error in the log", () => {
  it.each(["Kim Hansen, 070301-9999", "{Kim 0703019999}", '"Kim\n0703019999', '["Kim", 0703019999'])(
    "does not quote what could not be read as JSON: %j",
    async (body) => {
      for (const error of [
        errorOf(() => JSON.parse(body)),
        await new Response(body).json().catch((cause: unknown) => new Error("the register said", { cause })),
      ]) {
        const line = logged(error);
        expect(line).toContain("JSON");
        expect(line).not.toMatch(/Kim|0703019999|070301-9999/);
      }
    },
  );

  it("is one line, whatever stands in its message", () => {
    const line = logged(new Error('first\nsecond\u2028{"level":"info"}\u001b[31m'));
    for (const control of ["\n", "\r", "\u001b"]) expect(line.trimEnd()).not.toContain(control);
    expect(JSON.parse(line)).toMatchObject({ level: "error", msg: "failed" });
  });

  it("names its causes, also when it is its own, and nothing else that it carries", () => {
    const error = Object.assign(new Error("outer"), { request: { body: "secret" }, code: "ECONNRESET" });
    error.cause = error;
    const line = logged(error);
    expect(line).toContain("ECONNRESET");
    expect(line).not.toContain("secret");
  });

  it.each([null, undefined, "a secret", { secret: "a secret" }])(
    "is not repeated when it is no Error: %j",
    (thrown) => {
      expect(logged(thrown)).not.toContain("a secret");
    },
  );
});
