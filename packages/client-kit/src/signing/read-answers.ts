/** What the REST face answers, as far as it is needed, read strictly: a gateway of another version must not be misunderstood. */
import { SigningSecurityError } from "./signing-errors.js";

const TASK_STATES = ["CREATED", "COMPLETED", "REJECTED", "EXPIRED", "DELETED", "FAILED"] as const;
export type TaskState = (typeof TASK_STATES)[number];
export interface TaskStatus {
  readonly status: TaskState;
  /** Of each document; `resultUri` once it is signed. */
  readonly documents: readonly { readonly id: string; readonly originalUri?: string; readonly resultUri?: string }[];
}
export interface PackageStatus {
  readonly status: "CREATED" | "COMPLETED" | "FAILED";
  readonly resultUri?: string;
}

type Members = Readonly<Record<string, unknown>>;

export function readUploaded(answer: unknown): string {
  return textOf(membersOf(answer).documentId);
}

export function readPlaced(answer: unknown): { readonly id: string; readonly signingUrl: string } {
  const { id, tasks } = membersOf(answer);
  const [task, ...more] = listOf(tasks);
  expect(more.length === 0);
  return { id: textOf(id), signingUrl: textOf(membersOf(task).signingUrl) };
}

export function readTaskStatus(answer: unknown): TaskStatus {
  const { status, documents } = membersOf(answer);
  return {
    status: oneOf(TASK_STATES, status),
    documents: listOf(documents).map((document) => {
      const { id, originalUri, resultUri } = membersOf(document);
      return {
        id: textOf(id),
        ...(originalUri !== undefined && { originalUri: textOf(originalUri) }),
        ...(resultUri !== undefined && { resultUri: textOf(resultUri) }),
      };
    }),
  };
}

export function readPackageStatus(answer: unknown): PackageStatus {
  const { status, resultUri } = membersOf(answer);
  const known = oneOf(["CREATED", "COMPLETED", "FAILED"] as const, status);
  return { status: known, ...(resultUri !== undefined && { resultUri: textOf(resultUri) }) };
}

function membersOf(value: unknown): Members {
  expect(typeof value === "object" && value !== null && !Array.isArray(value));
  return value as Members;
}

function listOf(value: unknown): readonly unknown[] {
  expect(Array.isArray(value));
  return value as readonly unknown[];
}

function textOf(value: unknown): string {
  expect(typeof value === "string" && value !== "");
  return value as string;
}

function oneOf<T extends string>(known: readonly T[], value: unknown): T {
  const found = known.find((one) => one === value);
  expect(found !== undefined);
  return found as T;
}

function expect(holds: boolean): void {
  if (!holds) throw new SigningSecurityError("not-an-answer");
}
