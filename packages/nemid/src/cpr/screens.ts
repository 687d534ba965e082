/** The two pages of the CPR step. Neither ever shows a number that did not just come from this person's own keyboard, nor that. */
import type { Block, Intent, Option, Screen } from "@eid-gateway/core";
import type { NemidScreen } from "../screens.js";
import { text } from "../texts.js";
import { consents } from "./consent.js";

type CprScreen = Screen & { readonly name: NemidScreen };
type Problem = Parameters<typeof text>[0] & `cpr.${string}`;

/** Who asks, and what else the person may do. */
export interface CprOffer {
  readonly service: string; // the customer's name, as people know it
  readonly mayRemember: boolean;
  readonly mayDoWithout: boolean; // an employee: few have a number that anybody could match
  readonly intent: Intent; // what the person has just done
}

/** Asks for the number. */
export function typeCprScreen(offer: CprOffer, problem?: Problem): CprScreen {
  const { service } = offer;
  return {
    name: "nemid/cpr",
    title: text("cpr.title"),
    blocks: [
      { kind: "text", text: text(reasonFor(offer), { service }) },
      {
        kind: "field",
        name: "cpr",
        label: text("cpr.label"),
        type: "national-id",
        ...(problem && { problem: text(problem, { service }) }),
      },
      ...rememberBox(offer),
    ],
    actions: [{ value: "check", label: text(consents.typed.key, { service }) }, ...wayWithout(offer)],
  };
}

/** Asks whether the number that the relying party gave may be checked. */
export function givenCprScreen(offer: CprOffer, problem?: Problem): CprScreen {
  const { service } = offer;
  return {
    name: "nemid/cpr-given",
    title: text("cpr.title"),
    blocks: [
      ...(problem ? [{ kind: "text", text: text(problem), tone: "problem" } as const] : []),
      { kind: "text", text: text("cpr.given.why", { service }) },
      ...rememberBox(offer),
    ],
    actions: [
      { value: "check", label: text(consents.given.key, { service }) },
      { value: "type", label: text("cpr.given.type") },
      ...wayWithout(offer),
    ],
  };
}

/** What to say about the last number. @param wrong which it was, or that it was none */
export function problemAfter(
  wrong: "typed" | "given" | "stored" | "malformed",
  { asked, left }: { readonly asked: "typed" | "given"; readonly left: number },
): Problem {
  if (wrong === "malformed") return "cpr.malformed";
  if (wrong === "stored") return asked === "given" ? "cpr.stored.wrong.given" : "cpr.stored.wrong.two";
  if (wrong === "given") return left === 2 ? "cpr.given.wrong.two" : "cpr.given.wrong.one";
  return left === 2 ? "cpr.wrong.two" : "cpr.wrong.one";
}

function reasonFor({ mayDoWithout, intent }: CprOffer): "cpr.why" | "cpr.why.sign" | "cpr.why.employee" {
  if (mayDoWithout) return "cpr.why.employee";
  return intent === "sign" ? "cpr.why.sign" : "cpr.why";
}

/** Unticked, and never a condition for going on. */
function rememberBox({ service, mayRemember }: CprOffer): readonly Block[] {
  return mayRemember ? [{ kind: "checkbox", name: "remember", label: text(consents.remember.key, { service }) }] : [];
}

function wayWithout({ mayDoWithout }: CprOffer): readonly Option[] {
  return mayDoWithout ? [{ value: "without", label: text("cpr.without") }] : [];
}
