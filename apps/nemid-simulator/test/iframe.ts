/** The calls that the script in the iframe makes, without the iframe. */
import type { RunningSimulator } from "@eid-gateway/nemid-simulator";
import { buildParameters, ORIGIN, type Sent, signerOf } from "./build-parameters.js";

export interface Turn {
  readonly id: string;
  readonly screen: string;
  readonly language: string;
  readonly html: string;
  readonly end?: { readonly command: string; readonly content: string };
}

export interface Opened {
  readonly before?: Sent;
  readonly mode?: "lmt" | "std";
  readonly spid?: string;
}

export function iframeOf(simulator: RunningSimulator, now: () => Date) {
  async function post(path: string, body: object): Promise<Turn> {
    const headers = { "Content-Type": "application/json" };
    const request = { method: "POST", headers, body: JSON.stringify(body) };
    return (await (await fetch(`${simulator.url}/launcher/ceremonies${path}`, request)).json()) as Turn;
  }
  return {
    begin({ before = {}, mode = "lmt", spid = "1001" }: Opened = {}): Promise<Turn> {
      const signer = signerOf(simulator, simulator.merchant(spid));
      const parameters = buildParameters(signer, { before: { TIMESTAMP: String(now().getTime()), ...before } });
      return post("", { parameters: JSON.stringify(parameters), origin: ORIGIN, mode });
    },
    act: (id: string, what: object) => post(`/${id}`, what),
    logIn: (id: string, { userId, password }: { userId: string; password: string }) =>
      post(`/${id}`, { act: "log-in", userId, password, remember: true }),
    /** The code beside the number that the screen asks for. */
    async codeFor({ html }: Turn, alias: string): Promise<string> {
      const number = /id="number">(\d{4})</.exec(html)![1];
      const card = await readCard(simulator, alias);
      return card.codes.find((pair) => pair.number === number)!.code;
    },
  };
}

export interface Card {
  readonly id: string;
  readonly next: string;
  readonly codesLeft: number;
  readonly waiting: readonly string[];
  readonly automatic: boolean;
  readonly codes: readonly { number: string; code: string; used: boolean }[];
}

export async function readCard(simulator: RunningSimulator, alias: string): Promise<Card> {
  return (await (await fetch(`${simulator.url}/api/identities/${alias}/keycard`)).json()) as Card;
}

/** What was posted to the page around: an error code, or the beginning of a signed message. */
export function endOf({ end }: Turn): string | undefined {
  const text = end && Buffer.from(end.content, "base64").toString();
  return text?.startsWith("<?xml") ? "signed" : text;
}
