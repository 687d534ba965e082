import type { X509Certificate } from "node:crypto";
import type { SamlAuthentication } from "../saml-answer.js";
import { LIFETIME_MS, SUCCESS } from "../vocabulary.js";
import { openResponse } from "./open-response.js";
import { type ReadResponse, readResponse } from "./read-response.js";
import { SamlResponseError, SamlSecurityError } from "./saml-errors.js";

export interface SamlExpectations {
  /** The receiver's own address, as the answer must name it: scheme, host, path and query to the letter. */
  readonly recipient: string;
  /** Who may sign. Pinned by the whole certificate: neither its names nor its dates count. */
  readonly certificates: readonly X509Certificate[];
  readonly now: Date;
  /** Between the two clocks; 60 seconds, which is also the most. */
  readonly clockSkewMs?: number;
  /** Named when answers to this receiver are restricted to it; an answer restricted otherwise, or not at all, is refused. */
  readonly audience?: string;
  /** Notes the id until then, by the same clock as `now`, in one atomic step; true when it was noted already. */
  readonly seen: (responseId: string, until: Date) => Promise<boolean>;
}

export interface SamlLogin extends SamlAuthentication {
  readonly responseId: string;
  readonly issueInstant: Date;
}

const MAX_SKEW_MS = 60_000;

/**
 * Reads the form field `SAMLResponse`: six checks, in this order, so that a cancel is believed only when it is genuine and new.
 *
 * @throws SamlResponseError when the person was not authenticated; SamlSecurityError when the message is not trustworthy
 */
export async function readSamlResponse(base64: string, expected: SamlExpectations): Promise<SamlLogin> {
  const response = readResponse(openResponse(base64, expected.certificates)); // 1. signature
  if (response.recipient !== expected.recipient) throw new SamlSecurityError("other-recipient"); // 2.
  const until = checkConditions(response, expected); // 3.
  if (await expected.seen(response.responseId, until)) throw new SamlSecurityError("replayed"); // 4.
  const [assertion, ...more] = response.assertions;
  const isSuccess = response.status === SUCCESS;
  if (isSuccess !== (assertion !== undefined) || more.length > 0) throw new SamlSecurityError("assertion-count"); // 5.
  if (assertion === undefined) throw notAuthenticated(response); // 6. status
  const { notBefore: _from, notOnOrAfter: _to, ...login } = assertion;
  return { responseId: response.responseId, issueInstant: response.issueInstant, ...login };
}

/** An attribute's value. */
export function findSamlAttribute(login: SamlAuthentication, namespace: string, name: string): string | undefined {
  return login.attributes.find((each) => each.namespace === namespace && each.name === name)?.value;
}

/** An answer without an assertion states no window of its own: it has that of one with. Gives when it is over for good. */
function checkConditions({ assertions, issueInstant }: ReadResponse, expected: SamlExpectations): Date {
  const skewMs = expected.clockSkewMs ?? MAX_SKEW_MS;
  if (!(skewMs >= 0 && skewMs <= MAX_SKEW_MS)) throw new RangeError("clockSkewMs is from 0 to 60000");
  if (assertions.some(({ audience }) => audience !== expected.audience)) throw new SamlSecurityError("other-audience");
  const unstated = { notBefore: issueInstant, notOnOrAfter: new Date(issueInstant.getTime() + LIFETIME_MS) };
  const windows = assertions.length > 0 ? assertions : [unstated];
  const now = expected.now.getTime();
  if (windows.some(({ notBefore }) => now < notBefore.getTime() - skewMs)) throw new SamlSecurityError("not-yet-valid");
  const end = Math.min(...windows.map(({ notOnOrAfter }) => notOnOrAfter.getTime())) + skewMs;
  if (!(now < end)) throw new SamlSecurityError("expired");
  return new Date(end);
}

/** "<code>; <text>", where there is such a message. */
function notAuthenticated({ status, statusMessage, responseId }: ReadResponse): SamlResponseError {
  const [, code = status, text = statusMessage] = /^([^\s;]+); ?(.*)$/s.exec(statusMessage) ?? [];
  return new SamlResponseError(code, text, responseId);
}
