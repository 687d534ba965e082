/**
 * Customers' servers, who call to order signatures and to fetch what came of them: who they are, and that they are it. A service is
 * known by its password or by a token of the OIDC door; where its certificates are configured, it must show one of them as well.
 */
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { CustomerConfig, SigningConfig } from "@eid-gateway/config";
import type { ReadAddress } from "../../web/client-address.js";
import type { GuessLimit } from "./guess-limit.js";

/** A customer who may have documents signed. */
export type SigningCustomer = Pick<CustomerConfig, "service" | "password"> & {
  readonly signing: Pick<SigningConfig, "schema2018" | "maxBytes" | "storeUser" | "clientCertificates" | "rest">;
};

export type Credentials =
  | { readonly kind: "password"; readonly service: string; readonly password: string }
  | { readonly kind: "user"; readonly user: string; readonly password: string }
  | { readonly kind: "token"; readonly token: string };

/**
 * - `unknown`: no such service, or not its password; nobody is told which
 * - `too-many-guesses`: wrong ones from this address, just now
 * - `no-certificate`: the password was right
 */
export class CallerRefused extends Error {
  override readonly name = "CallerRefused";
  readonly reason: "unknown" | "too-many-guesses" | "no-certificate";

  constructor(reason: CallerRefused["reason"]) {
    super(`a caller was refused: ${reason}`);
    this.reason = reason;
  }
}

export interface CallerParts {
  readonly customers: ReadonlyMap<string, SigningCustomer>;
  readonly guesses: GuessLimit;
  readonly readAddress: ReadAddress;
  /** SHA-256 of the certificate that the caller showed, in lower-case hexadecimal. */
  readCertificate(request: IncomingMessage): string | undefined;
  /** The service behind a token with the scope of the signing interface. */
  findTokenService(token: string): Promise<string | undefined>;
}
export interface Callers {
  /** @throws CallerRefused */
  identify(credentials: Credentials, request: IncomingMessage): Promise<SigningCustomer>;
}

export function createCallers(parts: CallerParts): Callers {
  const byUser = new Map([...parts.customers.values()].map((each) => [each.signing.storeUser, each]));

  async function find(credentials: Credentials): Promise<SigningCustomer | undefined> {
    if (credentials.kind === "token") {
      return parts.customers.get((await parts.findTokenService(credentials.token)) ?? "");
    }
    const named =
      credentials.kind === "password" ? parts.customers.get(credentials.service) : byUser.get(credentials.user);
    return isPassword(credentials.password, named?.password) ? named : undefined;
  }

  return {
    async identify(credentials, request) {
      const address = parts.readAddress(request);
      if (parts.guesses.isOver(address)) throw new CallerRefused("too-many-guesses");
      const customer = await find(credentials);
      if (!customer) {
        parts.guesses.miss(address);
        throw new CallerRefused("unknown");
      }
      const { clientCertificates } = customer.signing;
      const isShown = clientCertificates.includes(parts.readCertificate(request) ?? "");
      if (clientCertificates.length > 0 && !isShown) throw new CallerRefused("no-certificate");
      return customer;
    },
  };
}

/** What stands in for the password of a service that has none or does not exist: the same work, and never the same. */
const NOBODYS = randomBytes(32).toString("base64url");

function isPassword(given: string, expected = NOBODYS): boolean {
  return timingSafeEqual(digestOf(given), digestOf(expected));
}

function digestOf(password: string): Buffer {
  return createHash("sha256").update(password).digest();
}
