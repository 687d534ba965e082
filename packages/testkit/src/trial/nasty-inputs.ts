/** What a browser, a scanner or a person without script may send where an answer is due. */
import type { Fields, Input, Screen } from "@eid-gateway/core";
import type { WaitingStep } from "./walk.js";

const values: Readonly<Record<string, string>> = {
  "an empty text": "",
  blanks: " \t\r\n",
  "a hundred thousand letters": "x".repeat(100_000),
  "a hundred thousand digits": "1".repeat(100_000),
  "a NUL": "\u0000",
  markup: `"><script>alert(1)</script>`,
  "half of a pair": "\ud83d",
  "a number below zero": "-1",
  "a name of every object": "__proto__",
  "base64 of nothing much": "AAAA".repeat(64),
  "base64 of XML": Buffer.from('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e "e">]><x>&e;</x>').toString("base64"),
  JSON: '{"__proto__":{"admin":true}}',
};

/** By what they are. None of them comes from a person who means it. */
export function nastyInputs(step: WaitingStep): Readonly<Record<string, Input>> {
  const names = step.kind === "show" ? fieldNames(step.screen) : ["code", "state", "error"];
  const kind = step.kind === "show" ? "answer" : "callback";
  const of = (fields: Fields, action = ""): Input => (kind === "answer" ? { kind, action, fields } : { kind, fields });
  const inputs: Record<string, Input> = { "no fields": of({}), "an unknown action": of({}, "constructor") };
  for (const [what, value] of Object.entries(values)) {
    inputs[what] = of(Object.fromEntries(names.map((name) => [name, value])));
  }
  inputs["fields nobody asked for"] = of(JSON.parse('{"__proto__":"1","constructor":"1","toString":"1"}') as Fields);
  return { ...inputs, ...wrongKinds(step) };
}

function wrongKinds(step: WaitingStep): Readonly<Record<string, Input>> {
  return {
    "a report": { kind: "report", headers: {}, body: Buffer.from("{}") },
    ...(step.kind === "show" && { "a callback": { kind: "callback", fields: { error: "access_denied" } } as const }),
    ...(step.kind === "redirect" && { "an answer": { kind: "answer", action: "", fields: {} } as const }),
    ...(!("poll" in step && step.poll) && { "a poll": { kind: "poll" } as const }),
  };
}

function fieldNames(screen: Screen): readonly string[] {
  return screen.blocks.flatMap((block) => {
    if (block.kind === "client") return block.form.fields;
    return "name" in block ? [block.name] : [];
  });
}
