/**
 * A certificate has one name; relying parties want two. The last word is the surname, as in the answers the hub gave; a single
 * word is a given name. A hyphenated surname is one word.
 */
export function splitName(name: string): { readonly givenName?: string; readonly familyName?: string } {
  const words = name.trim().split(/\s+/).filter(Boolean);
  if (words.length === 0) return {};
  if (words.length === 1) return { givenName: words[0] };
  return { givenName: words.slice(0, -1).join(" "), familyName: words.at(-1) };
}
