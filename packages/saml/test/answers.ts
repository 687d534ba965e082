/** What the tests write, sign, change and read. */
import { sign, X509Certificate } from "node:crypto";
import { createTestCa } from "@eid-gateway/oces-testing";
import {
  readSamlResponse,
  type SamlAnswer,
  type SamlExpectations,
  type SamlFailure,
  SamlResponseError,
  SamlSecurityError,
  type SigningKey,
} from "@eid-gateway/saml";
import { signEnveloped } from "@eid-gateway/xmldsig";

export interface TestKey extends SigningKey {
  readonly pem: string;
  readonly x509: X509Certificate;
}

const ca = await createTestCa({ baseUrl: "http://localhost:8090" });
async function newKey(): Promise<TestKey> {
  const { certificate, privateKey, pem } = await ca.issueFoces();
  return { sign: async (bytes) => sign("sha256", bytes, privateKey), certificate, pem, x509: new X509Certificate(pem) };
}
export const key = await newKey();
export const otherKey = await newKey();

export const NOW = new Date("2026-03-02T10:00:00.250Z");
const RECIPIENT = "https://shop.example/saml?state=a%26b&next=%2F";
export const later = (ms: number) => new Date(NOW.getTime() + ms);

export const ANSWER: SamlAnswer = {
  recipient: RECIPIENT,
  issuer: "gateway.example/std",
  issueInstant: NOW,
  subject: { nameIdentifier: "0102038888", format: "urn:kantega:ksi:3.0:nameid-format:fnr" },
  authenticationInstant: new Date("2026-03-02T09:59:58.007Z"),
  authenticationMethod: "urn:ksi:names:SAML:2.0:ac:OCES",
  attributes: [
    { namespace: "signicat", name: "plain-name", value: "Åse <b>&amp;\r\n Sørensen" },
    { namespace: "nemid", name: "pid", value: "9208-2002-2-000000000001" },
  ],
};
export const FAILURE: SamlFailure = {
  recipient: RECIPIENT,
  issueInstant: NOW,
  code: "urn:signicat:error:usercancel",
  text: "The process was aborted by the end user",
};

/** Replaces the one occurrence of `from`; a change that changes nothing would make a test that cannot fail. */
export function edit(document: string, from: string | RegExp, to: string): string {
  const edited = document.replace(from, () => to);
  if (edited === document) throw new Error(`nothing to replace: ${from}`);
  return edited;
}

export const textOf = ({ xml }: { readonly xml: Uint8Array }) => Buffer.from(xml).toString();
export const signatureOf = (xml: string) => /<ds:Signature .*<\/ds:Signature>/s.exec(xml)![0];

/** The genuine signer's, over a Response that `change` has got at: how a trusted but broken sender would look. */
export async function signedAnew(xml: string, change: (unsigned: string) => string): Promise<string> {
  const changed = change(edit(xml, signatureOf(xml), ""));
  const prefixes = ["saml", "samlp", "#default"];
  const options = { idAttribute: "ResponseID", inclusivePrefixes: prefixes };
  return Buffer.from(await signEnveloped(Buffer.from(changed), options, key)).toString();
}

export const EXPECTED: SamlExpectations = {
  recipient: RECIPIENT,
  certificates: [key.x509],
  now: NOW,
  seen: async () => false,
};

export function read(xml: string | Uint8Array, expected: Partial<SamlExpectations> = {}) {
  return readSamlResponse(Buffer.from(xml).toString("base64"), { ...EXPECTED, ...expected });
}

/** How reading ends: "logged in", a security code, or "not authenticated: <code>". Anything else is a fault and thrown on. */
export async function outcome(xml: string | Uint8Array, expected: Partial<SamlExpectations> = {}): Promise<string> {
  return outcomeOf(read(xml, expected));
}

export async function outcomeOf(reading: Promise<unknown>): Promise<string> {
  try {
    await reading;
    return "logged in";
  } catch (error) {
    if (error instanceof SamlSecurityError) return error.code;
    if (error instanceof SamlResponseError) return `not authenticated: ${error.code}`;
    throw error;
  }
}
