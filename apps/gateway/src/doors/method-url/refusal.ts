/** Why a method URL begins no log-in. The browser stays here, whatever address the request gave. */

/** `malformed`: nobody could serve it. `untrusted`: a service, method or target that is not ours to serve. */
export type MethodUrlRefusal = "malformed" | "untrusted";

export class MethodUrlRefused extends Error {
  override readonly name = "MethodUrlRefused";
  readonly kind: MethodUrlRefusal;

  /** @param message for the log: nothing of the request stands in it */
  constructor(kind: MethodUrlRefusal, message: string) {
    super(message);
    this.kind = kind;
  }
}
