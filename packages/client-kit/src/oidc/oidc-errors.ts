/** The three ways in which a log-in by OpenID Connect does not come about. No message holds a token, a claim or an address. */

/** The gateway says that nobody was authenticated: the person cancelled, was refused, or something was down. */
export class OidcResponseError extends Error {
  override readonly name = "OidcResponseError";
  /** RFC 6749 4.1.2.1: "access_denied", "temporarily_unavailable", ... */
  readonly error: string;
  /** The gateway's own code, "urn:signicat:error:usercancel"; the protocol's error where it gave none. */
  readonly code: string;
  /** For a developer, in English. Not for the person: you know their language, and what they wanted to do. */
  readonly text: string;

  constructor(error: string, description: string | undefined, cause?: unknown) {
    const [, code = error, text = description ?? ""] = /^([^\s;]+); ?(.*)$/s.exec(description ?? "") ?? [];
    super(`The gateway says that nobody was authenticated: ${error}, ${code}`, { cause });
    this.error = error;
    this.code = code;
    this.text = text;
  }
}

/** What came back is not this browser's answer from this gateway. Whoever sent it may be anybody: show nothing of it. */
export class OidcSecurityError extends Error {
  override readonly name = "OidcSecurityError";
  /** For your log: the token endpoint's error, or openid-client's own code. */
  readonly code: string;

  constructor(code: string, cause?: unknown) {
    super(`The answer is not trustworthy: ${code}`, { cause });
    this.code = code;
  }
}

/** Nothing is wrong with the log-in; the gateway could not be asked. Try again. */
export class GatewayUnreachableError extends Error {
  override readonly name = "GatewayUnreachableError";
}
