/** The operator's server, where parameters and users are checked; this side shows and sends. */

export interface End {
  readonly command: string;
  readonly content: string;
}

export type Turn =
  | { readonly end: End }
  | {
      readonly id: string;
      readonly language: string;
      readonly screen: string;
      readonly html: string;
      readonly fetch?: string; // the address of the document to be signed
    };

const NO_SERVER: Turn = { end: { command: "changeResponseAndSubmit", content: btoa("APP010") } };

/** Sends one step and gives the next turn. A server that is gone or talks nonsense ends the client with APP010. */
export async function takeTurn(path: string, body: Readonly<Record<string, unknown>>): Promise<Turn> {
  return ((await askOperator(path, body)) as Turn | undefined) ?? NO_SERVER;
}

/** What the server answers, or undefined when it is gone or talks nonsense. */
export async function askOperator(path: string, body: Readonly<Record<string, unknown>>): Promise<unknown> {
  try {
    const headers = { "Content-Type": "application/json" };
    const response = await fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}
