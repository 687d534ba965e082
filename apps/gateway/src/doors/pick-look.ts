/** How the pages of a request look and in which language they speak: the same order of wishes for every door. */
import type { CustomerConfig } from "@eid-gateway/config";

/**
 * Of the request, else of its one method, else of the customer; an unknown one is the default.
 *
 * @param warn is told of a profile that does not exist: a typo must not keep people from logging in
 */
export function pickProfile(
  asked: string | undefined,
  customer: CustomerConfig,
  methods: readonly string[],
  warn: (sentence: string) => void,
): string {
  const ofMethod = methods.length === 1 ? customer.methods.get(methods[0]!)?.profile : undefined;
  if (!asked) return ofMethod ?? customer.defaultProfile;
  const known = [...customer.profiles.keys()].find((name) => name.toLowerCase() === asked.toLowerCase());
  if (known === undefined) warn("the request names a graphical profile that does not exist; the default is shown");
  return known ?? customer.defaultProfile;
}

/** The first language of the request that the profile has, region left aside; else the profile's own, else the customer's. */
export function pickLanguage(asked: readonly string[], customer: CustomerConfig, profile: string): string {
  const plain = asked.map((locale) => locale.split(/[-_]/)[0]!.toLowerCase());
  const look = customer.profiles.get(profile);
  const spoken: readonly string[] = look?.languages ?? customer.languages;
  const wishes = [...plain, look?.language, customer.defaultLanguage, spoken[0]];
  return wishes.find((language) => language !== undefined && spoken.includes(language)) ?? customer.defaultLanguage;
}
