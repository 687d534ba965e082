/** The customer's logo on the front page of packages. */
import type { Config } from "@eid-gateway/config";
import { canShowLogo, type FrontPage } from "@eid-gateway/sdo";
import { pickProfile } from "../doors/pick-look.js";
import type { Log } from "../log.js";

/** @param profile the order's own; the customer's, where it names none or one that is not there */
export type FrontLogo = (service: string, profile?: string) => Promise<Pick<FrontPage, "logo">>;

/** A picture that cannot be shown, however it begins, keeps nobody from their package. */
export function frontLogo({ customers }: Pick<Config, "customers">, log: Pick<Log, "warn">): FrontLogo {
  return async (service, profile) => {
    const customer = customers.get(service);
    if (!customer) return {};
    const name = pickProfile(profile, customer, [], (sentence) => log.warn({ service }, sentence));
    const print = customer.profiles.get(name)?.logo?.print;
    if (!print) return {};
    if (await canShowLogo(print)) return { logo: print };
    log.warn({ service, file: print.name }, "a package is made without the customer's logo: it cannot be read");
    return {};
  };
}
