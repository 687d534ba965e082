/** What customer.yaml says of a customer's signing, as the domain asks for it. */
import { readFileSync } from "node:fs";
import type { Config, CustomerConfig, SigningConfig } from "@eid-gateway/config";
import { DEFAULT_LIMITS, type ServiceTerms } from "@eid-gateway/signing";
import type { MethodDirectory } from "../method-directory.js";

/** Schedules without a zone of their own are by this clock. */
const TIMEZONE = "Europe/Copenhagen";

/** @returns the terms of a service. Throws for one that has none: doors ask only for customers who sign */
export function serviceTerms(
  { customers }: Pick<Config, "customers">,
  directory: Pick<MethodDirectory, "find">,
): (service: string) => ServiceTerms {
  const known = new Map<string, ServiceTerms>();
  return (service) => {
    const found = known.get(service);
    if (found) return found;
    const customer = customers.get(service);
    if (!customer?.signing) throw new Error(`${service} has nothing signed`);
    const terms = termsOf(customer, customer.signing, directory);
    known.set(service, terms);
    return terms;
  };
}

function termsOf(
  { service, methods }: CustomerConfig,
  signing: SigningConfig,
  directory: Pick<MethodDirectory, "find">,
): ServiceTerms {
  const { sdoFormat, maxBytes, daysToLive, notifications, allowPrivateAddresses } = signing;
  const { fileBytes, authenticatedBytes, signBytes } = DEFAULT_LIMITS;
  const hosts = notifications.allow?.map((origin) => new URL(origin).hostname);
  return {
    sdoFormat,
    limits: {
      ...DEFAULT_LIMITS,
      fileBytes: Math.max(maxBytes, fileBytes),
      authenticatedBytes: maxBytes ?? authenticatedBytes,
      signBytes: Math.min(maxBytes, signBytes),
      daysToLive: { ...DEFAULT_LIMITS.daysToLive, usual: daysToLive },
    },
    addresses: { allowLoopback: allowPrivateAddresses, ...(hosts && { hosts }) },
    comparesNationalIds: [...methods.keys()].some((name) => findsNationalIds(directory, service, name)),
    stylesheet: (name) => readStylesheet(signing, name),
    timezone: TIMEZONE,
  };
}

function findsNationalIds(directory: Pick<MethodDirectory, "find">, service: string, name: string): boolean {
  return directory.find(service, name)?.open.findsNationalId === true;
}

/** Read when an order names it: a stylesheet that is changed shows the next document, never one that is ordered already. */
function readStylesheet({ stylesheets }: SigningConfig, name: string): string | undefined {
  const file = stylesheets.get(name);
  return file === undefined ? undefined : readFileSync(file, "utf8");
}
