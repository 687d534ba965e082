import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { readPassword } from "../src/commands/keystore/read-password.js";

function terminal(...typed: string[]) {
  const modes: boolean[] = [];
  const stream = Object.assign(new PassThrough(), { isTTY: true, setRawMode: (raw: boolean) => modes.push(raw) });
  for (const piece of typed) stream.write(piece);
  return { stream, modes };
}
async function typed(...pieces: string[]) {
  const { stream, modes } = terminal(...pieces);
  const shown: string[] = [];
  const password = readPassword(undefined, stream, (text) => shown.push(text));
  return { password: await password.catch((error: Error) => error.message), shown: shown.join(""), modes };
}

describe("a password asked for on a terminal", () => {
  it("is never shown, and the terminal is put back", async () => {
    expect(await typed("Bond", "007\r")).toEqual({
      password: "Bond007",
      shown: "Password of the key file: \n",
      modes: [true, false],
    });
  });

  it("can be corrected, letter by letter", async () => {
    expect((await typed("rødgrøx\u007fd7\n")).password).toBe("rødgrød7");
  });

  it.each(["abc\u0003", "\u0004"])("is not taken from %j, and the terminal is put back", async (keys) => {
    expect(await typed(keys)).toMatchObject({ password: "No password was given", modes: [true, false] });
  });

  it("is refused when it does not end", async () => {
    expect((await typed("a".repeat(2000))).password).toMatch(/at most 1024/);
  });
});

it("piped in, it is the first line", async () => {
  const stream = new PassThrough();
  stream.end("Bond007\nsecond\n");
  expect(await readPassword(undefined, stream, () => undefined)).toBe("Bond007");
});
