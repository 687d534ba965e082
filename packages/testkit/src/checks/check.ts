import type { AnyEidMethod } from "@eid-gateway/core";
import type { MethodUnderTest } from "../method-under-test.js";

/** One rule of the contract. `run` throws a Complaint when the method breaks it. */
export interface Check {
  readonly name: string;
  /** Which methods the rule is for; all, unless said. */
  readonly isFor?: (method: AnyEidMethod) => boolean;
  readonly run: (subject: MethodUnderTest) => Promise<void>;
}
