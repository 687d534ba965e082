/** What the page lets a visitor choose: what to sign, and with what. */

/** By the eID's own signature over the document, or by a log-in to which the document is bound. */
export const SIGN_METHODS = ["nemid-sign", "nemid-codefile-sign", "nemid", "nemid-codefile"] as const;
export type SignMethod = (typeof SIGN_METHODS)[number];
export const SOURCES = ["sample", "file", "text"] as const;
type Source = (typeof SOURCES)[number];

export interface SignWish {
  readonly source: Source;
  readonly method: SignMethod;
  readonly text: string;
}
export const USUAL_WISH: SignWish = { source: "sample", method: "nemid-sign", text: "" };

/** Anything that is not offered counts as not chosen. */
export function readSignWish(fields: FormData): SignWish {
  const text = (name: string) => {
    const value = fields.get(name);
    return typeof value === "string" ? value : undefined;
  };
  return {
    source: SOURCES.find((source) => source === text("source")) ?? USUAL_WISH.source,
    method: SIGN_METHODS.find((method) => method === text("method")) ?? USUAL_WISH.method,
    text: text("text") ?? "",
  };
}

/** In the words of the client kit. */
export function waysOf(method: SignMethod): {
  readonly methods?: readonly string[];
  readonly logInMethods?: readonly string[];
} {
  return method.endsWith("-sign") ? { methods: [method] } : { logInMethods: [method] };
}
