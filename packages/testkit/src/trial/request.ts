/** The request of a trial: a person at a browser, whose national id is wanted. */
import type { LoginRequest, SignRequest } from "@eid-gateway/core";
import { fakeDocument } from "../fakes/document.js";
import type { MethodUnderTest } from "../method-under-test.js";

export function requestOf(subject: MethodUnderTest, person: number): LoginRequest | SignRequest {
  const base = subject.method.intent === "sign" ? signRequest(person) : loginRequest(person);
  return { ...base, ...subject.request?.(person) } as LoginRequest | SignRequest;
}

function loginRequest(person: number): LoginRequest {
  const origin = "https://eid.example";
  const token = `token-of-flow-${person}`;
  return {
    id: `tx-${person}`,
    language: "en",
    needs: { nationalId: true, organization: false },
    hints: { other: {} },
    addresses: { origin, callback: new URL(`${origin}/callback`), report: new URL(`${origin}/report/${token}`), token },
    browser: { ip: "192.0.2.1", userAgent: "conformance" },
    fresh: false,
  };
}

function signRequest(person: number): SignRequest {
  const { fresh: _, ...request } = loginRequest(person);
  const bytes = Buffer.from(`Agreement number ${person}`);
  return {
    ...request,
    statement: "I have read the document and agree",
    document: fakeDocument({ title: `Agreement ${person}`, mediaType: "text/plain", bytes }),
    documentUrl: (origin) => new URL(`https://eid.example/document/${person}?for=${encodeURIComponent(origin)}`),
  };
}
