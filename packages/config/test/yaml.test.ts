import { describe, expect, it } from "vitest";
import { acme, acmeWith, errorOf, mistakesIn } from "./config-folder.js";

const HEAD = "apiVersion: eid-gateway/v1\nenvironment: test\nhost: https://id.example.dk\n";
const gateway = (rest: string) => acme({ "gateway.yaml": HEAD + rest });

describe("a YAML file", () => {
  it.each([
    ["a duplicate key", "host: https://b.dk\n", "has a key twice"],
    ["an indentation with a tab", "listen:\n\tport: 1\n", "is indented with a tab"],
    ["a second document", "---\na: 1\n", "holds several documents"],
    ["an anchor", "settings: &a { x: {} }\n", "uses a YAML anchor or alias"],
    ["an alias", "settings: { a: &x 1, b: *x }\n", "uses a YAML anchor or alias"],
    ["an alias without its anchor", "settings: { b: *x }\n", "uses a YAML anchor or alias"],
    ["a tag", "database: !!str 5\n", "uses a YAML tag"],
    ["a tag of its own", "database: !secret x\n", "uses a YAML tag"],
    ["a merge key", "settings: { <<: { a: 1 } }\n", "is not a name that can be used here"],
    ["a key of the prototype", "settings: { __proto__: { a: 1 } }\n", "is not a name that can be used here"],
    ["the constructor as a key", "settings: { constructor: 1 }\n", "is not a name that can be used here"],
    ["a mapping as a key", "settings: { ? { a: 1 } : 2 }\n", "has a key that is not text"],
    ["an open bracket", "plugins: [a, b\n", "is indented wrongly, or has an open bracket"],
    ["an open quote", "database: 'a\n", "lacks a closing quote or bracket"],
    ["two colons on a line", "database: a: b\n", "has a second colon on one line"],
    ["a wrong escape", 'database: "\\q"\n', "has an unknown \\ in double quotes"],
    ["a text that begins with @", "plugins: [@eid/x]\n", "begins with a character that needs quotes"],
    ["great depth", `settings: { a: ${"[".repeat(40)}${"]".repeat(40)} }\n`, "is nested deeper than 32 levels"],
    ["depth that would exhaust the parser", `settings: ${"[".repeat(100_000)}\n`, ""],
  ])("is refused for %s", (_, rest, message) => {
    expect(mistakesIn(gateway(rest)).join("\n")).toContain(`: ${message}`);
  });

  it("is refused when aliases would blow up", () => {
    const levels = "bcdefghi".split("").map((name, index) => {
      const before = String.fromCharCode("a".charCodeAt(0) + index);
      return `  ${name}: &${name} [${Array(9).fill(`*${before}`).join(",")}]`;
    });
    const mistakes = mistakesIn(gateway(`settings:\n  a: &a [x]\n${levels.join("\n")}\n`));
    expect(mistakes[0]).toContain("uses a YAML anchor or alias");
  });

  it.each([
    ["what is not UTF-8", Buffer.from([0x61, 0x3a, 0x20, 0xe6, 0xf8, 0xe5]), "is not UTF-8 text"],
    ["more than 256 KiB", `${HEAD}# ${"x".repeat(256 * 1024)}`, "is larger than 262144 bytes"],
    ["no mapping but a list", "- a\n", "is a list, but must be a mapping"],
    ["no mapping but a text", "hello\n", "is a text, but must be a mapping"],
  ])("is refused for %s", (_, content, message) => {
    expect(mistakesIn(acme({ "gateway.yaml": content })).join("\n")).toContain(message);
  });

  it("that is empty lacks what is required", () => {
    expect(mistakesIn(acme({ "gateway.yaml": "" })).map((mistake) => mistake.split(" > ")[0])).toEqual([
      "gateway.yaml apiVersion: is missing",
      "gateway.yaml environment: is missing",
      "gateway.yaml host: is missing",
    ]);
  });

  it("has its mistakes placed by line and column", () => {
    expect(errorOf(gateway("listen:\n  prot: 1\n")).issues).toMatchObject([
      { path: ["listen", "prot"], line: 5, column: 3 },
    ]);
    expect(errorOf(gateway("plugins:\n  - a\n  - a: 1\n")).issues).toMatchObject([
      { path: ["plugins", 1], line: 6, column: 5 },
    ]);
    expect(errorOf(gateway("host: https://b.dk\n")).issues).toMatchObject([{ line: 4, column: 1 }]);
  });

  it("may begin with a byte order mark and use Windows line ends", () => {
    const root = acme({ "gateway.yaml": `\uFEFF${HEAD}colour: 1\n`.replaceAll("\n", "\r\n") });
    expect(mistakesIn(root)).toHaveLength(1);
  });

  it("reads yes and no as texts", () => {
    expect(mistakesIn(acmeWith.gateway({ log: { level: "no" } }))).toEqual([
      expect.stringContaining("must be one of debug"),
    ]);
  });
});
