/** The company register. */
export interface RegisteredCompany {
  readonly cvr: string;
  readonly name: string;
  readonly form: string;
  readonly status: string;
  readonly roles: readonly { readonly role: string; readonly signs: string }[];
}
export interface PlayedRegister {
  readonly fetch: typeof globalThis.fetch;
  /** The CPR numbers that were asked about, oldest first. */
  readonly asked: readonly string[];
  /** Answers every question from now on, when it is set. */
  respond?: ((healthy: Response) => Response | Promise<Response>) | undefined;
}

/** @param companies by CPR number; who is not there has a role nowhere */
export function playCompanyRegister(companies: ReadonlyMap<string, readonly RegisteredCompany[]>): PlayedRegister {
  const asked: string[] = [];
  const register: PlayedRegister = {
    asked,
    fetch: async (_url, init) => {
      const { cpr } = JSON.parse(String(init?.body)) as { cpr: string };
      asked.push(cpr);
      const healthy = Response.json({ cpr, companies: companies.get(cpr) ?? [] });
      return register.respond ? register.respond(healthy) : healthy;
    },
  };
  return register;
}

/** An active company that the person owns, unless said otherwise. */
export function company(cvr: string, name: string, change: Partial<RegisteredCompany> = {}): RegisteredCompany {
  return { cvr, name, form: "ApS", status: "active", roles: [{ role: "owner", signs: "alone" }], ...change };
}
