/** A method URL, by GET or posted, as the flow engine understands it. */
import type { Config, CustomerConfig, SamlTarget } from "@eid-gateway/config";
import { type Fields, type Hints, NationalId } from "@eid-gateway/core";
import type { FlowRequest } from "../../flow/flow.js";
import { expandMethods } from "../expand-methods.js";
import { pickLanguage, pickProfile } from "../pick-look.js";
import { matchTarget } from "./match-target.js";
import { readId } from "./read-id.js";
import { MethodUrlRefused } from "./refusal.js";

/** A request as it came: what stood in its address, and what was posted. */
export interface MethodUrl {
  readonly service: string;
  readonly query: Fields;
  readonly form: Fields;
}
export interface MethodUrlRequest {
  readonly request: Omit<FlowRequest, "door" | "reply">;
  readonly target: string; // with its query, to the letter
  readonly registered: SamlTarget;
}
export type Warn = (sentence: string) => void;

const PREFILLED = "prefilled.";
const SUBJECT = `${PREFILLED}subject`;
const MAX_PREFILLED = 255;

/** @throws MethodUrlRefused, with nothing of the request in its message */
export function readMethodUrl(
  { customers }: Pick<Config, "customers">,
  { service, query, form }: MethodUrl,
  warn: Warn,
): MethodUrlRequest {
  const fields = merge(query, form);
  const customer = customers.get(service);
  if (!customer) throw new MethodUrlRefused("untrusted", "no such service");
  const target = (fields.target ?? "").trim();
  if (target === "") throw new MethodUrlRefused("malformed", "no target is given");
  const registered = matchTarget(target, customer.saml.targets);
  if (!registered) throw new MethodUrlRefused("untrusted", "the target is not registered");
  if (Object.hasOwn(query, SUBJECT) && !customer.saml.prefillByGet) {
    throw new MethodUrlRefused("malformed", "this service takes no number to fill in by address");
  }
  const named = readId(fields);
  const methods = readMethods(named.methods, customer);
  const profile = pickProfile(named.profile, customer, methods, warn);
  const { nationalId, organization, url: returnTo } = registered;
  const language = pickLanguage(named.language ? [named.language] : [], customer, profile);
  const needs = { nationalId, organization };
  const fresh = true; // each method URL is a log-in of its own
  const request = { service, methods, profile, language, needs, hints: readHints(fields), fresh, returnTo };
  return { request, target, registered };
}

function merge(query: Fields, form: Fields): Fields {
  if (Object.keys(form).some((name) => Object.hasOwn(query, name)))
    throw new MethodUrlRefused("malformed", "a parameter twice");
  const fields = { ...query, ...form };
  // Every one of them may end in a page, a header or a log.
  if (Object.values(fields).some((value) => /\p{Cc}/u.test(value)))
    throw new MethodUrlRefused("malformed", "a control character");
  return fields;
}

/** A portal is a list of methods under a name of the customer's, and may stand where a method does. */
function readMethods(names: readonly string[], customer: CustomerConfig): readonly string[] {
  const asked = names.map((name) => ({ name, kind: customer.methods.has(name) ? "method" : "portal" }) as const);
  const expanded = expandMethods(asked, { customer });
  if ("refused" in expanded) throw new MethodUrlRefused("untrusted", "no such method");
  return expanded.methods;
}

/** What is no CPR number fills in nothing: the person types it. Names are those of `login_hint`. */
function readHints(fields: Fields): Hints {
  const given = Object.entries(fields).filter(([name]) => name.startsWith(PREFILLED));
  if (given.some(([, value]) => value.length > MAX_PREFILLED))
    throw new MethodUrlRefused("malformed", "more to fill in than any field holds");
  const digits = /^(\d{6})-?(\d{4})$/.exec((fields[SUBJECT] ?? "").trim());
  const other = given
    .map(([name, value]) => [name.slice(PREFILLED.length), value] as const)
    .filter(([name]) => name !== "subject" && /^[a-z][A-Za-z]{1,30}$/.test(name));
  return {
    other: Object.fromEntries(other),
    ...(digits && { nationalId: new NationalId("DK", digits[1]! + digits[2]!) }),
  };
}
