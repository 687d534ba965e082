/** One question. A CPR number makes it a match, none a lookup. */
export interface PidRequest {
  /** The caller's own, echoed. */
  readonly id: string | undefined;
  readonly serviceId: string | undefined;
  /** Without the prefix `PID:`. */
  readonly pid: string | undefined;
  readonly cpr: string | undefined;
  /** The user's certificate, base64 DER, to be compared with the PID. */
  readonly certificate: string | undefined;
}
