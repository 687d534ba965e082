/** A signing among fakes: the operator's clients show the document of the request and sign it, unless they are told otherwise. */
import { createHash } from "node:crypto";
import {
  type DocumentToSign,
  decodeStorable,
  EidError,
  encodeStorable,
  type Fields,
  type SignedDocument,
  type SignRequest,
  type Step,
} from "@eid-gateway/core";
import {
  cprNumber,
  defineNemidSigning,
  keycardClient,
  type NemidClient,
  nemidAgreement,
  nemidSettings,
  nemidSigningConfig,
} from "@eid-gateway/nemid";
import { type AnswerChange, behindTls, createOperator, playPidCpr } from "@eid-gateway/nemid/testing";
import type { IssuedCertificate } from "@eid-gateway/oces-testing";
import { fakeServices, fixedClock, recordingLog } from "@eid-gateway/testkit";

export const now = new Date("2026-03-02T09:00:00Z");
let time = fixedClock(now);
export const operator = await createOperator(now, { now: () => time.now() });

export interface SigningOptions {
  readonly client?: NemidClient;
  readonly config?: object;
  readonly settings?: object;
  readonly cpr?: "off" | "match" | "lookup";
  readonly numbers?: Readonly<Record<string, string>>; // CPR by PID
  readonly request?: Partial<SignRequest>;
}

export function openSigning(options: SigningOptions = {}) {
  const clock = fixedClock(now);
  time = clock;
  const { log, lines } = recordingLog();
  const pid = playPidCpr(new Map(Object.entries(options.numbers ?? {}))).fetch;
  const voces = operator.credential(behindTls({ pid }));
  const services = fakeServices({ clock, log, fetch: operator.fetch, credentials: { voces } });
  const method = defineNemidSigning({
    id: "nemid-sign",
    displayName: { en: "NemID" },
    client: options.client ?? keycardClient,
    accepts: ({ accepts }) => accepts,
    configSchema: nemidSigningConfig,
    followUps: [cprNumber],
  });
  const open = method.open({
    settings: nemidSettings.parse({ ...operator.settings, ...options.settings }),
    config: nemidSigningConfig.parse(options.config ?? {}),
    agreement: nemidAgreement.parse({ spid: "4711", cpr: options.cpr }),
    customer: { service: "demo", name: "Demo Shop", sector: "private" },
    services,
  });
  const request = { ...baseRequest, ...options.request };
  /** Given the request again, as the gateway does; the state goes through its text form. */
  const resume = (step: Step<"sign">, fields: Fields, action = "check", again: SignRequest = request) => {
    if (step.kind === "done") throw new Error("it is done");
    const state = decodeStorable(encodeStorable(step.state)) as Parameters<typeof open.resume>[1];
    return open.resume(again, state, { kind: "answer", action, fields }) as Promise<Step<"sign">>;
  };
  const start = () => open.start(request) as Promise<Step<"sign">>;
  return {
    clock,
    lines,
    method,
    open,
    request,
    resume,
    start,
    sign: async (identity: IssuedCertificate, change?: AnswerChange) => {
      const step = await start();
      return resume(step, operator.post(step, identity, change));
    },
  };
}

export function documentOf(
  content: string | Uint8Array,
  mediaType = "text/plain",
  stylesheet?: string,
  stylesheetName?: string,
): DocumentToSign {
  const bytes = Buffer.from(content);
  const sha256 = createHash("sha256").update(bytes).digest("base64url");
  return {
    ...{ title: "Loan", mediaType, sha256, read: async () => bytes },
    ...(stylesheet !== undefined && { stylesheet }),
    ...(stylesheetName !== undefined && { stylesheetName }),
  };
}

const origin = "https://eid.example";
const baseRequest: SignRequest = {
  id: "tx-1",
  language: "da",
  needs: { nationalId: false, organization: false },
  hints: { other: {} },
  addresses: { origin, callback: new URL(origin), report: new URL(origin), token: "token" },
  browser: { ip: "192.0.2.1", userAgent: "test" },
  document: documentOf("Jeg skylder 100 kr.\r\n  æøå"),
  statement: "Jeg har læst dokumentet",
  documentUrl: (forOrigin) => new URL(`${origin}/document/1?for=${encodeURIComponent(forOrigin)}`),
};

export function signedIn(step: Step<"sign">): SignedDocument {
  if (step.kind !== "done") throw new Error(`not done, but ${step.kind}`);
  return step.outcome;
}

/** "nemid:otherdocument invalid-response", or what happened instead. */
export async function codeOf(outcome: Promise<Step<"sign">>): Promise<string> {
  try {
    const step = await outcome;
    return step.kind === "show" ? step.screen.name : step.kind;
  } catch (error) {
    return error instanceof EidError ? `${error.code} ${error.category}` : `threw ${String(error)}`;
  }
}
