import { type CaJournal, type CaRegister, isIssuedBy, isSerialTaken, normalSerial } from "./ca-register.js";
import { makeAuthority } from "./certificates/authority.js";
import type { CaCertificate } from "./certificates/ca-certificate.js";
import type { CaOptions, Revocation } from "./certificates/certificate-options.js";
import { createIssuing } from "./certificates/issue-to-holders.js";
import { rollOver } from "./certificates/roll-over.js";
import { createDraws, type Draws } from "./draws.js";
import type { KeySource } from "./keys/key-source.js";
import { testKeys } from "./keys/test-keys.js";
import { answerOcsp } from "./revocation/answer-ocsp.js";
import { fill } from "./revocation/filler-entries.js";
import { createResponders } from "./revocation/ocsp-responder.js";
import type { CrlEntry, CrlOptions } from "./revocation/revocation-options.js";
import { writeCrl } from "./revocation/write-crl.js";
import type { TestCa, TestCaOptions } from "./test-ca.js";

/** What the parts of a CA share. */
export interface CaWorkings {
  readonly options: TestCaOptions;
  readonly register: CaRegister;
  readonly journal: CaJournal;
  readonly keys: KeySource;
  readonly draws: Draws;
  now(): Date;
  drawSerial(): string;
}

/** Builds a CA on what its register already holds: nothing (a new one) or what its folder kept. */
export async function assembleTestCa(
  options: TestCaOptions,
  register: CaRegister,
  journal: CaJournal,
): Promise<TestCa> {
  const workings = createWorkings(options, register, journal);
  const root = register.authorities[0] ?? (await addAuthority(workings, rootOptions(options), "root"));
  const first = (): CaCertificate => register.authorities[1]!;
  const addIssuingCa = (wishes: CaOptions = {}) =>
    addAuthority(workings, { ...wishes, issuer: wishes.issuer ?? root }, "issuing");
  if (register.authorities.length < 2) await addIssuingCa(options.issuing);
  return {
    environment: options.environment ?? "test",
    root,
    issuing: first(),
    get issuingCas() {
      return register.authorities.slice(1);
    },
    addIssuingCa,
    rollOver: (old = root, wishes = {}) =>
      rollOver(
        old,
        wishes,
        ({ selfSigned, ...further }) => (selfSigned ? addAuthority(workings, further, "root") : addIssuingCa(further)),
        () => workings.keys.draw("issuing"),
      ),
    ...createIssuing(workings, first()),
    ...createRevoking(workings),
    ...createAnswering(workings, first()),
  };
}

function createWorkings(options: TestCaOptions, register: CaRegister, journal: CaJournal): CaWorkings {
  // A kept CA that is opened again must not draw what it drew before.
  const draws = createDraws(options.seed === undefined ? undefined : `${options.seed}#${register.issued.length}`);
  return {
    options,
    register,
    journal,
    draws,
    keys: options.keys ?? testKeys(),
    now: () => options.clock?.now() ?? new Date(),
    drawSerial: () => {
      for (;;) {
        const serial = draws.serial();
        if (!isSerialTaken(register, serial)) return serial;
      }
    },
  };
}

const nameOfOwner = ({ name = "TRUST2408 Simulator" }: TestCaOptions): string => name;

const rootOptions = (options: TestCaOptions): CaOptions => ({
  name: `${nameOfOwner(options)} Primary CA`,
  notBefore: new Date("2010-03-03T12:41:34Z"),
  notAfter: new Date("2037-12-03T13:11:34Z"),
  ...options.root,
});

async function addAuthority(
  workings: CaWorkings,
  { of, ...wishes }: CaOptions,
  role: "root" | "issuing",
): Promise<CaCertificate> {
  const { register, options, journal, keys } = workings;
  const authority = makeAuthority({
    ...wishes,
    name: of?.name ?? wishes.name ?? `${nameOfOwner(options)} CA ${roman(register.authorities.length)}`,
    nameForm: of?.nameForm,
    key: wishes.key ?? of?.privateKey ?? (await keys.draw(role)),
    serial: normalSerial(wishes.serial ?? workings.drawSerial()),
    baseUrl: options.baseUrl,
  });
  journal.authority(authority);
  register.authorities.push(authority);
  return authority;
}

/** The first issuing CA is I: at that time the root alone is in the register. */
function roman(value: number): string {
  const steps: readonly [number, string][] = [
    [40, "XL"],
    [10, "X"],
    [9, "IX"],
    [5, "V"],
    [4, "IV"],
    [1, "I"],
  ];
  const [worth, letters] = steps.find(([step]) => step <= value) ?? [0, ""];
  return worth === 0 ? "" : letters + roman(value - worth);
}

function createRevoking({ register, journal, now }: CaWorkings) {
  const change = (serial: string, revocation: Revocation | undefined): void => {
    if (!isSerialTaken(register, serial)) throw new Error(`this CA issued no certificate with serial ${serial}`);
    journal.revoked(serial, revocation);
    if (revocation === undefined) register.revocations.delete(serial);
    else register.revocations.set(serial, revocation);
  };
  return {
    revoke: (serial: string, { at = now(), reason = "unspecified" }: Partial<Revocation> = {}) =>
      change(normalSerial(serial), { at, reason }),
    reinstate: (serial: string) => change(normalSerial(serial), undefined),
    findRevocation: (serial: string) => register.revocations.get(normalSerial(serial)),
  };
}

function createAnswering(workings: CaWorkings, first: CaCertificate) {
  const { register, now } = workings;
  const responderOf = createResponders(workings);
  const knowledge = {
    now,
    responderOf,
    authorities: register.authorities,
    isIssued: (issuer: CaCertificate, serial: string) => isIssuedBy(register, issuer, serial),
    findRevocation: (serial: string) => register.revocations.get(serial),
  };
  const entriesOf = (issuer: CaCertificate, options: CrlOptions): CrlEntry[] => {
    const { omit = [], extraEntries = [], thisUpdate = now(), fillerEntries = 0 } = options;
    return ownEntries(issuer, omit, thisUpdate)
      .concat(extraEntries)
      .sort((one, other) => other.at.getTime() - one.at.getTime())
      .concat(fill(fillerEntries, thisUpdate));
  };
  const ownEntries = (issuer: CaCertificate, omit: readonly string[], thisUpdate: Date): CrlEntry[] =>
    [...register.revocations]
      .filter(([serial, { at }]) => isIssuedBy(register, issuer, serial) && !omit.includes(serial) && at <= thisUpdate)
      .map(([serial, revocation]) => ({ serial, ...revocation }));
  return {
    ocsp: (request: Uint8Array, options = {}) => answerOcsp(request, options, knowledge),
    crl: (options: CrlOptions = {}) => {
      const issuer = options.issuer ?? first;
      // A number that grows with time needs no memory: one list per second at most.
      const number = Math.floor((options.thisUpdate ?? now()).getTime() / 1000);
      return writeCrl({ issuer, entries: entriesOf(issuer, options), number, now: now() }, options);
    },
  };
}
