/** Who logged in, for as long as tokens can ask: an account is one finished flow, under a random id that nobody outside sees. */
import { createHmac, randomUUID } from "node:crypto";
import type { Storage } from "@eid-gateway/storage";
import type { Account as ProviderAccount } from "oidc-provider";
import type { FlowOutcome } from "../../flow/flow.js";
import { type Claims, claimsOf } from "./claims.js";

export interface Account {
  readonly service: string;
  readonly family: string;
  readonly subject: string;
  readonly claims: Claims;
}
type Done = Extract<FlowOutcome, { kind: "done" }>;
type Accounts = Pick<Storage, "oidc">;

const MODEL = "Account";

export function accountOf(service: string, outcome: Done): Account {
  const { family, identity } = outcome;
  return { service, family, subject: identity.subject, claims: claimsOf(outcome) };
}

/** @returns the account's id */
export async function saveAccount({ oidc }: Accounts, account: Account, expires: Date): Promise<string> {
  const id = randomUUID();
  await oidc.upsert(MODEL, id, { ...account }, expires, {});
  return id;
}

export async function findAccount({ oidc }: Accounts, id: string): Promise<Account | undefined> {
  return (await oidc.find(MODEL, id)) as Account | undefined;
}

/** The form oidc-provider wants; it picks what scopes and the claims parameter allow. */
export function toProviderAccount(id: string, account: Account): ProviderAccount {
  return { accountId: id, claims: async () => ({ ...account.claims, sub: id }) };
}

/**
 * The pairwise subject (OpenID Connect Core 8.1), 32 characters of base64url: the same for all clients of a service, different between
 * services, and independent of company and national number.
 */
export function subjectFor(key: Uint8Array, { family, subject, service }: Account): string {
  const digest = createHmac("sha256", key)
    .update(JSON.stringify([service, family, subject]))
    .digest();
  return digest.subarray(0, 24).toString("base64url");
}
