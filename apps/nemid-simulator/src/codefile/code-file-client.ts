/**
 * The operator's side of the code file client. It checks parameters and says what is to be signed; the signature itself
 * is made where the key is: in the browser, or here for the headless client, which signs as the identity would.
 *
 *   page ── parameters ──> open ── refused ──────────────> logonError, signError
 *                           │  └── addresses to fetch ───> open again, with what was there
 *                           └── task ──> key file and password ──> changeResponseAndSubmit
 *
 * Nothing is kept between the two times: the parameters are checked anew, and signed by the provider either time.
 */
import type { X509Certificate } from "node:crypto";
import type { Logger } from "pino";
import type { ActiveScenarios } from "../keycard/active-scenarios.js";
import type { HeadlessLogIn } from "../keycard/headless-client.js";
import type { Respond } from "../keycard/respond.js";
import type { Enrolment } from "../register/enrolment.js";
import type { Identities } from "../register/identities.js";
import type { Identity } from "../register/identity.js";
import { isMeant } from "../register/look-up.js";
import type { Readable, ReadingDesk } from "../sign-text/reading-desk.js";
import type { FetchDocument } from "../sign-text/remote-document.js";
import { stateDocument } from "../sign-text/signed-document.js";
import { checkCodeFileParameters } from "./check-parameters.js";
import type { CodeFileRequest } from "./client-request.js";
import { type CodeFileEnd, type CodeFileStuck, endWithError, type KeyFileProblem } from "./conversation.js";
import { addressesOf, type Fetched, type Gathered, gather } from "./gather-documents.js";
import { mayHolderSign } from "./may-holder-sign.js";
import { stateOf } from "./signed-properties.js";

/** What is to be done with the key file. */
export interface CodeFileTask {
  readonly request: CodeFileRequest;
  /** Of a signing: what is signed, and how it is shown. */
  readonly signing?: Gathered & { readonly readable: Readable };
}

interface CodeFileOpening {
  readonly parameters: string;
  readonly origin: string;
  /** Left out the first time. */
  readonly fetched?: Fetched | undefined;
}

type CodeFileOpened = CodeFileTask | { readonly fetch: readonly string[] } | CodeFileEnd;

export interface CodeFileClient {
  /** What the iframe is to do, or to fetch first, or the end that its parameters brought about. */
  open(opening: CodeFileOpening): Promise<CodeFileOpened>;
  /** Signs with the identity's key file, and gives what the iframe would post. */
  run(logIn: HeadlessLogIn): Promise<CodeFileEnd | CodeFileStuck>;
}

export interface CodeFileClientOptions {
  readonly merchants: { findEnrolment(certificate: X509Certificate): Enrolment };
  readonly identities: Pick<Identities, "find" | "certificateOf">;
  readonly scenarios: ActiveScenarios;
  readonly desk: ReadingDesk;
  readonly fetchDocument: FetchDocument;
  readonly respond: Respond;
  readonly clock: { now(): Date };
  readonly log: Logger;
  wait(ms: number): Promise<void>;
}

export function openCodeFileClient(options: CodeFileClientOptions): CodeFileClient {
  const { merchants, identities, scenarios, desk, fetchDocument, respond, clock, log, wait } = options;

  async function open({ parameters, origin, fetched }: CodeFileOpening): Promise<CodeFileOpened> {
    const now = clock.now().getTime();
    const request = checkCodeFileParameters(parameters, { origin, now, findEnrolment: merchants.findEnrolment });
    if ("code" in request) return refuse(request, parameters);
    if (!request.document) return { request };
    const addresses = addressesOf(request);
    if (addresses.length > 0 && !fetched) return { fetch: addresses };
    const gathered = gather(request, fetched ?? new Map());
    if (!gathered)
      return refuse({ code: "APP002", why: "a document cannot be fetched or has another hash" }, parameters);
    const prepared = await desk.prepare(gathered.signText, request.language);
    if (!("readable" in prepared))
      return refuse({ code: "APP002", why: `the sign text breaks ${prepared.findings.length} rules` }, parameters);
    return { request, signing: { ...gathered, readable: prepared.readable } };
  }
  function refuse(fault: { readonly code: string; readonly why: string }, parameters: string): CodeFileEnd {
    log.warn(fault, "parameters of the code file client refused");
    return endWithError(fault.code, parameters);
  }

  async function run(logIn: HeadlessLogIn): Promise<CodeFileEnd | CodeFileStuck> {
    const opened = await openHeadless(logIn);
    if ("command" in opened) return opened;
    const { request, signing } = opened;
    const chosen = choose(logIn, request);
    if (typeof chosen === "string") return { stuck: { name: "key-file", problem: chosen } };
    const { recipe, code, delayMs } = scenarios.take(chosen.nemidNumber);
    if (delayMs > 0) await wait(delayMs);
    if (code !== undefined) return endWithError(code, logIn.parameters);
    const document = signing && stateDocument(signing.signText, signing.attachments);
    return { command: "changeResponseAndSubmit", content: await respond(chosen, stateOf(request, document), recipe) };
  }
  async function openHeadless({ parameters, origin }: HeadlessLogIn): Promise<CodeFileTask | CodeFileEnd> {
    const opened = await open({ parameters, origin });
    if (!("fetch" in opened)) return opened;
    const found = await Promise.all(opened.fetch.map(async (uri) => [uri, await fetchDocument(uri)] as const));
    const again = await open({ parameters, origin, fetched: new Map(found) });
    if ("fetch" in again) throw new Error("what was fetched is asked for again");
    return again;
  }

  /** The password is the key file's: its letter case counts, and a wrong one locks nothing. */
  function choose(logIn: HeadlessLogIn, { filter }: CodeFileRequest): Identity | KeyFileProblem {
    const { userId, password, certificate } = logIn;
    const found = identities.find(userId).filter((one) => isMeant(one, certificate));
    if (found.length === 0) return "file-missing";
    const opened = found.filter((identity) => identity.password === password);
    if (opened.length === 0) return "wrong-password";
    return opened.find((one) => mayHolderSign(identities.certificateOf(one).certificate, filter)) ?? "other-kind";
  }

  return { open, run };
}
