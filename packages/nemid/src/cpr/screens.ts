/** The two pages of the CPR step. Neither ever shows a number that did not just come from this person's own keyboard, nor that. */
import type { Screen } from "@eid-gateway/core";
import type { NemidScreen } from "../screens.js";
import { text } from "../texts.js";
import { consents } from "./consent.js";

type Problem = "cpr.malformed" | "cpr.wrong.two" | "cpr.wrong.one" | "cpr.given.wrong.two";
type CprScreen = Screen & { readonly name: NemidScreen };

/** Asks for the number. @param service the customer's name, as people know it */
export function typeCprScreen(service: string, problem?: Problem): CprScreen {
  return {
    name: "nemid/cpr",
    title: text("cpr.title"),
    blocks: [
      { kind: "text", text: text("cpr.why", { service }) },
      {
        kind: "field",
        name: "cpr",
        label: text("cpr.label"),
        type: "national-id",
        ...(problem && { problem: text(problem, { service }) }),
      },
    ],
    actions: [{ value: "check", label: text(consents.typed.key, { service }) }],
  };
}

/** Asks whether the number that the relying party gave may be checked. */
export function givenCprScreen(service: string): CprScreen {
  return {
    name: "nemid/cpr-given",
    title: text("cpr.title"),
    blocks: [{ kind: "text", text: text("cpr.given.why", { service }) }],
    actions: [
      { value: "check", label: text(consents.given.key, { service }) },
      { value: "type", label: text("cpr.given.type") },
    ],
  };
}
