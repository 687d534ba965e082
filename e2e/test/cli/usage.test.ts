import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runGateway } from "../../src/cli/run-gateway.js";
import { editFile } from "../../src/world/edit-customer.js";
import { withDemo } from "./with-demo.js";

describe("help and version", () => {
  it.each([["--help"], ["-h"], ["help"]])("%s lists the commands", async (option) => {
    const { code, stdout } = await runGateway([option]);
    expect(code).toBe(0);
    for (const verb of [
      "start",
      "check-config",
      "verify",
      "verify-xmldsig",
      "verify-chain",
      "verify-ocsp",
      "keystore",
      "purge",
      "keys",
    ])
      expect(stdout).toMatch(new RegExp(`^  ${verb} `, "m"));
  });

  it.each([
    "start",
    "check-config",
    "verify",
    "verify-xmldsig",
    "verify-chain",
    "verify-ocsp",
    "keystore",
    "purge",
    "keys",
  ])("%s --help says how it is used", async (verb) => {
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
  const demo = withDemo();

  it("are listed, and rotated with overlap: the new one is published and not yet used", async () => {
    const rotated = await runGateway(["keys", "rotate"], demo());
    expect([rotated.code, rotated.stdout]).toEqual([0, expect.stringMatching(/ is published now and signs from 20/)]);
    const [kid = ""] = rotated.stdout.split(" ");
    const { code, stdout } = await runGateway(["keys"], demo());
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`^${kid} `, "m"));
    expect((await runGateway(["keys", "list"], demo())).stdout).toBe(stdout);
  });

  it("for encrypted requests are rotated too: the new one is published, the old one still first", async () => {
    await runGateway(["keys", "rotate", "--encryption"], demo()); // the first, since no gateway has started here
    const { code, stdout } = await runGateway(["keys", "rotate", "--encryption"], demo());
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/^encryption \S+ is published and decrypts now, and stands/),
    ]);
    const listed = (await runGateway(["keys"], demo())).stdout.match(/^encryption .*/gm) ?? [];
    expect(listed.length).toBeGreaterThan(1);
    expect(listed.at(-1)).toContain("published, not yet active");
    expect((await runGateway(["keys", "rotate", "--encryption", "--saml"], demo())).code).toBe(64);
    expect((await runGateway(["keys", "list", "--encryption"], demo())).code).toBe(64);
  });

  it("for SAML are rotated with a month of notice, or as many days as are given", async () => {
    const inDays = (text: string) => (Date.parse(/from (\S+)/.exec(text)?.[1] ?? "") - Date.now()) / 86_400_000;
    const monthly = await runGateway(["keys", "rotate", "--saml"], demo());
    expect(monthly.stdout).toMatch(/^saml [0-9a-f]{16} is published now at http:.*\/std\/certificates\.pem and signs/);
    expect(Math.round(inDays(monthly.stdout))).toBe(30);
    expect(Math.round(inDays((await runGateway(["keys", "rotate", "--saml", "--days", "7"], demo())).stdout))).toBe(7);
    const { stdout } = await runGateway(["keys"], demo());
    expect(stdout.match(/^saml .*/gm)?.map((line) => line.split("  ")[1])).toEqual([
      "signs",
      "published, not yet active",
      "published, not yet active",
    ]);
    const replaced = await runGateway(["keys", "rotate", "--saml", "--days", "0"], demo());
    expect(replaced.stdout).toMatch(
      /^saml [0-9a-f]{16} stands alone at http:.*\/std\/certificates\.pem and signs now;/,
    );
    const left = (await runGateway(["keys"], demo())).stdout.match(/^saml .*/gm) ?? [];
    expect(left.map((line) => line.split("  ")[1])).toEqual(["signs"]);
  });

  it.each([
    [["keys", "list", "--saml"]],
    [["keys", "rotate", "--days", "3"]],
    [["keys", "rotate", "--saml", "--days", "-3"]],
    [["keys", "rotate", "--saml", "--days", "soon"]],
  ])("are left alone by what makes no sense: %s", async (args) => {
    expect((await runGateway(args, demo())).code).toBe(64);
  });

  it("of the operator's own for SAML are opened by check-config, and are not ours to rotate", async () => {
    const own = (password: string) => {
      const key = `{ file: ${demo().state}/simulator/demo.p12, password: ${password} }`;
      editFile(
        join(demo().config, "gateway.yaml"),
        (yaml) => `${yaml.split("saml:")[0]}saml:\n  keys:\n    - ${key}\n`,
      );
    };
    own("wrong");
    const checked = await runGateway(["check-config"], demo());
    expect([checked.code, checked.stdout]).toEqual([
      1,
      expect.stringContaining("saml.keys[0]: the password of saml.keys[0] does not open its key file"),
    ]);
    own("Bond007");
    expect((await runGateway(["check-config"], demo())).code).toBe(0);
    const rotated = await runGateway(["keys", "rotate", "--saml"], demo());
    expect([rotated.code, rotated.stderr]).toEqual([1, expect.stringContaining("add the next one under saml.keys")]);
  });

  it("cannot be listed under a configuration with mistakes: exit 1, and the mistakes", async () => {
    editFile(demo().customer, (yaml) => yaml.replace("sector: private", "sector: secret"));
    const { code, stderr } = await runGateway(["keys"], demo());
    expect([code, stderr]).toEqual([1, expect.stringContaining("sector: must be one of")]);
  });

  it("cannot be listed without the database: exit 1, and one sentence", async () => {
    const env = { ...demo().env, DATABASE_URL: "postgres://gateway:secret-word@127.0.0.1:1/gateway" };
    const { code, stderr } = await runGateway(["keys"], { env });
    expect(code).toBe(1);
    expect(stderr.trim().split("\n")).toEqual([expect.stringContaining("storage:unavailable")]);
    expect(stderr).not.toContain("secret-word");
  });
});
