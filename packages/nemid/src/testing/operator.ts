import type { Block, Credential, Step } from "@eid-gateway/core";
import {
  createTestCa,
  type IssuedCertificate,
  type LoginStatement,
  loginProperties,
  type MessageFaults,
  signMessage,
  type TestCa,
} from "@eid-gateway/oces-testing";
import { fakeCredential } from "@eid-gateway/testkit";

const baseUrl = "http://pki.nemid.example";
const pidCprUrl = "https://pid.nemid.example/pidws/";

/** The friendly name that the operator has in its register for the customer's VOCES. */
const friendlyName = "Demo Shop";

export interface Operator {
  readonly ca: TestCa;
  readonly now: Date;
  /** Good settings for a gateway that trusts this operator, as they would stand in gateway.yaml. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** OCSP and revocation lists. */
  readonly fetch: typeof globalThis.fetch;
  /** The customer's VOCES; `fetch` is what answers behind mutual TLS. */
  credential(fetch?: typeof globalThis.fetch): Credential;
  /** What the client posts in the field `response` after this person logged in, for the page of this step. */
  answer(step: Step, identity: IssuedCertificate, change?: AnswerChange): string;
}

/** Where an answer deviates from what the client was asked for. */
export type AnswerChange = Partial<LoginStatement> & { readonly faults?: MessageFaults };

export async function createOperator(now: Date): Promise<Operator> {
  const ca = await createTestCa({ baseUrl, clock: { now: () => now } });
  const voces = await ca.issueVoces({ companyName: "Demo Shop A/S" });
  return {
    ca,
    now,
    settings: {
      client: { url: "https://client.nemid.example/launcher" },
      pidCpr: { url: pidCprUrl },
      trust: { environment: "test", anchors: [ca.root.pem] },
      revocation: { hosts: [baseUrl] },
    },
    fetch: (input, init) => publish(ca, String(input), init),
    credential: (fetch = unreachable) => fakeCredential({ ...voces, fetch }),
    answer: (step, identity, change) => Buffer.from(signAnswer(step, identity, change)).toString("base64"),
  };
}

/** The client echoes what it was given: challenge and time stamp out of its parameters. */
function signAnswer(step: Step, identity: IssuedCertificate, { faults, ...change }: AnswerChange = {}): Uint8Array {
  const parameters = parametersIn(step);
  const statement = {
    requestIssuer: friendlyName,
    challenge: /(?:^|;)challenge=([^;]*)/.exec(parameters.SIGN_PROPERTIES ?? "")?.[1],
    timeStamp: parameters.TIMESTAMP,
    identityAssuranceLevel: "2",
    ...change,
  } satisfies LoginStatement;
  return signMessage({ identity, properties: loginProperties(statement), ...(faults && { faults }) });
}

function parametersIn(step: Step): Readonly<Record<string, string>> {
  const blocks: readonly Block[] = step.kind === "show" ? step.screen.blocks : [];
  const client = blocks.find((block) => block.kind === "client");
  if (client === undefined) throw new Error("this step has no client of NemID's");
  return JSON.parse(client.data.text) as Record<string, string>;
}

async function publish(ca: TestCa, url: string, init: RequestInit = {}): Promise<Response> {
  if (url === ca.issuing.ocspUrl)
    return new Response((await ca.ocsp(init.body as Uint8Array)) as Uint8Array<ArrayBuffer>);
  const issuer = [ca.root, ...ca.issuingCas].find(({ crlUrl }) => crlUrl === url);
  return issuer ? new Response(ca.crl({ issuer }) as Uint8Array<ArrayBuffer>) : new Response("", { status: 404 });
}

async function unreachable(): Promise<Response> {
  throw new TypeError("fetch failed");
}
