/** The pages on which a person chooses whom to act for. They work without script: a search is an answer like any other. */
import type { Block, Option, Screen } from "@eid-gateway/core";
import type { NemidScreen } from "../screens.js";
import type { OfferedOrganization } from "./offers.js";
import { text } from "./texts.js";

type OrganizationScreen = Screen & { readonly name: NemidScreen };

const searchFrom = 9; // companies; so many radio buttons are read at a glance no longer

export interface Choice {
  readonly service: string; // the customer's name
  readonly mayBePrivate: boolean;
  readonly offers: readonly OfferedOrganization[]; // that are shown
  readonly total: number; // of all that the person has
  readonly search: string;
  readonly isNarrowed: boolean; // to the company that the relying party named
  readonly nothingChosen: boolean; // in the last answer
}

/** The private person first, then the companies by name; a search beyond eight. */
export function chooseScreen(choice: Choice): OrganizationScreen {
  const { service, mayBePrivate, offers, nothingChosen } = choice;
  const options = [...(mayBePrivate ? [{ value: "", label: text("org.private") }] : []), ...offers.map(optionOf)];
  const why = text(mayBePrivate ? "org.why.any" : "org.why.company", { service });
  return {
    name: "nemid/organization",
    title: text("org.title"),
    blocks: [
      { kind: "text", text: why },
      ...(nothingChosen ? [{ kind: "text", tone: "problem", text: text("org.choose") } as const] : []),
      ...(isSearched(choice) ? [searchField(choice)] : []),
      ...(options.length > 0
        ? [{ kind: "choice", name: "organization", label: text("org.label"), options } as const]
        : []),
    ],
    actions: actionsOf(choice, options),
  };
}

/** The register is down and the person may do without. */
export function registerDownScreen(): OrganizationScreen {
  return {
    name: "nemid/organization-down",
    title: text("org.title"),
    blocks: [{ kind: "text", tone: "problem", text: text("org.down") }],
    actions: [
      { value: "retry", label: text("org.retry") },
      { value: "private", label: text("org.asPrivate") },
    ],
  };
}

function optionOf({ number, name }: OfferedOrganization): Option {
  return { value: number, label: text("org.name", { name }), help: text("org.cvr", { cvr: number }) };
}

function isSearched({ total, isNarrowed }: Choice): boolean {
  return total >= searchFrom && !isNarrowed;
}

function searchField({ search, offers }: Choice): Block {
  const isFruitless = search !== "" && offers.length === 0;
  return {
    kind: "field",
    name: "search",
    type: "text",
    label: text("org.search"),
    value: search,
    ...(isFruitless && { problem: text("org.search.none") }),
  };
}

/** The first is Enter's. */
function actionsOf(choice: Choice, options: readonly Option[]): readonly Option[] {
  const next = { value: "next", label: text("org.next") };
  const search = { value: "search", label: text("org.search.button") };
  return [
    ...(options.length > 0 ? [next] : []),
    ...(isSearched(choice) ? [search] : []),
    ...(choice.isNarrowed ? [{ value: "all", label: text("org.all") }] : []),
  ];
}
