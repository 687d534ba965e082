/** The operator's server, where everything is decided; this side shows and sends. */

export interface End {
  readonly command: string;
  readonly content: string;
}

export type Turn =
  | { readonly end: End }
  | { readonly id: string; readonly language: string; readonly screen: string; readonly html: string };

const NO_SERVER: Turn = { end: { command: "changeResponseAndSubmit", content: btoa("APP010") } };

/** Sends one step and gives the next turn. A server that is gone or talks nonsense ends the client with APP010. */
export async function takeTurn(path: string, body: Readonly<Record<string, unknown>>): Promise<Turn> {
  try {
    const headers = { "Content-Type": "application/json" };
    const response = await fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
    return response.ok ? ((await response.json()) as Turn) : NO_SERVER;
  } catch {
    return NO_SERVER;
  }
}
