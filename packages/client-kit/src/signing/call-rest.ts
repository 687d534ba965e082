/** One call of the gateway's REST face: with a token, a time limit and a size limit, and its refusals as errors. */
import { GatewayUnreachableError } from "../oidc/oidc-errors.js";
import type { AccessToken } from "./access-token.js";
import type { DeskTerms } from "./desk-options.js";
import { readLimited } from "./read-limited.js";
import { readProblem } from "./read-problem.js";
import { SigningRefusedError, SigningSecurityError } from "./signing-errors.js";

export interface RestCall {
  readonly method: "GET" | "POST" | "DELETE";
  readonly url: URL;
  readonly body?: { readonly mediaType: string; readonly content: string | Uint8Array };
}
export interface RestAnswer {
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}
export type CallRest = (call: RestCall) => Promise<RestAnswer>;

export function openRest(token: AccessToken, terms: DeskTerms): CallRest {
  async function tryOnce(call: RestCall): Promise<{ readonly answer: Response; readonly used: string }> {
    const used = await token.get();
    return { used, answer: await send(call, used, terms) };
  }
  return async (call) => {
    let { answer, used } = await tryOnce(call);
    if (answer.status === 401) {
      await answer.body?.cancel();
      await token.forget(used); // revoked, or the gateway has lost it
      ({ answer, used } = await tryOnce(call));
    }
    const mediaType = answer.headers.get("content-type") ?? "";
    const bytes = await readLimited(answer, terms.maxBytes);
    if (!answer.ok) throw refusalOf(answer.status, bytes);
    return { mediaType, bytes };
  };
}

async function send({ method, url, body }: RestCall, token: string, terms: DeskTerms): Promise<Response> {
  try {
    return await terms.fetch(url, {
      method,
      redirect: "error",
      signal: AbortSignal.timeout(terms.timeoutSeconds * 1000),
      headers: { authorization: `Bearer ${token}`, ...(body && { "content-type": body.mediaType }) },
      ...(body && { body: typeof body.content === "string" ? body.content : new Uint8Array(body.content) }),
    });
  } catch (cause) {
    throw new GatewayUnreachableError("the gateway did not answer", { cause });
  }
}

/** What may be better in a moment is told apart from what will not be. */
function refusalOf(status: number, bytes: Uint8Array): Error {
  if (status >= 500 || status === 429) return new GatewayUnreachableError(`the gateway answered ${status}`);
  return new SigningRefusedError({ status, ...readProblem(status, bytes) });
}

/** @throws SigningSecurityError "not-an-answer" */
export function readJson({ mediaType, bytes }: RestAnswer): unknown {
  try {
    if (!/^application\/json\b/i.test(mediaType)) throw new SyntaxError("not JSON");
    return JSON.parse(Buffer.from(bytes).toString("utf8"));
  } catch (cause) {
    throw new SigningSecurityError("not-an-answer", cause);
  }
}
