/**
 * A sitting: one person's way through one task, or through the tasks of a user session one after the other.
 *
 *   /std/docaction/<service>?request_id=..&task_id=..   openSitting, 303 /sitting/<id>
 *     GET   showSitting     takes up what a flow has ended with; then the gate, the list, a document, or the way back
 *     POST  actOnSitting    spends the step token: log in, sign, supply, send in, later, refuse
 *     flow  /flow/<id>      the eID: begun by an act, it ends on the sitting again
 *     end   completeTask    seals what was signed and ends the task, in one transaction
 *
 * Everything that matters is in one sealed row, so any node serves the next request. Until the task is completed nothing of it is
 * delivered to anybody: a sitting that is left, or a node that dies, leaves the task as it was.
 */
import type { Assurance, Identity, NationalId } from "@eid-gateway/core";

/** The sealed row. */
export type Sitting = {
  readonly id: string;
  /** For people: on pages and in logs. Finds no sitting. */
  readonly reference: string;
  readonly service: string;
  readonly profile: string;
  readonly language: string;
  readonly look?: string; // which version of the profile it began with
  readonly isFramed?: boolean;
  readonly browser: { readonly secret: string; readonly ip: string; readonly userAgent: string };
  readonly step: string;
  readonly endMs: number;
  readonly tasks: readonly TaskName[]; // several only in a user session
  readonly at: number; // which of them
  readonly session?: SessionEnds; // a user session's own ways back
  readonly work: Work;
};
export type TaskName = { readonly order: string; readonly task: string };
export type SessionEnds = { readonly complete?: string; readonly cancel?: string; readonly postpone?: string };

/** What was done of the current task; begun anew with the next. */
export type Work = {
  readonly passed?: string; // the log-in that opened the gate: a method's name, or "artifact"
  readonly atGate?: KnownPerson; // who that was; of an artifact nobody knows
  readonly away: readonly Away[]; // several where the person has begun again in another tab
  readonly signed: readonly Signed[];
  readonly problem?: Problem;
  readonly over?: Ending;
};

/** What tells one person from another: the family's own identifier, and the national number where the order has one to compare with. */
export type KnownPerson = {
  readonly family: string;
  readonly identityKind: Identity["kind"];
  readonly subject: string;
  readonly nationalId?: NationalId;
};

/** A flow that runs, and what it is for. */
export type Away =
  | { readonly flow: string; readonly for: "gate" }
  | {
      readonly flow: string;
      readonly for: "signature";
      readonly documents: readonly string[];
      readonly consent: Consent;
      readonly isDropped?: true; // the person has thrown away since what they had signed
    };

/** What the person was asked to agree to, word for word, and what stands for it and the documents under their key. */
export type Consent = { readonly statement: string; readonly language: string; readonly binding: string };

/** One act of signing: one document, or with a log-in all of a bundle. */
export type Signed = {
  readonly documents: readonly string[];
  readonly consent: Consent;
  readonly transaction: string; // finds the evidence
  readonly method: string;
  readonly family: string;
  readonly identityKind: Identity["kind"];
  readonly intent: "authenticate" | "sign";
  readonly at: string; // ISO 8601
  readonly signer: Signer;
};
type Signer = {
  readonly subject: string;
  readonly name: string;
  readonly country: string;
  readonly nationalId?: NationalId;
  readonly assurance?: Assurance;
};

/** What the next page says at its top. */
export type Problem =
  | "cancelled"
  | "failed"
  | "unread"
  | "no-consent"
  | "other-person"
  | "not-who-began"
  | "dropped"
  | "not-sealed"
  | "bad-upload";

/** How the task, or the session, ended for this browser. */
export type Ending = "completed" | "cancelled" | "postponed";

export const UNTOUCHED: Work = { away: [], signed: [] };

/** Who has shown who they are: at the gate, or else by the first signature that stands. */
export function whoBegan({ atGate, signed: [first] }: Pick<Work, "atGate" | "signed">): KnownPerson | undefined {
  return atGate ?? (first && { ...first.signer, family: first.family, identityKind: first.identityKind });
}

export function currentTask({ tasks, at }: Pick<Sitting, "tasks" | "at">): TaskName {
  const task = tasks[at];
  if (!task) throw new Error("a sitting stands at a task that it does not have");
  return task;
}

export function withProblem(sitting: Sitting, problem: Problem): Sitting {
  return { ...sitting, work: { ...sitting.work, problem } };
}

/** Before another act: what the last page said is said. */
export function withoutProblem(sitting: Sitting): Sitting {
  const { problem: _, ...work } = sitting.work;
  return { ...sitting, work };
}
