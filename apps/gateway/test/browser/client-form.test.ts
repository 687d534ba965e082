import { describe, expect, it, vi } from "vitest";
import { openForm } from "../../browser/client-form.js";

function form(names: readonly string[] = ["response"]) {
  const inputs = new Map(["step", ...names].map((name) => [name, { type: "hidden", value: "" }]));
  const submit = vi.fn();
  return {
    elements: { namedItem: (name: string) => inputs.get(name) ?? null },
    submit,
    value: (name: string) => inputs.get(name)?.value,
  };
}

describe("the form of a client", () => {
  it("posts the fields it is handed", () => {
    const given = form();
    openForm(given, 100)({ response: "PHg+" });
    expect(given.value("response")).toBe("PHg+");
    expect(given.submit).toHaveBeenCalledTimes(1);
  });
  it("is posted once, whatever the client says later", () => {
    const given = form();
    const submit = openForm(given, 100);
    submit({ response: "first" });
    submit({ response: "second" });
    expect(given.submit).toHaveBeenCalledTimes(1);
    expect(given.value("response")).toBe("first");
  });
  it.each(["step", "other"])("refuses the field %s, which the block did not name", (name) => {
    const given = form();
    expect(() => openForm(given, 100)({ [name]: "x" })).toThrow("has no field");
    expect(given.submit).not.toHaveBeenCalled();
  });
  it("sends what is too large as nothing", () => {
    const given = form();
    openForm(given, 3)({ response: "1234" });
    expect(given.value("response")).toBe("");
    expect(given.submit).toHaveBeenCalledTimes(1);
  });
});
