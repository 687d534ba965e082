/** `login_hint` may be repeated (`subject-...`, `deviceId-...`); oidc-provider refuses a repeated parameter, so it gets one. */

const SEPARATOR = " ";

/** @param query the part behind "?", or a form @returns the same with at most one login_hint */
export function foldLoginHints(query: string): string {
  const parameters = new URLSearchParams(query);
  const hints = parameters.getAll("login_hint");
  if (hints.length < 2) return query;
  parameters.set("login_hint", joinHints(hints));
  return parameters.toString();
}

export function joinHints(hints: readonly string[]): string {
  return hints.join(SEPARATOR);
}

/** `<key>-<value>` pairs by key; a word that is not a pair belongs to the value before it, since a value may hold blanks. */
export function readLoginHints(hint: string | undefined): Readonly<Record<string, string>> {
  const hints: Record<string, string> = {};
  let last: string | undefined;
  for (const word of (hint ?? "").split(SEPARATOR)) {
    const pair = /^([a-z][A-Za-z]{1,30})-(.+)$/.exec(word);
    if (pair) {
      last = pair[1]!;
      hints[last] = pair[2]!;
    } else if (last && word) hints[last] += SEPARATOR + word;
  }
  return hints;
}
