/**
 * Follow-up: the CPR number of the signer, which NemID does not tell.
 *
 *   off     nothing                                      lookup  the operator tells it; no page, and nothing is remembered
 *   match   a number is checked, in this order: the one the person let us remember (no page when it matches), the one the
 *           relying party gave, unseen and with the person's consent, and the one they type
 *
 * Nothing happens unless somebody wants the number. Each number that is another's costs one of three tries. An employee may go on
 * without one.
 */
import type { Input, NationalId } from "@eid-gateway/core";
import { consents } from "../cpr/consent.js";
import { readCprNumber } from "../cpr/cpr-number.js";
import { type CprConfig, cprModeFor, cprRegisterFor, findCprMistakes, findsCpr } from "../cpr/cpr-register.js";
import { refuseLocked, withinLimit } from "../cpr/guess-limit.js";
import { dropNumber, keepOn, type RememberConsent, recallNumber, rememberNumber } from "../cpr/remembered-number.js";
import { givenCprScreen, problemAfter, typeCprScreen } from "../cpr/screens.js";
import { fail } from "../errors/errors.js";
import type { Context, CprStep, FollowUp, Known, Progress } from "../follow-up.js";

const tries = 3; // long before the service's own limit

type Asked = "given" | "typed";
type Own = { readonly asked: Asked; readonly misses: number };
type Here = { readonly known: Known; readonly context: Context<CprConfig> };

export const cprNumber: FollowUp<CprConfig, Own> = {
  name: "cpr",
  findsNationalId: findsCpr,
  findMistakes: findCprMistakes,
  begin: async (known, context) => {
    const mode = cprModeFor(known, context);
    if (mode === "off") return { known };
    if (mode === "lookup") return lookUp({ known, context });
    await refuseLocked(known, context);
    return begin({ known, context });
  },
  answer: async (known, own, input, context) => {
    if (input.kind !== "answer")
      throw fail("nemid:invalidresponse", `a ${input.kind} where the CPR page's answer was due`);
    if (input.action === "without" && mayDoWithout(known)) return { known };
    return own.asked === "given"
      ? answerGiven({ known, context }, own, input)
      : answerTyped({ known, context }, own, input);
  },
};

type Answer = Extract<Input, { kind: "answer" }>;

async function begin(here: Here): Promise<Progress<Own>> {
  const { known, context } = here;
  const number = await recallNumber(known, context);
  if (number === undefined) return ask(here, { asked: askedFirst(context), misses: 0 });
  const { cpr, ...remembered } = number;
  const matches = await checkRemembered(here, cpr);
  if (matches) {
    await keepOn(known, number, context);
    return found(here, cpr, { source: "database", remembered });
  }
  if (matches === undefined) return { known };
  return ask(here, { asked: askedFirst(context), misses: 1 }, "stored");
}

/** Only the button itself is consent; anything else leads to the page on which people type. */
async function answerGiven(here: Here, own: Own, input: Answer): Promise<Progress<Own>> {
  const given = givenNumber(here.context);
  if (input.action !== "check" || given === undefined) return ask(here, { ...own, asked: "typed" });
  return tryNumber(here, own, given, input);
}

async function answerTyped(here: Here, own: Own, input: Answer): Promise<Progress<Own>> {
  const typed = readCprNumber(input.fields.cpr);
  if (typed === undefined) return ask(here, own, "malformed");
  return tryNumber(here, own, typed, input);
}

async function tryNumber(here: Here, own: Own, cpr: NationalId, input: Answer): Promise<Progress<Own>> {
  const { known, context } = here;
  const matches = await check(here, cpr);
  if (matches === undefined) return { known };
  if (matches) {
    const source = own.asked === "given" ? "prefilled" : "user";
    const consent = consents[own.asked].version;
    const wish = context.agreement.remember && input.fields.remember === "on";
    const remembered = wish ? await rememberNumber(known, cpr, context) : undefined;
    return found(here, cpr, { source, consent, ...(remembered && { remembered }) });
  }
  const misses = own.misses + 1;
  if (misses >= tries) throw fail("nemid:cprmismatch", `${tries} CPR numbers that are not this person's`);
  return ask(here, { asked: "typed", misses }, own.asked);
}

function check({ known, context }: Here, cpr: NationalId): Promise<boolean | undefined> {
  return withinLimit(known, context, () => cprRegisterFor(known, context).match(cpr));
}

/** One that is not theirs any more goes before its miss is counted: the miss may lock, and the number must not do so again. */
function checkRemembered({ known, context }: Here, cpr: NationalId): Promise<boolean | undefined> {
  return withinLimit(known, context, async () => {
    const matches = await cprRegisterFor(known, context).match(cpr);
    if (!matches) await dropNumber(known, context);
    return matches;
  });
}

/** @param wrong what was wrong with the last number, or which it was */
function ask({ known, context }: Here, own: Own, wrong?: Asked | "stored" | "malformed"): Progress<Own> {
  const { agreement, customer, intent } = context;
  const offer = { service: customer.name, mayRemember: agreement.remember, mayDoWithout: mayDoWithout(known), intent };
  const problem = wrong && problemAfter(wrong, { asked: own.asked, left: tries - own.misses });
  return { ask: own.asked === "given" ? givenCprScreen(offer, problem) : typeCprScreen(offer, problem), own };
}

async function lookUp(here: Here): Promise<Progress<Own>> {
  const nationalId = await cprRegisterFor(here.known, here.context).lookUp();
  return nationalId === undefined ? { known: here.known } : found(here, nationalId, { source: "lookup" });
}

type How = { readonly source: CprStep["source"]; readonly consent?: string; readonly remembered?: RememberConsent };

function found({ known, context }: Here, nationalId: NationalId, how: How): Progress<Own> {
  const { request, services } = context;
  const cpr = { ...how, at: services.clock.now().toISOString(), transaction: request.id };
  return { known: { ...known, nationalId, cpr } };
}

/** Whether an employee has a number to match cannot be told beforehand, and the service may call it a miss when they have not. */
function mayDoWithout({ signer }: Known): boolean {
  return signer.kind === "MOCES";
}

function askedFirst(context: Context<CprConfig>): Asked {
  return givenNumber(context) === undefined ? "typed" : "given";
}

/** What the relying party gave, if it can be a CPR number at all. */
function givenNumber({ request }: Context<CprConfig>): NationalId | undefined {
  const { nationalId } = request.hints;
  return nationalId?.country === "DK" ? readCprNumber(nationalId.reveal()) : undefined;
}
