/** An employee as this service knows it: with a number only when the employer has registered one. */
export interface Employee {
  readonly cvr?: string | undefined;
  readonly rid?: string | undefined;
  readonly cpr?: string | undefined;
  readonly cprRegistered?: boolean | undefined;
}

export interface EmployeeRegister {
  list(): readonly Employee[];
}

/** A service provider as the service knows it. */
export interface RidSubscriber {
  /** The whole number the operator calls it by; callers send it as ServiceProviderIdentifier. */
  readonly spid: string;
  readonly ridCpr: "off" | "match" | "lookup";
}
