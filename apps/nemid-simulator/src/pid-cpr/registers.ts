/** Who is behind a PID. A person without a CPR number is as good as unknown here. */
export interface IdentityRegister {
  findByPid(pid: string): { readonly cpr?: string | undefined } | undefined;
  list(): readonly { readonly pid?: string | undefined; readonly cpr?: string | undefined }[];
}

/** A service provider as the CPR service knows it. */
export interface Subscriber {
  /** The whole number the operator calls it by; callers send it as serviceId. */
  readonly spid: string;
  readonly pidCpr: "off" | "match" | "lookup";
}
