/** Calls a method where it may fail, and tells a failure within the contract from one outside it. */
import { EidError } from "@eid-gateway/core";
import { Complaint, complain } from "../complaint.js";
import type { Trial } from "./trial.js";
import type { DoneStep, Waiting } from "./walk.js";

export type Attempt = { readonly result: Waiting | DoneStep } | { readonly failure: EidError };

/** Everything but an EidError is a complaint: the gateway could only answer it with "server error". */
export async function attempt(trial: Trial, what: string, call: () => Promise<Waiting | DoneStep>): Promise<Attempt> {
  try {
    return { result: await call() };
  } catch (error) {
    if (error instanceof EidError) return { failure: error };
    if (error instanceof Complaint) throw error;
    return complain(trial.method, `${what}: threw no EidError but ${String(error)}`, error);
  }
}
