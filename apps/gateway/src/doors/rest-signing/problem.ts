/** What is wrong, as a problem document (RFC 9457), with the places in the order that have to be changed. */
import { SigningError, type SigningErrorCode } from "@eid-gateway/signing";
import { StorageError } from "@eid-gateway/storage";
import type Koa from "koa";
import type { z } from "zod";
import type { Log } from "../../log.js";
import { CallerRefused } from "../callers/callers.js";
import { BodyRefused } from "../callers/read-body.js";
import { StoreRefused } from "../sds/store-refusal.js";
import { sayUnknownMember } from "./not-supported.js";
import type { RestCode } from "./problem-codes.js";
import type { Place } from "./rest-place.js";
import type { Problem } from "./schemas.js";

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
export class MediaTypeRefused extends Error {
  override readonly name = "MediaTypeRefused";
}
export class NotThere extends Error {
  override readonly name = "NotThere";
}
/** Known from the vendor's interface, and not had here. The message is for the caller. */
export class NotSupported extends Error {
  override readonly name = "NotSupported";
}
export class MethodNotAllowed extends Error {
  override readonly name = "MethodNotAllowed";
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
  if (told.status === 429 || told.status === 503) ctx.set("retry-after", "60");
  if (!ctx.req.complete) ctx.set("connection", "close");
  ctx.body = JSON.stringify(told);
  ctx.type = "application/problem+json";
}

function problemOf(error: unknown, log: Log): Problem {
  if (error instanceof Invalid) return violated(error.issues.flatMap(violationsOf));
  if (error instanceof RestRefused) return violated([{ message: error.message, propertyPath: pathOf(error.place) }]);
  if (error instanceof SigningError) return ofSigning(error);
  if (error instanceof NotSupported) return problem([404, "not-supported", "Not supported", error.message]);
  const known = REFUSALS.find(([kind]) => error instanceof kind);
  if (known) return problem(known[1]);
  if (error instanceof CallerRefused) return problem(CALLERS[error.reason]);
  if (error instanceof BodyRefused) return problem(BODIES[error.reason]);
  if (error instanceof StoreRefused) return problem(ofStore(error));
  log.error({ err: error }, "a call of the REST face could not be answered");
  if (error instanceof StorageError)
    return problem([503, "unavailable", "Unavailable", "The gateway cannot keep anything just now."]);
  return problem([500, "internal", "Failed", "The gateway has failed; its operator finds the reason in the log."]);
}

type Said = readonly [status: number, code: RestCode, title: string, detail: string];

const REFUSALS: readonly (readonly [new () => Error, Said])[] = [
  [NotJson, [400, "not-json", "Not JSON", "Send an order as JSON in UTF-8, without a byte order mark."]],
  [
    MediaTypeRefused,
    [415, "media-type", "Not JSON", "Send an order as application/json, in UTF-8 and without Content-Encoding."],
  ],
  [NotThere, [404, "not-there", "Not found", "There is no such thing, or it is not yours."]],
  [MethodNotAllowed, [405, "method-not-allowed", "Method not allowed", "The header Allow has the methods."]],
  [NotAllowed, [403, "not-allowed", "Not allowed", "The service does not use this interface."]],
];
const CALLERS: Readonly<Record<CallerRefused["reason"], Said>> = {
  unknown: [401, "token-refused", "Unauthorized", "Send an access token with the scope signicat-api."],
  "too-many-guesses": [
    429,
    "too-many-guesses",
    "Too many guesses",
    "Too many wrong tokens from your address; wait a minute.",
  ],
  "no-certificate": [
    403,
    "client-certificate-required",
    "No client certificate",
    "Show one of the service's client certificates.",
  ],
};
const BODIES: Readonly<Record<BodyRefused["reason"], Said>> = {
  "too-large": [413, "too-large", "Too large", "The body is larger than the service may send."],
  busy: [503, "busy", "Busy", "The gateway is receiving as much as it can."],
  aborted: [400, "incomplete", "Incomplete", "The body did not arrive."],
};

function ofStore({ status, message }: StoreRefused): Said {
  return [status, STORE[status] ?? "media-type", "The document is not taken", message];
}
const STORE: Readonly<Record<number, RestCode>> = { 400: "empty", 411: "no-length", 415: "media-type" };

function problem([status, code, title, detail]: Said): Problem {
  return { type: "about:blank", title, status, detail, code };
}

/** Who gets everything wrong learns it a hundred at a time: an answer is no larger than what it answers. */
const MOST_VIOLATIONS = 100;

function violated(violations: readonly { readonly message: string; readonly propertyPath: string }[]): Problem {
  const more = violations.length - MOST_VIOLATIONS;
  return {
    type: "about:blank",
    title: "Constraint Violation",
    status: 400,
    ...(more > 0 && { detail: `There are ${more} more violations.` }),
    code: "schema-violation",
    violations: violations.slice(0, MOST_VIOLATIONS),
  };
}

function violationsOf(issue: z.core.$ZodIssue): { readonly message: string; readonly propertyPath: string }[] {
  const path = issue.path.map((step) => (typeof step === "symbol" ? String(step) : step));
  if (issue.code !== "unrecognized_keys") return [{ message: issue.message, propertyPath: pathOf(path) }];
  return issue.keys.map((key) => {
    const propertyPath = pathOf([...path, key]);
    return { message: sayUnknownMember(propertyPath), propertyPath };
  });
}

/** `tasks[0].documents[1].id`. A member that is not known may be called anything, at any length. */
function pathOf(place: Place): string {
  return place
    .map((step, at) => {
      if (typeof step === "number") return `[${step}]`;
      const name = step.length > MOST_NAME ? `${step.slice(0, MOST_NAME)}…` : step;
      return at === 0 ? name : `.${name}`;
    })
    .join("");
}
const MOST_NAME = 100;

function ofSigning({ code, message, place, findings }: SigningError): Problem {
  const status = statusOf(code);
  return {
    type: "about:blank",
    title: TITLES[status],
    status,
    detail: message,
    code,
    ...(status === 400 && place.length > 0 && { violations: [{ message, propertyPath: pathOf(place) }] }),
    ...(findings.length > 0 && { findings: [...findings] }),
  };
}
const TITLES = { 400: "Constraint Violation", 404: "Not found", 409: "Conflict" } as const;

function statusOf(code: SigningErrorCode): 400 | 404 | 409 {
  if (code.startsWith("unknown-")) return 404;
  return code === "task-not-open" || code === "order-deleted" ? 409 : 400;
}
