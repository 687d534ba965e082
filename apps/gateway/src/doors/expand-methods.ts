/** From the names in a request to the methods a person may choose from: the same for every door. */
import type { CustomerConfig } from "@eid-gateway/config";

/** What a request names: one of the customer's methods, or a portal, which stands for a list of them. */
export interface AskedFor {
  readonly kind: "method" | "portal";
  readonly name: string;
}
/** What the relying party may have: an OIDC client may have less than its customer. */
export interface Offer {
  readonly customer: Pick<CustomerConfig, "methods" | "portals">;
  readonly methods?: readonly string[];
  readonly defaultPortal?: string | undefined;
}
export type Expanded =
  | { readonly methods: readonly [string, ...string[]] }
  /** `unknown`: a name that is not there or not for this relying party; never silently another eID. `none`: nothing to log in with. */
  | { readonly refused: "unknown" | "none" };

/**
 * The methods in the order of the request, each once. A portal gives those of its methods that the relying party may use. A request that
 * names nothing gets the default portal, else all there is.
 */
export function expandMethods(asked: readonly AskedFor[], { customer, methods, defaultPortal }: Offer): Expanded {
  const allowed = (methods ?? [...customer.methods.keys()]).filter((name) => customer.methods.has(name));
  const lists = asked.map(({ kind, name }) => {
    const named = kind === "method" ? [name] : (customer.portals.get(name) ?? []);
    return named.filter((method) => allowed.includes(method));
  });
  if (lists.some((list) => list.length === 0)) return { refused: "unknown" };
  const preset = customer.portals.get(defaultPortal ?? "")?.filter((name) => allowed.includes(name)) ?? allowed;
  const [first, ...others] = new Set(asked.length > 0 ? lists.flat() : preset);
  return first === undefined ? { refused: "none" } : { methods: [first, ...others] };
}
