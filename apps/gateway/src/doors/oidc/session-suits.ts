/** Whether a living session is what a request would have come to: each reason against it is a line, and then the eID runs. */
import { type Account, subjectFor } from "./accounts.js";
import { type ClaimTable, NATIONAL_ID, ORGANIZATION_NUMBER } from "./claims.js";
import type { RegisteredClient } from "./clients.js";
import { findUnmetDemand } from "./find-unmet-demand.js";
import { METHOD_URN, readRequest, UnservableRequest } from "./read-request.js";

export interface Candidate {
  readonly registered: RegisteredClient;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly session: { readonly acr?: string | undefined; readonly loginTs?: number | undefined };
  readonly account: Account;
}
export interface SuitsParts {
  readonly claims: ClaimTable;
  readonly clock: { now(): Date };
  readonly pairwiseKey: Uint8Array;
}

export function sessionSuits(candidate: Candidate, { claims: table, clock, pairwiseKey }: SuitsParts): boolean {
  const { registered, parameters, session, account } = candidate;
  const { acr = "", loginTs = 0 } = session;
  const request = readOrNothing(registered, parameters, table);
  if (!request) return false; // let the log-in say what is wrong with it
  const { needs, hints } = request;
  const { claims } = account;
  const company = hints.other.organization;
  const { prompt, max_age: maxAge } = parameters;
  const nowS = clock.now().getTime() / 1000;
  const against = [
    prompt !== undefined && prompt !== "none",
    maxAge !== undefined && nowS - loginTs > Number(maxAge),
    nowS - loginTs > (registered.customer.sessionReuse?.hours ?? 0) * 3600,
    !request.methods.includes(acr.slice(METHOD_URN.length)),
    needs.nationalId && !account.needs.nationalId,
    needs.organization && !account.needs.organization,
    // A client that is not told the number must not learn by asking whether it guessed right, without the person and without limit.
    hints.nationalId !== undefined && !(needs.nationalId && hints.nationalId.reveal() === claims[NATIONAL_ID]),
    company !== undefined && !(needs.organization && company === claims[ORGANIZATION_NUMBER]),
    findUnmetDemand(parameters, { acr, sub: subjectFor(pairwiseKey, account) }) !== undefined,
  ];
  return !against.some(Boolean);
}

function readOrNothing(registered: RegisteredClient, parameters: Candidate["parameters"], table: ClaimTable) {
  try {
    return readRequest(registered, parameters, table, () => undefined);
  } catch (error) {
    if (error instanceof UnservableRequest) return undefined;
    throw error;
  }
}
