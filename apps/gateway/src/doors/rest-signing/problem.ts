/** What is wrong, as a problem document (RFC 9457), with the places in the order that have to be changed. */
import { SigningError, type SigningErrorCode } from "@eid-gateway/signing";
import { StorageError } from "@eid-gateway/storage";
import type Koa from "koa";
import type { z } from "zod";
import type { Log } from "../../log.js";
import { CallerRefused } from "../callers/callers.js";
import { BodyRefused } from "../callers/read-body.js";
import { StoreRefused } from "../sds/store-refusal.js";
import type { Problem } from "./schemas.js";

type Place = readonly (string | number)[];

/** An order that the schema lets through and that is not taken all the same. */
export class RestRefused extends Error {
  override readonly name = "RestRefused";
  readonly place: Place;

  constructor(message: string, place: Place) {
    super(message);
    this.place = place;
  }
}
export class NotJson extends Error {
  override readonly name = "NotJson";
}
export class NotThere extends Error {
  override readonly name = "NotThere";
}
export class NotAllowed extends Error {
  override readonly name = "NotAllowed";
}
export class Invalid extends Error {
  override readonly name = "Invalid";
  readonly issues: readonly z.core.$ZodIssue[];

  constructor(issues: readonly z.core.$ZodIssue[]) {
    super("the order is not as it has to be");
    this.issues = issues;
  }
}

export function tellProblem(ctx: Koa.Context, error: unknown, log: Log): void {
  const told = problemOf(error, log);
  ctx.status = told.status;
  if (told.status === 401)
    ctx.set("www-authenticate", `Bearer realm="sign"${ctx.get("authorization") ? ', error="invalid_token"' : ""}`);
  if (!ctx.req.complete) ctx.set("connection", "close");
  ctx.body = JSON.stringify(told);
  ctx.type = "application/problem+json";
}

function problemOf(error: unknown, log: Log): Problem {
  if (error instanceof Invalid) return { ...violated(error.issues.flatMap(violationsOf)), code: "schema-violation" };
  if (error instanceof RestRefused) return violated([{ message: error.message, propertyPath: pathOf(error.place) }]);
  if (error instanceof SigningError) return ofSigning(error);
  if (error instanceof NotJson) return problem([400, "Not JSON", "Send an order as application/json in UTF-8."]);
  if (error instanceof NotThere) return problem([404, "Not found", "There is no such thing, or it is not yours."]);
  if (error instanceof NotAllowed) return problem([403, "Not allowed", "The service does not use this interface."]);
  if (error instanceof CallerRefused) return problem(CALLERS[error.reason]);
  if (error instanceof BodyRefused) return problem(BODIES[error.reason]);
  if (error instanceof StoreRefused) return problem([error.status, "The document is not taken", error.message]);
  log.error({ err: error }, "a call of the REST face could not be answered");
  if (error instanceof StorageError) return problem([503, "Unavailable", "The gateway cannot keep anything just now."]);
  return problem([500, "Failed", "The gateway has failed; its operator finds the reason in the log."]);
}

const CALLERS = {
  unknown: [401, "Unauthorized", "Send an access token with the scope signicat-api."],
  "too-many-guesses": [429, "Too many guesses", "Too many wrong tokens from your address; wait a minute."],
  "no-certificate": [403, "No client certificate", "Show one of the service's client certificates."],
} as const;
const BODIES = {
  "too-large": [413, "Too large", "The body is larger than the service may send."],
  busy: [503, "Busy", "The gateway is receiving as much as it can."],
  aborted: [400, "Incomplete", "The body did not arrive."],
} as const;

type Said = readonly [status: number, title: string, detail: string];

function problem([status, title, detail]: Said): Problem {
  return { type: "about:blank", title, status, detail };
}

function violated(violations: readonly { readonly message: string; readonly propertyPath: string }[]) {
  return { type: "about:blank", title: "Constraint Violation", status: 400, violations: [...violations] };
}

function violationsOf(issue: z.core.$ZodIssue): { readonly message: string; readonly propertyPath: string }[] {
  const path = issue.path.map((step) => (typeof step === "symbol" ? String(step) : step));
  if (issue.code !== "unrecognized_keys") return [{ message: issue.message, propertyPath: pathOf(path) }];
  return issue.keys.map((key) => ({ message: "is not known here", propertyPath: pathOf([...path, key]) }));
}

/** `tasks[0].documents[1].id` */
function pathOf(place: Place): string {
  return place.map((step, at) => (typeof step === "number" ? `[${step}]` : `${at === 0 ? "" : "."}${step}`)).join("");
}

function ofSigning({ code, message, place, findings }: SigningError): Problem {
  const status = statusOf(code);
  const at = inRestWords(place);
  return {
    type: "about:blank",
    title: TITLES[status],
    status,
    detail: message,
    code,
    ...(status === 400 && at.length > 0 && { violations: [{ message, propertyPath: pathOf(at) }] }),
    ...(findings.length > 0 && { findings: [...findings] }),
  };
}
const TITLES = { 400: "Constraint Violation", 404: "Not found", 409: "Conflict" } as const;

function statusOf(code: SigningErrorCode): 400 | 404 | 409 {
  if (code.startsWith("unknown-") || code === "archive-document-not-found") return 404;
  return code === "task-not-open" || code === "order-deleted" ? 409 : 400;
}

/** The domain's names for what the REST face calls otherwise; a document's own members stand where its action's do. */
const WORDS: Readonly<Record<string, string | undefined>> = {
  documentActions: "documents",
  document: undefined,
  sessionId: "documentRef",
  signatures: "signatureMethods",
  authenticationBasedSignatures: "signatureMethods",
  onTaskCancel: "onTaskReject",
  schedules: "schedule",
};

function inRestWords(place: Place): Place {
  const inOrder = typeof place[0] === "number" ? place.slice(1) : place;
  return inOrder.flatMap((step) => {
    if (typeof step === "number" || !Object.hasOwn(WORDS, step)) return [step];
    const word = WORDS[step];
    return word === undefined ? [] : [word];
  });
}
