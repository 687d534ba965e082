/**
 * What a request may demand of the log-in: a certain person, a certain kind. When somebody else comes, or it went another way, that is
 * the answer; oidc-provider compares the person too late or not at all, and would then begin another log-in, and another.
 */
import { decodeJwt } from "jose";

export interface LoggedIn {
  readonly sub: string;
  readonly acr: string;
}
interface Demand {
  readonly essential?: boolean;
  readonly value?: unknown;
  readonly values?: unknown;
}
type ClaimsParameter = { readonly [place in "id_token" | "userinfo"]?: Readonly<Record<string, Demand | null>> };

/** @param parameters checked by oidc-provider: the hint is a token of ours, the claims are an object @returns the error for the relying party */
export function findUnmetDemand(parameters: Readonly<Record<string, unknown>>, { sub, acr }: LoggedIn) {
  const { id_token_hint: hint, claims } = parameters;
  const { id_token, userinfo } = JSON.parse(typeof claims === "string" ? claims : "{}") as ClaimsParameter;
  const persons = [
    id_token?.sub?.value,
    userinfo?.sub?.value,
    typeof hint === "string" ? decodeJwt(hint).sub : undefined,
  ];
  if (persons.some((person) => person !== undefined && person !== sub)) {
    // OpenID Connect Core 3.1.2.1, id_token_hint, and 5.5.1.
    return { error: "login_required", error_description: "another person logged in than the one the request names" };
  }
  const wanted = id_token?.acr?.essential ? valuesOf(id_token.acr) : [];
  if (wanted.length > 0 && !wanted.includes(acr)) {
    // OpenID Connect Core 5.5.1.1; the code is that of OpenID Connect Core Error Code unmet_authentication_requirements 1.0.
    const error_description = "the log-in was of another kind than the request demands";
    return { error: "unmet_authentication_requirements", error_description };
  }
  return undefined;
}

function valuesOf({ value, values }: Demand): readonly unknown[] {
  return [value, values].flat().filter((each) => each !== undefined);
}
