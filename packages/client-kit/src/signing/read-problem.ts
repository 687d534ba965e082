import type { SigningRefusedError } from "./signing-errors.js";

type Told = Pick<SigningRefusedError, "code" | "text" | "places" | "findings">;

/** What a problem document (RFC 9457) of the gateway says. A proxy's page says nothing. */
export function readProblem(status: number, bytes: Uint8Array): Told {
  const said = parse(bytes);
  const violations = listOf(said.violations).flatMap((one) => (isRecord(one) ? [one] : []));
  const text = textOf(said.detail) ?? violations.map(({ message }) => textOf(message) ?? "").join("; ");
  return {
    code: textOf(said.code) ?? WORDS[status] ?? `status-${status}`,
    text,
    places: violations.flatMap(({ propertyPath }) => textOf(propertyPath) ?? []),
    findings: listOf(said.findings).flatMap((one) => textOf(one) ?? []),
  };
}
const WORDS: Readonly<Record<number, string>> = {
  401: "token-refused",
  403: "not-allowed",
  404: "not-there",
  409: "not-open",
  413: "too-large",
  415: "media-type",
};

function parse(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    const said: unknown = JSON.parse(Buffer.from(bytes).toString("utf8"));
    return isRecord(said) ? said : {};
  } catch {
    return {}; // its status is all that is known
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
