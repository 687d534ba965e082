/** What the operator's server made of the service provider's parameters. */
import { fetchDocument } from "../documents/fetch-document.js";
import { askOperator, type End } from "../operator.js";
import type { ParentPage } from "../parent-page.js";

export interface SignedProperty {
  readonly name: string;
  readonly value: string; // base64
  readonly visible: boolean;
}

/** A document that is an object of its own: a PDF, or an attachment. */
export interface SignedObject {
  readonly kind: "signText" | "attachment";
  readonly mimeType: string;
  readonly title?: string;
  readonly content: string; // base64
}

export interface Filter {
  readonly subject: string; // has to be in the subject's name
  readonly issuers: readonly string[]; // one of these has to be in the issuer's name
}

export interface Task {
  readonly action: "logon" | "sign";
  readonly language: string;
  readonly filter: Filter;
  readonly properties: readonly SignedProperty[];
  readonly objects: readonly SignedObject[];
  /** Of a signing: what is to be read before the key file is asked for. */
  readonly reading?: string;
  readonly html: string;
  readonly problems: Readonly<Record<KeyFileProblem, string>>;
}

/** Why there is no signature yet. */
export type KeyFileProblem =
  | "file-missing"
  | "password-missing"
  | "unreadable"
  | "too-large"
  | "not-a-key-file"
  | "no-key-file-in-page"
  | "truncated"
  | "damaged"
  | "wrong-password"
  | "no-key"
  | "other-kind";

/** Thrown where a key file is of no use: the sentence the person reads. */
export class KeyFileError extends Error {
  readonly problem: KeyFileProblem;

  constructor(problem: KeyFileProblem, options?: ErrorOptions) {
    super(problem, options);
    this.problem = problem;
  }
}

type Answer = Task | { readonly end: End } | { readonly fetch: readonly string[] };

/** Has the parameters checked, and again with the documents they name by address. A server that is gone or talks nonsense ends the client with APP010. */
export async function fetchTask({ parameters, origin }: ParentPage): Promise<Task | { readonly end: End }> {
  const ask = async (more: object) =>
    (await askOperator("/codefile/requests", { parameters, origin, ...more })) as Answer | undefined;
  const first = await ask({});
  const answer = first && "fetch" in first ? await ask({ fetched: await fetchAll(first.fetch) }) : first;
  if (answer && !("fetch" in answer)) return answer;
  return { end: { command: errorCommand(parameters), content: btoa("APP010") } };
}

async function fetchAll(addresses: readonly string[]): Promise<Readonly<Record<string, string | null>>> {
  const documents = addresses.map(async (uri) => [uri, await fetchDocument(uri)] as const);
  return Object.fromEntries(await Promise.all(documents));
}

function errorCommand(parameters: string): string {
  return /"CLIENTFLOW"\s*:\s*"sign"/.test(parameters) ? "signError" : "logonError";
}
