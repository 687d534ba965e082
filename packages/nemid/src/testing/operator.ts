import type { Block, Client, Credential, Fields, Step } from "@eid-gateway/core";
import {
  createTestCa,
  type IssuedCertificate,
  type LoginStatement,
  loginProperties,
  type MessageDialect,
  type MessageFaults,
  type MessageProperty,
  type SigningContent,
  signingProperties,
  signMessage,
  type TestCa,
} from "@eid-gateway/oces-testing";
import { fakeCredential } from "@eid-gateway/testkit";
import { type Parameters, readDocument } from "./sign-text.js";

const baseUrl = "http://pki.nemid.example";

/** Behind mutual TLS, by the beginning of the host's name: see `behindTls`. */
const secureUrls = {
  pidCpr: { url: "https://pid.nemid.example/pidws/" },
  ridCpr: { url: "https://rid.nemid.example/oio/" },
  companyRegister: { url: "https://companies.example/participants" },
};

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
  /** The signed message, in base64, after this person logged in with the client on the page of this step. */
  answer(step: Step, identity: IssuedCertificate, change?: AnswerChange): string;
  /** What the key card client finds at an address that it is given in place of a PDF. */
  readonly documents: Map<string, Uint8Array>;
  /** The same in the fields that the client's page posts. */
  post(step: Step, identity: IssuedCertificate, change?: AnswerChange): Fields;
}

/** Where an answer deviates from what the client was asked for. */
export type AnswerChange = Partial<LoginStatement> & {
  readonly faults?: MessageFaults;
  readonly signing?: SigningContent; // signed in place of what was shown
  readonly dialect?: MessageDialect;
  /** Under which name the message says by which stylesheet XML was shown, and what; as the client was told, unless said; "" for nothing. */
  readonly transformationId?: { readonly property?: string; readonly value?: string };
};

/** @param clock the operator's own, for tests in which time passes */
export async function createOperator(now: Date, clock = { now: () => now }): Promise<Operator> {
  const ca = await createTestCa({ baseUrl, clock });
  const voces = await ca.issueVoces({ companyName: "Demo Shop A/S" });
  const documents: Operator["documents"] = new Map();
  const answer: Operator["answer"] = (step, identity, change) => {
    const parameters = parametersIn(clientOn(step));
    const signing = readDocument(parameters, documents);
    return Buffer.from(signAnswer(parameters, identity, { ...(signing && { signing }), ...change })).toString("base64");
  };
  return {
    ca,
    now,
    settings: {
      client: { url: "https://client.nemid.example/launcher" },
      codeFile: { url: "https://codefile.nemid.example/" },
      ...secureUrls,
      trust: { environment: "test", anchors: [ca.root.pem] },
      revocation: { hosts: [baseUrl] },
    },
    fetch: (input, init) => publish(ca, String(input), init),
    credential: (fetch = unreachable) => fakeCredential({ ...voces, fetch }),
    documents,
    answer,
    post: (step, identity, change): Fields => {
      const message = answer(step, identity, change);
      const isKeycard = clientOn(step).form.fields.includes("response");
      return isKeycard ? { response: message } : { signature: message, result: Buffer.from("ok").toString("base64") };
    },
  };
}

/** The clients echo what they were given: the key card's the challenge and the time, the code file's also the friendly name. */
function signAnswer(parameters: Parameters, identity: IssuedCertificate, change: AnswerChange): Uint8Array {
  const { faults, signing, transformationId = {}, ...statement } = change;
  const dialect = change.dialect ?? (parameters.REQUESTISSUER === undefined ? "keycard" : "codefile");
  const echoed =
    dialect === "codefile"
      ? { requestIssuer: Buffer.from(parameters.REQUESTISSUER ?? "", "base64").toString() }
      : { requestIssuer: friendlyName, timeStamp: parameters.TIMESTAMP, identityAssuranceLevel: "2" as const };
  const challenge = /(?:^|;)challenge=([^;]*)/.exec(parameters.SIGN_PROPERTIES ?? "")?.[1];
  const write = signing ? signingProperties : loginProperties;
  const stylesheet = namedStylesheet(parameters, transformationId);
  const properties = [...write({ ...echoed, challenge, ...statement }, dialect), ...stylesheet];
  return signMessage({ identity, properties, dialect, ...(signing && { signing }), ...(faults && { faults }) });
}

function namedStylesheet(
  { SIGNTEXT_TRANSFORMATION_ID: given }: Parameters,
  change: NonNullable<AnswerChange["transformationId"]>,
): MessageProperty[] {
  const { property: name = "transformationId", value = given } = change;
  return value === undefined || value === "" ? [] : [{ name, value }];
}

function clientOn(step: Step): Client {
  const blocks: readonly Block[] = step.kind === "show" ? step.screen.blocks : [];
  const client = blocks.find((block) => block.kind === "client");
  if (client === undefined) throw new Error("this step has no client of NemID's");
  return client;
}

function parametersIn({ data }: Client): Parameters {
  return JSON.parse(data.text) as Parameters;
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
