/**
 * A log-in by the method URL. The answer is posted from the gateway's page, so this site's cookie does not come with it: it is checked
 * where it arrives, waits under a one-time token, and is taken by the browser that began, at an address of this site's own.
 */
import { randomBytes } from "node:crypto";
import {
  createResponseMemory,
  findSamlAttribute,
  GatewayUnreachableError,
  methodUrl,
  readCertificates,
  readSamlResponse,
  SamlResponseError,
} from "@eid-gateway/client-kit";
import type { Portal } from "./options.js";
import type { Language, LogIn } from "./sessions.js";
import { methodsOf, type Wish } from "./wish.js";

/** What a genuine answer said: who it is, or that nobody was authenticated. */
type Arrived = { readonly state: string; readonly result: LogIn | SamlResponseError; readonly until: number };

export interface SamlDoor {
  begin(wish: Wish, language: Language, state: string): URL;
  /** @returns the token under which the answer waits. @throws SamlSecurityError, GatewayUnreachableError */
  receive(samlResponse: string, recipient: string): Promise<string>;
  take(token: string): Arrived | undefined;
}

const waitMs = 60_000;

export function openSamlDoor(portal: Portal): SamlDoor {
  const gateway = new URL(portal.issuer).origin;
  const seen = createResponseMemory(() => new Date(portal.now()));
  const waiting = new Map<string, Arrived>();

  return {
    begin: (wish, language, state) =>
      methodUrl({
        gateway,
        service: portal.service,
        methods: methodsOf(wish),
        profile: wish.profile,
        language,
        target: `${portal.publicUrl}/saml?state=${state}`,
      }),

    async receive(samlResponse, recipient) {
      const certificates = await fetchCertificates(gateway);
      const expected = { recipient, certificates, now: new Date(portal.now()), seen };
      const result = await readSamlResponse(samlResponse, expected).then(toLogIn, (error: unknown) => {
        if (error instanceof SamlResponseError) return error;
        throw error;
      });
      for (const [token, { until }] of waiting) if (until < portal.now()) waiting.delete(token);
      const token = randomBytes(32).toString("base64url");
      const state = new URL(recipient).searchParams.get("state") ?? "";
      waiting.set(token, { state, result, until: portal.now() + waitMs });
      return token;
    },

    take(token) {
      const arrived = waiting.get(token);
      waiting.delete(token);
      return arrived && arrived.until >= portal.now() ? arrived : undefined;
    },
  };
}

/** A demonstration finds them where the gateway publishes them. A real site is given the file once, and keeps it. */
async function fetchCertificates(gateway: string) {
  try {
    const answer = await fetch(new URL("/std/certificates.pem", gateway), { signal: AbortSignal.timeout(10_000) });
    return readCertificates(await answer.text());
  } catch (cause) {
    throw new GatewayUnreachableError("the gateway does not show its certificates", { cause });
  }
}

function toLogIn(login: Awaited<ReturnType<typeof readSamlResponse>>): LogIn {
  const { subject, attributes, authenticationMethod, responseId } = login;
  const rows = attributes.map(({ namespace, name, value }) => [`${namespace} / ${name}`, value] as const);
  return {
    name: findSamlAttribute(login, "signicat", "plain-name") ?? "",
    tables: [
      { kind: "attributes", rows },
      {
        kind: "assertion",
        rows: [
          ["NameIdentifier", subject.nameIdentifier],
          ["Format", subject.format],
          ["AuthenticationMethod", authenticationMethod],
          ["ResponseID", responseId],
        ],
      },
    ],
  };
}
