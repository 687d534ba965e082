/** Whose word counts, from what a customer was told once and keeps. */
import { createTrust, onlineRevocation, type RevocationSource, type Trust } from "@eid-gateway/oces";
import { rememberAnswers } from "./remember-answers.js";

export interface ResultVerifierOptions {
  /** Whose signatures count: NemID's roots of an environment, which are built in, or anchors: PEM, or "sha256:<hex>". */
  readonly signers: { readonly environment?: "production" | "test"; readonly anchors?: readonly string[] };
  /** Roots of the gateway's seal and of its time-stamps, as its operator gave them to you: PEM, or "sha256:<hex>". */
  readonly seals: readonly string[];
  /**
   * Origins that may be asked whether a certificate is revoked: "http://ocsp.ica03.trust2408.com". Without any, a NemID message is never
   * more than undetermined, and what the gateway sealed has to have brought its answers along.
   */
  readonly revocationHosts?: readonly string[];
  /** Your friendly name at NemID: what somebody was asked to sign by another service provider is refused. */
  readonly requestIssuer?: string;
  readonly fetch?: typeof globalThis.fetch;
  readonly clock?: { now(): Date };
}

export interface ResultTrust {
  readonly signers: Trust;
  readonly seals: Trust;
  readonly revocation: RevocationSource;
  readonly requestIssuer: string | undefined;
  readonly clock: { now(): Date };
}

/** @throws OcesError "bad-anchor" */
export function openTrust(options: ResultVerifierOptions): ResultTrust {
  const { signers, seals, revocationHosts = [], requestIssuer } = options;
  const clock = options.clock ?? { now: () => new Date() };
  const fetch = options.fetch ?? globalThis.fetch;
  return {
    signers: createTrust(signers),
    seals: createTrust({ anchors: seals }),
    revocation: onlineRevocation({ fetch, cached: rememberAnswers(clock), clock, hosts: revocationHosts }),
    requestIssuer,
    clock,
  };
}
