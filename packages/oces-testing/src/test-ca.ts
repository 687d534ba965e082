import { assembleTestCa } from "./assemble-test-ca.js";
import { emptyRegister, silentJournal } from "./ca-register.js";
import type { CaCertificate } from "./certificates/ca-certificate.js";
import type {
  CaOptions,
  FocesOptions,
  MocesOptions,
  PocesOptions,
  Revocation,
  ServerOptions,
  VocesOptions,
} from "./certificates/certificate-options.js";
import type { IssuedCertificate } from "./certificates/issued-certificate.js";
import type { RollOver } from "./certificates/roll-over.js";
import type { KeySource } from "./keys/key-source.js";
import type { CrlOptions, OcspOptions } from "./revocation/revocation-options.js";

export interface TestCaOptions {
  /** Decides the policy arc. Default `test`. */
  readonly environment?: "test" | "production";
  /** Origin of the addresses written into certificates, e.g. `http://localhost:8090`. */
  readonly baseUrl: string;
  /** First words of the CAs' names; default `TRUST2408 Simulator`. */
  readonly name?: string;
  /** Default: `testKeys()`. */
  readonly keys?: KeySource;
  readonly clock?: { now(): Date };
  /** Draws serial numbers and identifiers; default: random. */
  readonly seed?: string;
  /** Deviations of the root and of the first issuing CA. */
  readonly root?: Omit<CaOptions, "issuer">;
  readonly issuing?: Omit<CaOptions, "issuer">;
}

/** A whole OCES hierarchy: one root, issuing CAs, what they issued and revoked. */
export interface TestCa {
  readonly environment: "test" | "production";
  readonly root: CaCertificate;
  /** The first issuing CA: who issues unless told otherwise. */
  readonly issuing: CaCertificate;
  /** All CAs below the root, and further certificates of CAs. */
  readonly issuingCas: readonly CaCertificate[];
  addIssuingCa(options?: CaOptions): Promise<CaCertificate>;
  /** Changes the key of a CA (default the root's); the old certificates stay. */
  rollOver(authority?: CaCertificate, options?: Pick<CaOptions, "key" | "notBefore" | "notAfter">): Promise<RollOver>;
  issuePoces(options?: PocesOptions): Promise<IssuedCertificate>;
  issueMoces(options?: MocesOptions): Promise<IssuedCertificate>;
  issueVoces(options?: VocesOptions): Promise<IssuedCertificate>;
  issueFoces(options?: FocesOptions): Promise<IssuedCertificate>;
  issueServer(options: ServerOptions): Promise<IssuedCertificate>;
  /** Everything issued to holders, oldest first. */
  readonly issued: readonly IssuedCertificate[];
  findIssued(serial: string): IssuedCertificate | undefined;
  /** Revokes a holder's or a CA's certificate; defaults: now, unspecified. Throws for an unknown serial. */
  revoke(serial: string, revocation?: Partial<Revocation>): void;
  /** Takes a revocation back, as only a certificateHold could be in reality. */
  reinstate(serial: string): void;
  findRevocation(serial: string): Revocation | undefined;
  /** DER of the CRL of an issuing CA (default the first) or, with `issuer: ca.root`, of the root. */
  crl(options?: CrlOptions): Uint8Array;
  /** DER of the answer to a DER OCSP request. Never throws: garbage is answered `malformedRequest`. */
  ocsp(request: Uint8Array, options?: OcspOptions): Promise<Uint8Array>;
}

/**
 * A new hierarchy, in memory. Certificates follow the OCES profile unless an option says otherwise.
 *
 * @example
 * const ca = await createTestCa({ baseUrl: "http://localhost:8090" });
 * const person = await ca.issuePoces({ name: "Ella Testesen" });
 * ca.revoke(person.serial);
 */
export function createTestCa(options: TestCaOptions): Promise<TestCa> {
  return assembleTestCa(options, emptyRegister(), silentJournal);
}
