import type { MethodUnderTest } from "../method-under-test.js";

/** One rule of the contract. `run` throws a Complaint when the method breaks it. */
export interface Check {
  readonly name: string;
  readonly run: (subject: MethodUnderTest) => Promise<void>;
}
