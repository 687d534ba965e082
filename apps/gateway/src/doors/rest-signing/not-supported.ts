/**
 * What the vendor's Sign API v1 has and this gateway has not. Who asks for it is told so, with what to do instead: a member that is
 * taken and passed over would promise something. docs/signing-rest.md has the table.
 */

/** Members, by their place in an order. */
const MEMBERS: ReadonlyMap<string, string> = new Map([
  [
    "tasks[].documents[].form",
    "is not supported: forms are not filled in on these pages; let people fill them in on yours, and upload the document that comes of it",
  ],
]);

/** Words of closed lists. */
const WORDS: ReadonlyMap<unknown, string> = new Map([
  [
    "SIGNED_STATEMENT",
    "SIGNED_STATEMENT is not supported: no method here takes such a statement; AUTHENTICATION_BASED puts the documents under the person's key, too",
  ],
  ["FORWARDED", "FORWARDED is not supported: a task is not handed on; make another task for the other person"],
]);

/** Addresses below the base. */
const ADDRESSES: readonly (readonly [RegExp, string])[] = [
  [/^\/orders\/[^/]+\/tasks\/[^/]+\/forwards$/, "Tasks are not handed on: make another task for the other person."],
  [
    /^\/orders\/[^/]+\/tasks\/[^/]+\/documents\/[^/]+\/generated$/,
    "No documents are generated: what was uploaded is at `original`, what was signed at `result`.",
  ],
];

export const CONFIGURATION = "must be `default`: there is one configuration; how pages look is the `profile`'s";
export const HANDWRITTEN = "must be false: no page here draws, so nobody can sign by hand";

/** @param path with its indexes: "tasks[0].documents[1].form" */
export function sayUnknownMember(path: string): string {
  return MEMBERS.get(path.replaceAll(/\[\d+\]/g, "[]")) ?? "is not known here";
}

/** @returns `undefined` for a word that nobody has: the list is named then */
export function sayUnknownWord({ input }: { readonly input?: unknown }): string | undefined {
  return WORDS.get(input);
}

/** @param path below the base: "/orders/1/tasks/t/forwards" */
export function findUnsupportedAddress(path: string): string | undefined {
  return ADDRESSES.find(([pattern]) => pattern.test(path))?.[1];
}
