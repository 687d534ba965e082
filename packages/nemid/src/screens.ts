/** The family's screens by name, as logs, statistics and help links know them. */
export const nemidScreens = {
  "nemid/keycard": "NemID's key card client, in a frame",
  "nemid/codefile": "NemID's code file client, in a frame",
  "nemid/keycard-sign": "NemID's key card client in a frame: it shows the document and signs it",
  "nemid/codefile-sign": "NemID's code file client in a frame: it shows the document and signs it",
  "nemid/cpr":
    "the field for the CPR number (`cpr`); the button is the consent to check it, the box (`remember`) that to remember it",
  "nemid/cpr-given": "a CPR number that the service gave is not shown; the person lets it be checked, or types one",
  "nemid/organization": "whom to act for (`organization`: a CVR number, empty for oneself); beyond eight a `search`",
  "nemid/organization-down": "the company register does not answer: try again, or go on as a private person",
} as const;

export type NemidScreen = keyof typeof nemidScreens;

/** What the person sees at these, for the operator's guides. */
export function screensOf(...names: readonly NemidScreen[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name) => [name, nemidScreens[name]]));
}
