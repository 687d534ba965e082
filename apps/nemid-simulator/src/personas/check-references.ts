import type { Mistake } from "./mistakes.js";
import type { Personas } from "./persona-file.js";

type Found = Pick<Mistake, "says"> & { readonly path: readonly PropertyKey[] };

/** What the parts of a file say of each other: each name once, and every company that a role names. */
export function checkReferences({ companies, merchants, identities }: Personas): Found[] {
  const known = new Set(companies.map(({ cvr }) => cvr));
  const strayRoles = identities.flatMap(({ roles = [] }, at) =>
    roles.flatMap(({ cvr }, place) =>
      known.has(cvr)
        ? []
        : [{ path: ["identities", at, "roles", place, "cvr"], says: "is not among the companies; add it there" }],
    ),
  );
  return [
    ...findTwice(companies.map(({ cvr }) => cvr)).map((at) => twice(["companies", at, "cvr"])),
    ...findTwice(merchants.map(({ spid }) => spid)).map((at) => twice(["merchants", at, "spid"])),
    ...findTwice(identities.map(({ alias }) => alias.toLowerCase())).map((at) => twice(["identities", at, "alias"])),
    ...strayRoles,
  ];
}

const twice = (path: readonly PropertyKey[]): Found => ({ path, says: "comes twice; keep one" });

const findTwice = (names: readonly string[]): number[] =>
  names.flatMap((name, at) => (names.indexOf(name) < at ? [at] : []));
