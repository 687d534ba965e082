/** What is being signed, and what came of it: in memory, for minutes, for the browser that began and for nobody else. */
import { randomBytes } from "node:crypto";
import type { DocumentToSign, PlacedOrder, SignedFile, Verification } from "@eid-gateway/client-kit";
import type { Session } from "../sessions.js";
import type { SignMethod } from "./sign-wish.js";

export interface KeptSigning {
  readonly id: string;
  readonly order: PlacedOrder;
  readonly document: DocumentToSign;
  readonly method: SignMethod;
  /** Once it is signed. */
  outcome?: SigningOutcome;
}
export interface SigningOutcome {
  readonly result: VerifiedFile;
  /** The sealed PDF; absent as long as it is being made. */
  readonly packaged?: VerifiedFile;
}
export interface VerifiedFile extends SignedFile {
  readonly verification: Verification;
}

export interface Shelf {
  keep(session: Session, signing: Omit<KeptSigning, "id">): KeptSigning;
  find(session: Session | undefined, id: string): KeptSigning | undefined;
  findByOrder(session: Session | undefined, orderId: string): KeptSigning | undefined;
}

const KEPT_MS = 15 * 60_000;
/** Each with its results: some ten times the document. */
const MOST = 20;

export function createShelf(now: () => number): Shelf {
  const kept = new Map<string, { readonly session: Session; readonly signing: KeptSigning; readonly until: number }>();

  function ofSession(session: Session | undefined): readonly KeptSigning[] {
    for (const [id, { until }] of kept) if (until <= now()) kept.delete(id);
    return [...kept.values()].filter((one) => one.session === session).map(({ signing }) => signing);
  }
  return {
    keep(session, signing) {
      const id = randomBytes(16).toString("base64url");
      const whole = { ...signing, id };
      kept.set(id, { session, signing: whole, until: now() + KEPT_MS });
      for (const oldest of kept.keys()) if (kept.size > MOST) kept.delete(oldest);
      setTimeout(() => kept.delete(id), KEPT_MS).unref(); // also when nobody comes back
      return whole;
    },
    find: (session, id) => ofSession(session).find((signing) => signing.id === id),
    findByOrder: (session, orderId) => ofSession(session).find(({ order }) => order.id === orderId),
  };
}
