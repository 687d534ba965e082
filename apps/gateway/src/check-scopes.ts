/** Scopes that nothing here gives: oidc-provider would refuse every request of a client that may ask for one. */
import { type Config, type ConfigIssue, findSimilar, SIGNING_SCOPE } from "@eid-gateway/config";
import type { AnyEidMethod } from "@eid-gateway/core";
import { createClaimTable } from "./doors/oidc/claims.js";

/** @param methods those of all plug-ins: a family's own scope is known as long as one of its methods is installed */
export function findScopeIssues(config: Config, methods: readonly AnyEidMethod[]): readonly ConfigIssue[] {
  const known = [...Object.keys(createClaimTable(methods)), "offline_access", SIGNING_SCOPE];
  return [...config.customers.values()].flatMap(({ file, clients }) =>
    [...clients.values()].flatMap(({ scopes }, client) =>
      scopes.flatMap((scope, at): ConfigIssue[] => {
        if (known.includes(scope)) return [];
        const path = ["oidc", "clients", client, "scopes", at];
        return [{ file, path, ...problemOf(scope, known), ...config.locate(file, path) }];
      }),
    ),
  );
}

function problemOf(scope: string, known: readonly string[]): Pick<ConfigIssue, "message" | "remedy"> {
  const similar = findSimilar(scope, known);
  const remedy = similar ? `did you mean ${similar}?` : `known scopes: ${known.join(", ")}`;
  return { message: "is a scope that neither the gateway nor a plug-in has", remedy };
}
