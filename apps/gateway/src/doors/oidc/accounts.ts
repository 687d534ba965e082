/** Who logged in, for as long as tokens can ask for it: an account is one finished flow, under a random id that nobody outside sees. */
import { createHmac, randomUUID } from "node:crypto";
import type { Needs, Organization } from "@eid-gateway/core";
import type { Storage } from "@eid-gateway/storage";
import type { Account as ProviderAccount } from "oidc-provider";
import type { FlowOutcome } from "../../flow/flow.js";
import { type Claims, claimsOf, NATIONAL_ID } from "./claims.js";
import type { RegisteredClient } from "./clients.js";
import { TTL } from "./lifetimes.js";

export interface Account {
  readonly service: string;
  readonly family: string;
  readonly subject: string;
  readonly claims: Claims;
  readonly amr: readonly string[];
  /** What the log-in was asked for: a number that was not to be had then will not be had by asking again. */
  readonly needs: Pick<Needs, "nationalId" | "organization">;
  /** All that the person may act for, where the log-in looked it up. */
  readonly organizations?: readonly Organization[] | undefined;
  readonly untilMs: number;
}
type Done = Extract<FlowOutcome, { kind: "done" }>;
interface AccountParts {
  readonly storage: Pick<Storage, "oidc">;
  readonly clock: { now(): Date };
}

const MODEL = "Account";
/** An account outlives the tokens that can ask for it, by a little. */
const SPARE_SECONDS = 600;

export function accountOf(registered: RegisteredClient, outcome: Done, needs: Needs, now: Date): Account {
  const { family, identity } = outcome;
  const { subject, amr, organizations } = identity;
  return {
    service: registered.customer.service,
    family,
    subject,
    claims: claimsOf(outcome),
    amr,
    needs: { nationalId: needs.nationalId, organization: needs.organization },
    ...(organizations && { organizations }),
    untilMs: neededUntil(registered, now),
  };
}

/** @returns the account's id */
export async function saveAccount({ oidc }: Pick<Storage, "oidc">, account: Account): Promise<string> {
  const id = randomUUID();
  await oidc.upsert(MODEL, id, toRow(account), new Date(account.untilMs), {});
  return id;
}

export async function findAccount({ oidc }: Pick<Storage, "oidc">, id: string): Promise<Account | undefined> {
  return (await oidc.find(MODEL, id)) as Account | undefined;
}

/** Another client has tokens of this log-in now, and they may live longer. What is known of the person stays as it was. */
export async function extendAccount({ storage, clock }: AccountParts, id: string, client: RegisteredClient) {
  const account = await findAccount(storage, id);
  const untilMs = neededUntil(client, clock.now());
  if (!account || account.untilMs >= untilMs) return;
  await storage.oidc.upsert(MODEL, id, toRow({ ...account, untilMs }), new Date(untilMs), {});
}

function neededUntil({ customer, client }: RegisteredClient, now: Date): number {
  const ofTokens = client.scopes.includes("offline_access") ? TTL.RefreshToken : TTL.IdToken;
  const ofSession = customer.sessionReuse ? customer.sessionReuse.hours * 3600 : 0;
  return now.getTime() + (Math.max(ofTokens, ofSession) + SPARE_SECONDS) * 1000;
}

function toRow(account: Account) {
  const { organizations, ...rest } = account;
  return { ...rest, ...(organizations && { organizations: organizations.map((each) => ({ ...each })) }) };
}

/** What a token stands for: the scopes and claims of its request. */
interface Asked {
  readonly scope?: string | undefined;
  readonly claims?: { readonly [place in "id_token" | "userinfo"]?: object | null } | undefined;
}

/**
 * The form oidc-provider wants; it picks what scopes and the claims parameter allow. A birth date beside a number is read from it, and
 * goes where the number goes: who shares a log-in is told no more than a log-in of their own would have told.
 */
export function toProviderAccount(id: string, account: Account, asked?: Asked): ProviderAccount {
  const { birthdate, ...others } = account.claims;
  return {
    accountId: id,
    claims: async (_use, _scope, _claims, rejected) => {
      const isFromNumber = NATIONAL_ID in others;
      const mayTell = !isFromNumber || (asksForNumber(asked) && !rejected.includes(NATIONAL_ID));
      return { ...others, ...(mayTell && birthdate !== undefined && { birthdate }), sub: id };
    },
  };
}

function asksForNumber({ scope = "", claims = {} }: Asked = {}): boolean {
  return scope.split(" ").includes(NATIONAL_ID) || NATIONAL_ID in { ...claims.id_token, ...claims.userinfo };
}

/**
 * The pairwise subject (OpenID Connect Core 8.1), 32 characters of base64url: the same for all clients of a service, different between
 * services, and independent of company and national number.
 */
export function subjectFor(
  key: Uint8Array,
  { family, subject, service }: Pick<Account, "family" | "subject" | "service">,
): string {
  const digest = createHmac("sha256", key)
    .update(JSON.stringify([service, family, subject]))
    .digest();
  return digest.subarray(0, 24).toString("base64url");
}
