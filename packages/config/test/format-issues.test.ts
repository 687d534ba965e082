import { describe, expect, it } from "vitest";
import { type ConfigIssue, formatIssues, formatPath } from "../src/index.js";

const issue = (more: Partial<ConfigIssue>): ConfigIssue => ({
  file: "/etc/eid/gateway.yaml",
  path: [],
  message: "is wrong",
  remedy: "make it right",
  ...more,
});

describe("formatIssues", () => {
  it("groups by file, and gives place, mistake and remedy of each", () => {
    const issues = [
      issue({ path: ["listen", "port"], line: 5, column: 3 }),
      issue({ file: "/elsewhere/customer.yaml", path: ["oidc", "clients", 0, "secret"], line: 120, column: 11 }),
      issue({}),
    ];
    expect(formatIssues(issues, "/etc/eid")).toBe(
      [
        "gateway.yaml",
        "  5:3     listen.port: is wrong",
        "          make it right",
        "          is wrong",
        "          make it right",
        "",
        "/elsewhere/customer.yaml",
        "  120:11  oidc.clients[0].secret: is wrong",
        "          make it right",
      ].join("\n"),
    );
  });

  it("says nothing of no issues", () => {
    expect(formatIssues([])).toBe("");
  });
});

describe("formatPath", () => {
  it.each([
    [[], ""],
    [["a"], "a"],
    [["a", "b", 0, "c"], "a.b[0].c"],
    [[0, 1], "[0][1]"],
  ])("writes %j as %s", (path, expected) => {
    expect(formatPath(path)).toBe(expected);
  });
});
