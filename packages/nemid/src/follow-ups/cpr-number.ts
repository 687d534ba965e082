/**
 * Follow-up: the CPR number of a person, which NemID does not tell.
 *
 *   off     nothing                                      lookup  the operator tells it; no page
 *   match   the person consents to have a number checked: the one the relying party gave, unseen, or one they type
 *
 * Nothing happens unless somebody wants the number, nor for an employee.
 */
import type { Input, Issue, NationalId } from "@eid-gateway/core";
import type { PersonSubject } from "@eid-gateway/oces";
import { consents } from "../cpr/consent.js";
import { readCprNumber } from "../cpr/cpr-number.js";
import { lookUpCpr, matchCpr, type PidCprAccess } from "../cpr/pid-cpr.js";
import { givenCprScreen, typeCprScreen } from "../cpr/screens.js";
import { fail } from "../errors/errors.js";
import type { Context, CprStep, FollowUp, Login, NemidGiven, Progress } from "../follow-up.js";

const tries = 3; // long before the service's own limit

type Config = { readonly credential: string };
type Own = { readonly asked: "given" | "typed"; readonly misses: number };

export const cprNumber: FollowUp<Config, Own> = {
  name: "cpr",
  findMistakes,
  begin: async (login, context) => {
    const { agreement, cprWanted } = context;
    if (!cprWanted || agreement.cpr === "off" || login.signer.kind !== "POCES") return { login };
    if (agreement.cpr === "lookup") return lookUp(login, login.signer, context);
    if (givenNumber(context) !== undefined) {
      return { ask: givenCprScreen(context.customer.name), own: { asked: "given", misses: 0 } };
    }
    return { ask: typeCprScreen(context.customer.name), own: { asked: "typed", misses: 0 } };
  },
  answer: async (login, own, input, context) => {
    if (input.kind !== "answer")
      throw fail("nemid:invalidresponse", `a ${input.kind} where the CPR page's answer was due`);
    return own.asked === "given" ? answerGiven(login, own, input, context) : answerTyped(login, own, input, context);
  },
};

type Answer = Extract<Input, { kind: "answer" }>;

/** Only the button itself is consent; anything else leads to the page on which people type. */
async function answerGiven(login: Login, own: Own, input: Answer, context: Context<Config>): Promise<Progress<Own>> {
  const given = givenNumber(context);
  if (input.action !== "check" || given === undefined) {
    return { ask: typeCprScreen(context.customer.name), own: { ...own, asked: "typed" } };
  }
  return check(login, own, given, context);
}

async function answerTyped(login: Login, own: Own, input: Answer, context: Context<Config>): Promise<Progress<Own>> {
  const typed = readCprNumber(input.fields.cpr);
  if (typed === undefined) return { ask: typeCprScreen(context.customer.name, "cpr.malformed"), own };
  return check(login, own, typed, context);
}

async function check(login: Login, own: Own, cpr: NationalId, context: Context<Config>): Promise<Progress<Own>> {
  const { signer } = login;
  if (signer.kind !== "POCES") throw fail("nemid:invalidresponse", "an employee at the page for CPR numbers");
  if (await matchCpr(access(context), signer.pid, cpr)) {
    const source = own.asked === "given" ? "prefilled" : "user";
    return { login: { ...login, nationalId: cpr, cpr: step(source, context, consents[own.asked].version) } };
  }
  const misses = own.misses + 1;
  if (misses >= tries) throw fail("nemid:cprmismatch", `${tries} CPR numbers that are not this person's`);
  return {
    ask: typeCprScreen(context.customer.name, problemAfter(own.asked, misses)),
    own: { asked: "typed", misses },
  };
}

function problemAfter(asked: Own["asked"], misses: number) {
  if (asked === "given") return "cpr.given.wrong.two";
  return misses === 1 ? "cpr.wrong.two" : "cpr.wrong.one";
}

async function lookUp(login: Login, { pid }: PersonSubject, context: Context<Config>): Promise<Progress<Own>> {
  const nationalId = await lookUpCpr(access(context), pid);
  return { login: { ...login, nationalId, cpr: step("lookup", context) } };
}

/** What the relying party gave, if it can be a CPR number at all. */
function givenNumber({ request }: Context<Config>): NationalId | undefined {
  const { nationalId } = request.hints;
  return nationalId?.country === "DK" ? readCprNumber(nationalId.reveal()) : undefined;
}

function step(source: CprStep["source"], { request, services }: Context<Config>, consent?: string): CprStep {
  return { source, consent, at: services.clock.now().toISOString(), transaction: request.id };
}

function access({ settings, agreement, config, services }: Context<Config>): PidCprAccess {
  if (settings.pidCpr === undefined || agreement.spid === undefined)
    throw fail("nemid:setup", "opened without PID/CPR settings");
  return { url: settings.pidCpr.url, spid: agreement.spid, credential: services.credential(config.credential) };
}

function findMistakes({ agreement, customer, settings }: NemidGiven<Config>): readonly Issue[] {
  const issues: Issue[] = [];
  if (agreement.cpr === "lookup" && customer.sector === "private") {
    const message =
      "looking CPR numbers up is for public authorities only; a private service uses `match`, with the person's consent";
    issues.push({ path: ["agreement", "cpr"], message });
  }
  if (agreement.cpr !== "off" && settings.pidCpr === undefined) {
    issues.push({
      path: ["settings", "pidCpr"],
      message: "a customer has a CPR agreement, so the service's address is needed",
    });
  }
  return issues;
}
