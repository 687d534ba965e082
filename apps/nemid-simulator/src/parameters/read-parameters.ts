/** What a service provider's page sent: a flat object of strings, names in the letter case they came in. */
export interface Parameters {
  readonly sent: readonly (readonly [name: string, value: string])[];
  /** By name in any letter case. */
  get(name: string): string | undefined;
}

/** Reads the JSON text of the `parameters` message, or says why it cannot be read. */
export function readParameters(text: string): Parameters | string {
  const value = parse(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "the content is not a JSON object";
  const sent = Object.entries(value);
  const odd = sent.find(([, member]) => typeof member !== "string");
  if (odd) return `${odd[0]} is not a string`;
  const names = sent.map(([name]) => name.toUpperCase());
  const repeated = names.find((name, at) => names.indexOf(name) !== at);
  if (repeated) return `${repeated} comes twice in different letter case`;
  const values = new Map(sent.map(([name, member]) => [name.toUpperCase(), member as string]));
  return { sent: sent as [string, string][], get: (name) => values.get(name.toUpperCase()) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
