/** A method's breach of the contract, said so that its author can mend it. */
export class Complaint extends Error {
  override readonly name = "Complaint";
}

export function complain(method: { readonly id: string }, what: string, cause?: unknown): never {
  throw new Complaint(`${method.id}: ${what}`, { cause });
}
