/** A folder with the root and the lists of a test CA, and messages that its people signed, at one fixed time. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  createTestCa,
  type IssuedCertificate,
  loginProperties,
  type MessageDialect,
  type PocesOptions,
  signMessage,
  type TestCa,
} from "@eid-gateway/oces-testing";

export interface VerificationDesk {
  readonly ca: TestCa;
  /** PEM. */
  readonly root: string;
  /** A folder with the lists of root and issuing CA. */
  readonly lists: string;
  /** Writes a file; gives its path. */
  file(name: string, content: string | Uint8Array): string;
  /** A log-in by somebody new, written to a file. */
  logIn(options?: PocesOptions & { readonly dialect?: MessageDialect }): Promise<string>;
  remove(): void;
}

export const SIGNED_AT = "2022-05-01T12:00:00Z";

export async function openVerificationDesk(): Promise<VerificationDesk> {
  const folder = mkdtempSync(join(tmpdir(), "eid-verify-"));
  const ca = await createTestCa({
    baseUrl: "http://pki.test",
    seed: "desk",
    clock: { now: () => new Date(SIGNED_AT) },
  });
  const file = (name: string, content: string | Uint8Array) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  mkdirSync(join(folder, "lists"));
  file("lists/issuing.crl", ca.crl());
  file("lists/root.crl", ca.crl({ issuer: ca.root }));
  let count = 0;
  return {
    ca,
    root: file("root.pem", ca.root.pem),
    lists: join(folder, "lists"),
    file,
    async logIn({ dialect, ...options } = {}) {
      return file(`login-${++count}.xml`, signLogIn(await ca.issuePoces(options), dialect));
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export function signLogIn(identity: IssuedCertificate, dialect?: MessageDialect): Uint8Array {
  const statement = { requestIssuer: "Demo", challenge: "4839204711", timeStamp: "2022-05-01 14:00:00+0200" };
  return signMessage({ identity, properties: loginProperties(statement, dialect), ...(dialect && { dialect }) });
}
