/** What the operator's server made of the service provider's parameters. */
import { askOperator, type End } from "../operator.js";
import type { ParentPage } from "../parent-page.js";

export interface SignedProperty {
  readonly name: string;
  readonly value: string; // base64
  readonly visible: boolean;
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

/** Has the parameters checked. A server that is gone or talks nonsense ends the client with APP010. */
export async function fetchTask({ parameters, origin }: ParentPage): Promise<Task | { readonly end: End }> {
  const answer = await askOperator("/codefile/requests", { parameters, origin });
  const command = parameters.includes('"CLIENTFLOW":"sign"') ? "signError" : "logonError";
  return (answer as Task | { end: End } | undefined) ?? { end: { command, content: btoa("APP010") } };
}
