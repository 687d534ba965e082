import type { OcesKind } from "../certificate/oces-subject.js";

/** What the caller demands of a message besides being genuine. What is left out is not checked, and the findings say so. */
export interface Expectations {
  readonly action?: "logon" | "sign";
  readonly challenge?: string;
  /** The friendly name, or names, under which the service provider is registered. */
  readonly requestIssuer?: string | readonly string[];
  readonly kinds?: readonly OcesKind[]; // default: persons and employees
  /** The window for the key card client's TimeStamp; code file messages have none and pass. */
  readonly timeStamp?: { readonly notBefore: Date; readonly notAfter: Date };
}
