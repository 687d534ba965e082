import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, symlinkSync, truncateSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runGateway } from "../../src/cli/run-gateway.js";
import { openVerificationDesk, SIGNED_AT, type VerificationDesk } from "../../src/cli/verification-desk.js";

let desk: VerificationDesk;
let good: string;
let text: string;
beforeAll(async () => {
  desk = await openVerificationDesk();
  good = await desk.logIn();
  text = readFileSync(good, "utf8");
});
afterAll(() => desk?.remove());

const verify = (...args: string[]) =>
  runGateway(["verify", "--trust", desk.root, "--crl", desk.lists, "--at", SIGNED_AT, ...args]);
const folder = (name: string) => {
  mkdirSync(join(dirname(good), name), { recursive: true });
  return join(dirname(good), name);
};
const linkToItself = () => {
  const link = join(folder("loops"), "link");
  rmSync(link, { force: true });
  symlinkSync(link, link);
  return link;
};
const base64 = (content: string | Buffer) => Buffer.from(content).toString("base64");
const inUtf16 = () => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);

describe("what is no message is told in one line and ends with 2", () => {
  it.each<[string, () => string | Uint8Array]>([
    ["an empty file", () => ""],
    ["white space", () => " \n\n"],
    ["a PDF", () => "%PDF-1.4\n1 0 obj\n<< >>\nendobj\n%%EOF\n"],
    ["a PEM", () => desk.ca.root.pem],
    ["binary", () => Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 167 + 13) % 256))],
    ["a message in UTF-16", inUtf16],
    ["a message after a byte order mark, which no client wrote", () => `\uFEFF${text}`],
    ["base64 that was cut short", () => base64(text).slice(0, 1001)],
    ["an error code in place of a message", () => "CAN002"],
    ["an error code in base64", () => base64("AUTH004")],
  ])("%s", async (_name, content) => {
    const { code, stdout, stderr } = await verify("--json", desk.file("bad", content()));
    expect(code).toBe(2);
    expect(stdout.trim().split("\n")).toHaveLength(1);
    expect(JSON.parse(stdout)).toMatchObject({ valid: null, indication: null, reason: "not-a-message" });
    expect(stderr).toBe("");
  });

  it("an error code is named", async () => {
    expect((await verify(desk.file("code", base64("CAN002")))).stdout).toContain("error code CAN002");
  });

  it("2 GB are refused by their size, before they are read", async () => {
    const file = desk.file("sparse", "<");
    truncateSync(file, 2 ** 31);
    const { code, stdout } = await verify("--json", file);
    expect(code).toBe(2);
    expect((JSON.parse(stdout) as { problem: string }).problem).toMatch(/^more than \d+ bytes/);
  });

  it("a folder without files", async () => {
    const { code, stdout } = await verify("--json", folder("empty"));
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ valid: null, problem: "the folder holds no file" });
  });

  it("a folder without messages", async () => {
    expect((await verify(desk.lists)).code).toBe(2);
  });
});

describe("what cannot be read is told in one line and ends with 64", () => {
  it("a pipe, without waiting for who might write into it", async () => {
    const pipe = join(folder("pipes"), "pipe");
    execFileSync("mkfifo", [pipe]);
    const { code, stdout } = await verify("--json", pipe);
    expect(code).toBe(64);
    expect(JSON.parse(stdout)).toMatchObject({
      valid: null,
      reason: "unreadable",
      problem: expect.stringContaining("not a file"),
    });
  });

  it.each([
    ["a file that is not there", () => join(dirname(good), "nowhere"), "ENOENT"],
    ["a link to itself", () => linkToItself(), "ELOOP"],
  ])("%s", async (_name, file, why) => {
    const { code, stdout } = await verify("--json", file());
    expect([code, JSON.parse(stdout)]).toEqual([
      64,
      {
        file: file(),
        valid: null,
        indication: null,
        subIndication: null,
        reason: "unreadable",
        problem: expect.stringContaining(why),
      },
    ]);
  });

  it("a link to a folder inside a folder, which is not followed", async () => {
    const linked = folder("linked");
    symlinkSync(linked, join(linked, "again"));
    const { code, stdout } = await verify(linked);
    expect(code).toBe(64);
    expect(stdout).toMatch(/again: CANNOT READ .*EISDIR/);
  });
});

describe("a mixed folder", () => {
  it("has a line for each file in it, however deep, a summary, and the worst code", async () => {
    const mixed = folder("mixed");
    folder("mixed/deeper");
    desk.file("mixed/a.xml", text);
    desk.file("mixed/b.txt", "hello");
    desk.file("mixed/deeper/c.xml", text.replace(">4839204711<", ">4839204712<"));
    const { code, stdout, stderr } = await verify("--json", mixed);
    const lines = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { file: string; valid: unknown });
    expect(lines.map(({ file, valid }) => [file.slice(mixed.length + 1), valid])).toEqual([
      ["a.xml", true],
      ["b.txt", null],
      ["deeper/c.xml", false],
    ]);
    expect(stderr).toBe("3 files: 1 valid, 1 not valid, 0 cannot tell, 1 not a message, 0 cannot read\n");
    expect(code).toBe(1);
  });

  it("cannot tell is worse than no message, and not valid worse than that", async () => {
    const none = desk.file("none", "hello");
    const bare = ["verify", "--trust", desk.root, "--at", SIGNED_AT];
    expect((await runGateway([...bare, none, good])).code).toBe(3);
    expect(
      (await runGateway([...bare, none, good, desk.file("x.xml", text.replace(">4839204711<", ">1<"))])).code,
    ).toBe(1);
  });
});
