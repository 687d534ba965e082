/** The register of users and their signatures. A change is written before it counts. */
import { join } from "node:path";
import type { IssuedCertificate, TestCa } from "@eid-gateway/oces-testing";
import { settleRoles } from "../company-register/settle-roles.js";
import { drawFrom } from "../state/seeded-draw.js";
import { type CertificateState, issueCertificate, loadIssued } from "./certificates.js";
import { drawFurtherSignature, drawIdentity, type NewIdentity, type Person } from "./draw-identity.js";
import type { Identity } from "./identity.js";
import { openIdentityStore, userOf } from "./identity-store.js";
import { issueKeyCards } from "./key-card.js";
import { UNLOCKED } from "./lock.js";
import { findByAlias, findCompanyName, findSamePerson, findUsers, isAliasTaken, isRidTaken } from "./look-up.js";
import { Refusal } from "./refusal.js";
import { type IdentityStatus, isOfCertificate, standAs } from "./status.js";

export interface Identities {
  /** A new user, or one more signature of a known one. Throws a Refusal for what the operator would not accept. */
  create(wish: NewIdentity): Promise<Identity>;
  list(): Identity[];
  /** By what the test tool calls it, ignoring case. Throws a Refusal (404). */
  load(alias: string): Identity;
  /** Users by user-id, NemID number or CPR number, each by the first signature; a CPR number may stand for several. */
  findUsers(userId: string): Identity[];
  /** All signatures of those users; or the one that the test tool calls so. */
  find(userId: string): Identity[];
  /** All signatures of a user, the first one first. */
  signaturesOf(nemidNumber: string): Identity[];
  findByPid(pid: string): Identity | undefined;
  save(identity: Identity): void;
  /** Lifts what stood before. `valid` replaces a certificate that was revoked or had expired, as in reality. */
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

const ATTEMPTS = 100;

export function openIdentities({ stateDir, seed, ca, clock }: IdentitiesOptions): Identities {
  const store = openIdentityStore(join(stateDir, "identities"));
  const inTurn = oneAtATime();
  const ownerOf = ({ nemidNumber }: Pick<Identity, "nemidNumber">) => ({ seed, nemidNumber });

  function load(alias: string): Identity {
    const identity = findByAlias(store.all(), alias);
    if (!identity) throw new Refusal(404, "there is no identity of this alias");
    return identity;
  }
  async function create(wish: NewIdentity): Promise<Identity> {
    const user = wish.user === undefined ? undefined : loadUser(wish.user, wish);
    const ordinal = store.all().length;
    const drawn = drawUntaken(wish, user);
    const person = { ...drawn, roles: settleRoles(drawn, store.all()) };
    const { status = "valid" } = wish;
    const certificateStatus = isOfCertificate(status) ? status : "valid";
    const { serial } = await issueCertificate(ca, person, certificateStatus, clock.now());
    const signature = { ...person, ordinal, serial, certificateStatus };
    store.save({ ...(user ? userOf(userNow(user)) : newUser(person, status)), ...signature });
    return load(person.alias);
  }
  function newUser({ alias, password, nemidNumber }: Person, status: IdentityStatus) {
    const cards = issueKeyCards({ seed, nemidNumber });
    const user = { nemidNumber, userId: alias, password, cards, lock: UNLOCKED };
    return { ...user, ...standAs(user, status, ownerOf(user), clock.now().getTime()) };
  }
  function loadUser(alias: string, { kind, status }: NewIdentity): Identity {
    const user = load(alias);
    if (status !== undefined && !isOfCertificate(status))
      throw new Refusal(400, "status: this one is the user's, not one signature's; set it afterwards");
    const has = store.ofUser(user.nemidNumber).some((signature) => signature.kind === "POCES");
    if (kind === "POCES" && has) throw new Refusal(409, "kind: the user has a personal signature already");
    return userNow(user);
  }
  function userNow({ nemidNumber }: Identity): Identity {
    return store.ofUser(nemidNumber)[0]!;
  }
  function drawUntaken(wish: NewIdentity, user: Identity | undefined, attempt = 0): Person {
    const all = store.all();
    const companyName = wish.companyName ?? findCompanyName(all, wish.cvr);
    const drawn = draw({ ...wish, companyName }, user, attempt);
    const person = { ...drawn, pid: findSamePerson(all, drawn)?.pid ?? drawn.pid };
    const isNewUser = user === undefined && all.some(({ nemidNumber }) => nemidNumber === person.nemidNumber);
    const clash = isAliasTaken(all, person) ? "alias" : isRidTaken(all, person) ? "rid" : undefined;
    if (!clash && !isNewUser) return person;
    if (clash && (wish[clash] !== undefined || attempt > ATTEMPTS))
      throw new Refusal(409, `${clash}: is taken by another identity`);
    return drawUntaken(wish, user, attempt + 1);
  }
  function draw(wish: NewIdentity, user: Identity | undefined, attempt: number): Person {
    const stream = drawFrom(seed, "identity", store.all().length, attempt);
    if (!user) return drawIdentity(stream, wish, clock.now());
    const place = store.ofUser(user.nemidNumber).length + 1 + attempt;
    return drawFurtherSignature(stream, { alias: `${user.alias.slice(0, 44)}.${place}`, ...wish }, user, clock.now());
  }
  async function setStatus(alias: string, status: IdentityStatus): Promise<Identity> {
    const identity = load(alias);
    const changed = isOfCertificate(status) ? await withCertificate(identity, status) : {};
    const latest = load(alias);
    store.save({ ...latest, ...changed, ...standAs(latest, status, ownerOf(latest), clock.now().getTime()) });
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
    list: store.all,
    load,
    findUsers: (userId) => findUsers(store.all(), userId.trim()),
    find(userId) {
      const found = findUsers(store.all(), userId.trim()).flatMap(({ nemidNumber }) => store.ofUser(nemidNumber));
      return found.length > 0 ? found : store.all().filter(({ alias }) => alias === userId);
    },
    signaturesOf: store.ofUser,
    findByPid: (pid) => store.all().find((identity) => identity.pid === pid),
    save: store.save,
    setStatus: (alias, status) => inTurn(() => setStatus(alias, status)),
    certificateOf: ({ serial }) => loadIssued(serial, ca),
    async reissueAll(previous) {
      for (const identity of store.all())
        store.save({ ...identity, ...(await renew(identity, identity.certificateStatus, previous)) });
    },
  };
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
