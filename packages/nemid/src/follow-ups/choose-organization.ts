/**
 * Follow-up: the person, or a company they may bind alone, as the company register says at this moment.
 *
 *   no company       on as a person; refused where a company is required
 *   one or more      a choice, the private person first; the only one is taken where acting privately is not offered
 *   register down    try again, or go on privately; where that is not offered the log-in fails. Nothing is known from before
 *
 * A company that the relying party names (`login_hint=organization-<CVR>`) narrows the choice to it, if the person has it: a button
 * shows the others. A company that they do not have is passed over.
 */
import { EidError, type Fields } from "@eid-gateway/core";
import { fail as failOrganization, organizationErrors } from "../company-register/errors.js";
import { fail } from "../errors/errors.js";
import type { Context, FollowUp, Known, Progress } from "../follow-up.js";
import { type OfferedOrganization, offersOf, readSearch, searchOffers } from "../organization/offers.js";
import {
  findOrganizationMistakes,
  mayBePrivate,
  type OrganizationConfig,
  registerFor,
} from "../organization/organization-config.js";
import { chooseScreen, registerDownScreen } from "../organization/screens.js";
import { text } from "../organization/texts.js";

type Choosing = {
  readonly offers: readonly OfferedOrganization[];
  readonly only?: string; // the CVR that the relying party named
  readonly search: string;
};
type Own = Choosing | "down";
type Here = { readonly known: Known; readonly context: Context<OrganizationConfig> };

export const chooseOrganization: FollowUp<OrganizationConfig, Own> = {
  name: "organization",
  texts: text.tables,
  errors: organizationErrors,
  needsCpr: true,
  findMistakes: findOrganizationMistakes,
  begin: (known, context) => offer({ known, context }),
  answer: async (known, own, input, context) => {
    if (input.kind !== "answer") throw fail("nemid:invalidresponse", `a ${input.kind} where a choice was due`);
    const here = { known, context };
    if (own !== "down") return choose(here, own, input);
    if (input.action === "private" && mayBePrivate(context)) return { known };
    return input.action === "retry" ? offer(here) : { ask: registerDownScreen(), own };
  },
};

async function offer(here: Here): Promise<Progress<Own>> {
  const { known, context } = here;
  const offers = await findOffers(here);
  if (offers === undefined) return { ask: registerDownScreen(), own: "down" };
  const asked = { ...here, known: { ...known, organizations: offers } };
  if (offers.length > 0) return ask(asked, { offers, search: "", ...namedAmong(offers, context) });
  if (context.config.requireOrganization)
    throw failOrganization("nemid:noorganization", "a company is required, and the person may act for none");
  return { known: asked.known };
}

/** `undefined`: not now, but the person may do without. The log is then the only place that tells the operator. */
async function findOffers({ known, context }: Here): Promise<readonly OfferedOrganization[] | undefined> {
  const { nationalId } = known;
  if (nationalId === undefined) return [];
  try {
    return offersOf(await registerFor(context).companiesOf(nationalId));
  } catch (error) {
    if (!(error instanceof EidError) || !mayBePrivate(context)) throw error;
    const why = error.cause instanceof Error ? error.cause.message : "";
    const { log } = context.services;
    log[error.category === "misconfigured" ? "error" : "warn"](error.message, {
      code: error.code,
      transaction: context.request.id,
      why,
    });
    return undefined;
  }
}

type Answer = { readonly action: string; readonly fields: Fields };

/** A search that changed is a search, whatever button was pressed: Enter in its field must not take a company. */
function choose(here: Here, own: Choosing, { action, fields }: Answer): Progress<Own> {
  const { offers } = own;
  if (action === "all") return ask(here, { offers, search: "" });
  const search = fields.search === undefined ? own.search : readSearch(fields.search);
  if (action === "search" || search !== own.search) return ask(here, { ...own, search });
  if (fields.organization === "" && mayBePrivate(here.context)) return done(here, own);
  const chosen = shown(own).find(({ number }) => number === fields.organization);
  return chosen ? done(here, own, chosen) : ask(here, own, { nothingChosen: true });
}

/** With nothing to choose between there is no page. */
function ask(here: Here, own: Choosing, { nothingChosen = false } = {}): Progress<Own> {
  const { context } = here;
  const [first, second] = own.offers;
  if (!mayBePrivate(context) && first !== undefined && second === undefined) return done(here, own, first);
  const screen = chooseScreen({
    service: context.customer.name,
    mayBePrivate: mayBePrivate(context),
    offers: shown(own),
    total: own.offers.length,
    search: own.search,
    isNarrowed: own.only !== undefined && own.offers.length > 1,
    nothingChosen,
  });
  return { ask: screen, own };
}

function done({ known }: Here, { offers }: Choosing, chosen?: OfferedOrganization): Progress<Own> {
  const organization = chosen && { number: chosen.number, name: chosen.name };
  return { known: { ...known, organizations: offers, ...(organization && { organization }) } };
}

function shown({ offers, only, search }: Choosing): readonly OfferedOrganization[] {
  const narrowed = only === undefined ? offers : offers.filter(({ number }) => number === only);
  return search === "" ? narrowed : searchOffers(narrowed, search);
}

function namedAmong(
  offers: readonly OfferedOrganization[],
  { request }: Context<OrganizationConfig>,
): { readonly only?: string } {
  const named = request.hints.other.organization;
  return offers.some(({ number }) => number === named) ? { only: named } : {};
}
