import type { CustomerConfig } from "@eid-gateway/config";

/** The one chosen on the page, else the browser's first that the customer has, else the customer's own. */
export function pickLanguage(customer: CustomerConfig, chosen: string | undefined, accepted: string): string {
  const wishes = accepted.split(",").map((part) => part.trim().split(/[-;]/)[0]!.toLowerCase());
  const found = [chosen, ...wishes].find((wish) => customer.languages.some((language) => language === wish));
  return found ?? customer.defaultLanguage;
}
