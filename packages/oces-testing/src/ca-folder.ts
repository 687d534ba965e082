import { createPrivateKey, type KeyObject } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type CaJournal, type CaRegister, emptyRegister } from "./ca-register.js";
import { describeAuthority } from "./certificates/authority.js";
import type { CaCertificate } from "./certificates/ca-certificate.js";
import type { OcesKind, RevocationReason } from "./certificates/certificate-options.js";
import type { StringForm } from "./certificates/distinguished-name.js";
import { describeIssued } from "./certificates/issue-to-holders.js";
import type { HolderSubject } from "./certificates/issued-certificate.js";

/** One line of `register.jsonl`. Private keys are not in it but in `keys/<serial>.pem`. */
type Line =
  | ({ readonly what: "authority"; readonly name: string; readonly nameForm?: StringForm } & KeptCertificate)
  | ({ readonly what: "issued"; readonly kind: OcesKind | "SERVER"; readonly subject: HolderSubject } & KeptCertificate)
  | { readonly what: "revoked"; readonly serial: string; readonly at: string; readonly reason: RevocationReason }
  | { readonly what: "reinstated"; readonly serial: string };

interface KeptCertificate {
  readonly serial: string;
  /** Serial of the CA above; a root has none. */
  readonly issuer?: string;
  /** Base64 DER. */
  readonly certificate: string;
  readonly notBefore: string;
  readonly notAfter: string;
}

const registerFile = (folder: string): string => join(folder, "register.jsonl");

/** A CA's further certificates carry their serial in the file's name. */
function freeFile(folder: string, { issuer, slug, serial }: CaCertificate): string {
  const usual = join(folder, `${issuer === undefined ? "root" : slug}.pem`);
  return existsSync(usual) ? join(folder, `${slug}-${serial}.pem`) : usual;
}

const keyFile = (folder: string, serial: string): string => join(folder, "keys", `${serial}.pem`);

/** Writes every change as one more line, the private key first: a line never names a key that is not there. */
export function createFolderJournal(folder: string): CaJournal {
  const append = (line: Line): void =>
    appendFileSync(registerFile(folder), `${JSON.stringify(line)}\n`, { mode: 0o600, flush: true });
  const keepKey = (serial: string, key: KeyObject): void => {
    mkdirSync(join(folder, "keys"), { recursive: true, mode: 0o700 });
    writeFileSync(keyFile(folder, serial), key.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });
  };
  return {
    authority(authority) {
      keepKey(authority.serial, authority.privateKey);
      writeFileSync(freeFile(folder, authority), authority.pem);
      append({ what: "authority", name: authority.name, nameForm: authority.nameForm, ...keptPart(authority) });
    },
    issued(issued) {
      keepKey(issued.serial, issued.privateKey);
      append({ what: "issued", kind: issued.kind, subject: issued.subject, ...keptPart(issued) });
    },
    revoked(serial, revocation) {
      if (revocation === undefined) append({ what: "reinstated", serial });
      else append({ what: "revoked", serial, at: revocation.at.toISOString(), reason: revocation.reason });
    },
  };
}

interface Keepable extends Pick<CaCertificate, "serial" | "certificate" | "notBefore" | "notAfter"> {
  readonly issuer?: CaCertificate;
}

const keptPart = ({ serial, issuer, certificate, notBefore, notAfter }: Keepable): KeptCertificate => ({
  serial,
  ...(issuer === undefined ? {} : { issuer: issuer.serial }),
  certificate: Buffer.from(certificate).toString("base64"),
  notBefore: notBefore.toISOString(),
  notAfter: notAfter.toISOString(),
});

/** What the folder holds; nothing, when it is new. */
export function readRegister(folder: string, baseUrl: string): CaRegister {
  const register = emptyRegister();
  for (const [index, text] of completeLines(registerFile(folder)).entries()) {
    try {
      apply(register, JSON.parse(text) as Line, folder, baseUrl);
    } catch (cause) {
      throw new Error(`${registerFile(folder)}, line ${index + 1} cannot be read`, { cause });
    }
  }
  return register;
}

/** A line without its end was being written when the process died: it never counted, and is cut off. */
function completeLines(file: string): string[] {
  if (!existsSync(file)) return [];
  const text = readFileSync(file, "utf8");
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  if (whole.length < text.length) truncateSync(file, Buffer.byteLength(whole));
  return whole.split("\n").slice(0, -1);
}

function apply(register: CaRegister, line: Line, folder: string, baseUrl: string): void {
  if (line.what === "revoked") register.revocations.set(line.serial, { at: new Date(line.at), reason: line.reason });
  else if (line.what === "reinstated") register.revocations.delete(line.serial);
  else if (line.what === "authority") register.authorities.push(readAuthority(register, line, folder, baseUrl));
  else register.issued.push(describeIssued({ ...line, ...readParts(line, folder), issuer: issuerOf(register, line) }));
}

function readAuthority(
  register: CaRegister,
  line: KeptCertificate & { name: string; nameForm?: StringForm },
  folder: string,
  baseUrl: string,
) {
  const issuer = line.issuer === undefined ? undefined : issuerOf(register, line);
  return describeAuthority({ ...readParts(line, folder), name: line.name, nameForm: line.nameForm, baseUrl, issuer });
}

const readParts = ({ serial, certificate, notBefore, notAfter }: KeptCertificate, folder: string) => ({
  serial,
  certificate: Buffer.from(certificate, "base64"),
  notBefore: new Date(notBefore),
  notAfter: new Date(notAfter),
  key: createPrivateKey(readFileSync(keyFile(folder, serial))),
});

function issuerOf(register: CaRegister, { issuer }: KeptCertificate): CaCertificate {
  const found = register.authorities.find(({ serial }) => serial === issuer);
  if (found === undefined) throw new Error(`its issuer ${issuer} is not in the register`);
  return found;
}
