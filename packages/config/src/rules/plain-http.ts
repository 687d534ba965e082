import { dirname, join } from "node:path";
import type { Path } from "../issue.js";
import type { LoadedCustomer } from "../load-customers.js";
import { isPlainHttp } from "../schema/addresses.js";
import { inProduction, type Rule } from "./check-rules.js";

type Place = readonly [file: string, path: Path, address: string | undefined];

/** Addresses that people are sent to, or are trusted by, must be https wherever they leave this machine. */
export const refusePlainHttp: Rule = (loaded, findings) => {
  const report = inProduction(loaded, findings);
  const host: Place[] = loaded.gateway ? [[loaded.gateway.file, ["host"], loaded.gateway.host]] : [];
  for (const [file, path, address] of [...host, ...loaded.customers.flatMap(addressesOf)]) {
    if (address !== undefined && isPlainHttp(address)) report(file, path, PLAIN);
  }
};
const PLAIN = { message: "is http to another machine, which others can read and change", remedy: "use https" };

function addressesOf({ file, data, profiles }: LoadedCustomer): readonly Place[] {
  const clients = data?.oidc.clients.flatMap((client, index): Place[] =>
    (["redirectUris", "postLogoutRedirectUris"] as const).flatMap((key) =>
      client[key].map((uri, at): Place => [file, ["oidc", "clients", index, key, at], uri]),
    ),
  );
  const ofTargets = data?.saml.targets.flatMap(({ url, continuesTo }, index): Place[] => [
    [file, ["saml", "targets", index, "url"], url],
    ...continuesTo.map((origin, at): Place => [file, ["saml", "targets", index, "continuesTo", at], origin]),
  ]);
  const ofProfiles = [...profiles.values()].flatMap(({ name, frameParents, help }): Place[] => {
    const profile = join(dirname(file), "profiles", name, "profile.yaml");
    return [
      ...frameParents.map((origin, at): Place => [profile, ["frameParents", at], origin]),
      ...help.map(({ url }, at): Place => [profile, ["help", at, "url"], url]),
    ];
  });
  return [[file, ["homePage"], data?.homePage], ...(clients ?? []), ...(ofTargets ?? []), ...ofProfiles];
}
