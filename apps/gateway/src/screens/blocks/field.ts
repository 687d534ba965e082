import type { Field } from "@eid-gateway/core";
import { type Html, html } from "@eid-gateway/html";
import { type Drawing, idOf } from "./drawing.js";

interface Kind {
  readonly attributes: Html;
  readonly size: "short" | "long";
  readonly secret?: true; // never filled in, whatever the method gives
}
const kinds: Readonly<Record<Field["type"], Kind>> = {
  text: { attributes: html`type="text" autocomplete="off"`, size: "long" },
  digits: { attributes: html`type="text" inputmode="numeric" autocomplete="off"`, size: "short" },
  "national-id": {
    attributes: html`type="text" inputmode="numeric" autocomplete="off" spellcheck="false"`,
    size: "short",
    secret: true,
  },
  phone: { attributes: html`type="tel" autocomplete="tel"`, size: "short" },
  email: { attributes: html`type="email" autocomplete="email"`, size: "long" },
  password: { attributes: html`type="password" autocomplete="current-password"`, size: "long", secret: true },
  "one-time-code": {
    attributes: html`type="text" inputmode="numeric" autocomplete="one-time-code"`,
    size: "short",
    secret: true,
  },
};

/** A labelled input. What is wrong with the last answer stands between label and input, and is read with both (WCAG 3.3.1). */
export function renderField(field: Field, drawing: Drawing): Html {
  const { attributes, size, secret } = kinds[field.type];
  const { method } = drawing;
  const id = idOf(field.name);
  const problemId = idOf(field.name, "problem");
  const value = !secret && typeof field.value === "string" && html` value="${field.value}"`;
  const wrong = field.problem && html` aria-invalid="true" aria-describedby="${problemId}"`;
  const focus = drawing.firstProblem === field && html` autofocus`;
  const problem =
    field.problem && html`<p class="problem" role="alert" id="${problemId}">${method.say(field.problem)}</p>`;
  return html`<div class="field"><label for="${id}">${method.say(field.label)}</label>${problem}<input id="${id}" name="${field.name}" class="${size}" ${attributes}${value}${wrong}${focus}></div>`;
}
