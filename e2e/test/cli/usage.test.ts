import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type DemoFolder, makeDemoState } from "../../src/cli/demo-folder.js";
import { runGateway } from "../../src/cli/run-gateway.js";
import { editFile } from "../../src/world/edit-customer.js";

describe("help and version", () => {
  it.each([["--help"], ["-h"], ["help"]])("%s lists the commands", async (option) => {
    const { code, stdout } = await runGateway([option]);
    expect(code).toBe(0);
    for (const verb of ["start", "check-config", "verify", "purge", "keys"])
      expect(stdout).toMatch(new RegExp(`^  ${verb} `, "m"));
  });

  it.each(["start", "check-config", "verify", "purge", "keys"])("%s --help says how it is used", async (verb) => {
    const { code, stdout } = await runGateway([verb, "--help"]);
    expect([code, stdout]).toEqual([0, expect.stringMatching(new RegExp(`^Usage: eid-gateway ${verb} `))]);
  });

  it.each([
    ["--version"],
    ["verify", "--version"],
    ["start", "--version"],
    ["keys", "--version"],
    ["check-config", "--version"],
  ])("%s %s prints the version alone", async (...args) => {
    expect(await runGateway(args)).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  });
});

describe("wrong usage ends with 64, names what was wrong, and shows the usage", () => {
  it.each([
    [["frobnicate"], /no command "frobnicate"/],
    [["toString"], /no command "toString"/],
    [["--frobnicate"], /--frobnicate/],
    [["start", "now"], /no use for "now"/],
    [["check-config", "--config"], /--config/],
    [["check-config", "config"], /no use for "config"/],
    [["purge", "everything"], /no use for "everything"/],
    [["purge", "--now"], /--now/],
    [["keys", "destroy"], /no "keys destroy"/],
    [["keys", "rotate", "twice"], /no "keys rotate twice"/],
  ])("%j", async (args, says) => {
    const { code, stdout, stderr } = await runGateway(args);
    expect([code, stdout]).toEqual([64, ""]);
    expect(stderr).toMatch(says);
    expect(stderr).toContain("Usage: eid-gateway");
  });
});

describe("keys", () => {
  let made: Awaited<ReturnType<typeof makeDemoState>>;
  let demo: DemoFolder;
  beforeAll(async () => {
    made = await makeDemoState();
  });
  afterAll(() => made?.remove());
  beforeEach(() => {
    demo = made.copy();
  });
  afterEach(() => demo.remove());

  it("are listed, and rotated with overlap: the new one is published and not yet used", async () => {
    const rotated = await runGateway(["keys", "rotate"], demo);
    expect([rotated.code, rotated.stdout]).toEqual([0, expect.stringMatching(/ is published now and signs from 20/)]);
    const [kid = ""] = rotated.stdout.split(" ");
    const { code, stdout } = await runGateway(["keys"], demo);
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`^${kid} `, "m"));
    expect((await runGateway(["keys", "list"], demo)).stdout).toBe(stdout);
  });

  it("cannot be listed under a configuration with mistakes: exit 1, and the mistakes", async () => {
    editFile(demo.customer, (yaml) => yaml.replace("sector: private", "sector: secret"));
    const { code, stderr } = await runGateway(["keys"], demo);
    expect([code, stderr]).toEqual([1, expect.stringContaining("sector: must be one of")]);
  });

  it("cannot be listed without the database: exit 1, and one sentence", async () => {
    const env = { ...demo.env, DATABASE_URL: "postgres://gateway:secret-word@127.0.0.1:1/gateway" };
    const { code, stderr } = await runGateway(["keys"], { env });
    expect(code).toBe(1);
    expect(stderr.trim().split("\n")).toEqual([expect.stringContaining("storage:unavailable")]);
    expect(stderr).not.toContain("secret-word");
  });
});
