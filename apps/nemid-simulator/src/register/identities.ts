/** The register of users: one file each, read once at start. A change is written before it counts. */
import { join } from "node:path";
import type { IssuedCertificate, TestCa } from "@eid-gateway/oces-testing";
import { readRegister, writeJsonFile } from "../state/json-file.js";
import { drawFrom } from "../state/seeded-draw.js";
import { type CertificateState, issueCertificate, loadIssued } from "./certificates.js";
import { drawIdentity, type NewIdentity, type Person } from "./draw-identity.js";
import type { Identity, IdentityStatus } from "./identity.js";
import { issueKeyCards } from "./key-card.js";
import { type Lock, quarantine, UNLOCKED } from "./lock.js";
import { Refusal } from "./refusal.js";

export interface Identities {
  /** Throws a Refusal for what the operator would not accept. */
  create(wish: NewIdentity): Promise<Identity>;
  list(): Identity[];
  /** By self-chosen user-id, ignoring case. Throws a Refusal (404). */
  load(alias: string): Identity;
  /** By user-id, NemID number or CPR number; a CPR number may stand for several identities. */
  find(userId: string): Identity[];
  findByPid(pid: string): Identity | undefined;
  save(identity: Identity): void;
  /** `valid` lifts every lock; a certificate that was revoked or had expired is replaced, as in reality. */
  setStatus(alias: string, status: IdentityStatus): Promise<Identity>;
  certificateOf(identity: Identity): IssuedCertificate;
  /** New certificates with the same keys, after the simulator's own address changed. @param previous the CA that knows the keys */
  reissueAll(previous: TestCa): Promise<void>;
}

export interface IdentitiesOptions {
  readonly stateDir: string;
  readonly seed: string;
  readonly ca: TestCa;
  readonly clock: { now(): Date };
}

const KEPT = [
  "nemidNumber",
  "kind",
  "alias",
  "password",
  "name",
  "serial",
  "certificateStatus",
  "lock",
  "cards",
] as const;

export function openIdentities({ stateDir, seed, ca, clock }: IdentitiesOptions): Identities {
  const folder = join(stateDir, "identities");
  const kept = new Map(readRegister<Identity>(folder, KEPT).map((identity) => [identity.nemidNumber, identity]));
  const inTurn = oneAtATime();

  function save(identity: Identity): void {
    writeJsonFile(join(folder, `${identity.nemidNumber}.json`), identity);
    kept.set(identity.nemidNumber, identity);
  }
  function load(alias: string): Identity {
    const identity = findByAlias(kept.values(), alias);
    if (!identity) throw new Refusal(404, "there is no identity of this alias");
    return identity;
  }
  async function create(wish: NewIdentity): Promise<Identity> {
    const person = drawUntaken(wish);
    const certificateStatus = certificateFor(wish.status, "valid");
    const { serial } = await issueCertificate(ca, person, certificateStatus, clock.now());
    const cards = issueKeyCards({ seed, nemidNumber: person.nemidNumber });
    save({ ordinal: kept.size, ...person, serial, certificateStatus, cards, lock: lockFor(wish.status, clock.now()) });
    return load(person.alias);
  }
  function drawUntaken(wish: NewIdentity, attempt = 0): Person {
    const drawn = drawIdentity(drawFrom(seed, "identity", kept.size, attempt), wish, clock.now());
    const person = { ...drawn, pid: findSamePerson(kept.values(), drawn)?.pid ?? drawn.pid };
    if (!isTaken(kept.values(), person)) return person;
    if (wish.alias || attempt > 100) throw new Refusal(409, "alias: is taken by another identity");
    return drawUntaken(wish, attempt + 1);
  }
  async function setStatus(alias: string, status: IdentityStatus): Promise<Identity> {
    const identity = load(alias);
    const lock = lockFor(status, clock.now());
    const changed = await withCertificate(identity, certificateFor(status, identity.certificateStatus));
    save({ ...load(alias), ...changed, lock });
    return load(alias);
  }
  async function withCertificate(
    identity: Identity,
    state: CertificateState,
  ): Promise<Pick<Identity, "serial" | "certificateStatus">> {
    const { serial, certificateStatus } = identity;
    if (state === certificateStatus) return { serial, certificateStatus };
    if (state !== "revoked" || certificateStatus === "expired") return renew(identity, state);
    ca.revoke(serial, { at: clock.now(), reason: "unspecified" });
    return { serial, certificateStatus: "revoked" };
  }
  async function renew(
    identity: Identity,
    state: CertificateState,
    ...previous: readonly TestCa[]
  ): Promise<Pick<Identity, "serial" | "certificateStatus">> {
    const { privateKey } = loadIssued(identity.serial, ...previous, ca);
    const { serial } = await issueCertificate(ca, identity, state, clock.now(), privateKey);
    return { serial, certificateStatus: state };
  }

  return {
    create: (wish) => inTurn(() => create(wish)),
    list: () => [...kept.values()].sort((one, other) => one.ordinal - other.ordinal),
    load,
    find: (userId) => findByUserId([...kept.values()], userId.trim()),
    findByPid: (pid) => [...kept.values()].find((identity) => identity.pid === pid),
    save,
    setStatus: (alias, status) => inTurn(() => setStatus(alias, status)),
    certificateOf: ({ serial }) => loadIssued(serial, ca),
    async reissueAll(previous) {
      for (const identity of kept.values())
        save({ ...identity, ...(await renew(identity, identity.certificateStatus, previous)) });
    },
  };
}

function findByAlias(identities: Iterable<Identity>, alias: string): Identity | undefined {
  const wanted = alias.toLowerCase();
  return [...identities].find((identity) => identity.alias.toLowerCase() === wanted);
}

function findByUserId(identities: readonly Identity[], userId: string): Identity[] {
  const byAlias = findByAlias(identities, userId);
  if (byAlias) return [byAlias];
  const digits = userId.replaceAll("-", "");
  if (!/^(\d{9}|\d{10})$/.test(digits)) return [];
  return identities.filter((identity) => identity.nemidNumber === digits || identity.cpr === digits);
}

/** The PID follows the person: a second NemID of the same CPR number has the same one. */
function findSamePerson(identities: Iterable<Identity>, person: Person): Identity | undefined {
  if (person.kind !== "POCES") return undefined;
  return [...identities].find((identity) => identity.kind === "POCES" && identity.cpr === person.cpr);
}

function isTaken(identities: Iterable<Identity>, { alias, nemidNumber }: Person): boolean {
  const wanted = alias.toLowerCase();
  return [...identities].some((other) => other.alias.toLowerCase() === wanted || other.nemidNumber === nemidNumber);
}

function certificateFor(status: IdentityStatus | undefined, otherwise: CertificateState): CertificateState {
  return status === "valid" || status === "revoked" || status === "expired" ? status : otherwise;
}

function lockFor(status: IdentityStatus | undefined, now: Date): Lock {
  if (status === "locked") return { ...UNLOCKED, locked: "passwords" };
  return status === "quarantined" ? quarantine(UNLOCKED, now.getTime()) : UNLOCKED;
}

/** Runs changes one after another: what an identity is drawn from must not depend on which request is faster. */
function oneAtATime(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
}
