/** What the options of `verify` ask for, read before the first file is. */
import type { MessageQuestion, OcesKind, Trust } from "@eid-gateway/oces";
import { askOnlineToo } from "./ask-online.js";
import { readEvidence } from "./read-evidence.js";
import { readNamed } from "./read-named.js";
import { readTime } from "./read-time.js";
import { readTrust } from "./read-trust.js";
import { LANGUAGES, type Language } from "./report/texts.js";
import { UsageError } from "./usage-error.js";

export interface Values {
  readonly at?: string;
  readonly challenge?: string;
  readonly "request-issuer"?: string;
  readonly kind?: string;
  readonly trust?: string[];
  readonly "seal-trust"?: string[];
  readonly crl?: string[];
  readonly ocsp?: string[];
  readonly online?: boolean;
  readonly original?: string;
  readonly stylesheet?: string;
  readonly "allow-sha1"?: boolean;
  readonly "require-ca-revocation"?: boolean;
  readonly report?: string;
  readonly lang?: string;
  readonly extract?: string;
  readonly json?: boolean;
}

export type Question = Omit<MessageQuestion, "message"> & {
  /** Whose seals and time-stamps count; left out: the same as signers. */
  readonly sealTrust?: Trust;
};
export type Format = "words" | "json" | "html" | "text";

const KINDS: Readonly<Record<string, readonly OcesKind[]>> = {
  POCES: ["POCES"],
  MOCES: ["MOCES"],
  any: ["POCES", "MOCES", "VOCES", "FOCES"],
};

/** @throws UsageError */
export function readQuestion(values: Values): Question {
  const atHand = readEvidence({ crl: values.crl ?? [], ocsp: values.ocsp ?? [] });
  return {
    at: readTime(values.at),
    trust: readTrust(values.trust ?? ["production"]),
    ...(values["seal-trust"] && { sealTrust: readTrust(values["seal-trust"]) }),
    revocation: values.online ? askOnlineToo(atHand) : atHand,
    requireCaRevocation: values["require-ca-revocation"] ?? false,
    allowSha1: values["allow-sha1"] ?? false, // in the message, and in certificates and lists
    expect: {
      ...(values.challenge !== undefined && { challenge: values.challenge }),
      ...(values["request-issuer"] !== undefined && { requestIssuer: values["request-issuer"] }),
      ...(values.kind !== undefined && { kinds: choose("--kind", KINDS, values.kind) }),
      ...(values.original !== undefined && { document: { bytes: readNamed("--original", values.original) } }),
      ...(values.stylesheet !== undefined && { stylesheet: readNamed("--stylesheet", values.stylesheet) }),
    },
  };
}

/** @throws UsageError */
export function readFormat({ json, report, lang }: Values): { readonly format: Format; readonly language: Language } {
  if (json && report !== undefined) throw new UsageError("--json and --report are two answers: choose one.");
  if (lang !== undefined && report === undefined) throw new UsageError("--lang is the language of a --report.");
  const language = choose("--lang", LANGUAGES, lang ?? "en");
  if (report !== undefined) return { format: choose("--report", { html: "html", text: "text" }, report), language };
  return { format: json ? "json" : "words", language };
}

function choose<T>(option: string, choices: Readonly<Record<string, T>>, given: string): T {
  if (Object.hasOwn(choices, given)) return choices[given]!;
  throw new UsageError(`${option} ${given}: choose ${Object.keys(choices).join(" or ")}`);
}
