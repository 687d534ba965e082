/** Who an OCES certificate speaks of. Types, not interfaces: a subject can be kept as a core `Storable`. */
export type OcesKind = "POCES" | "MOCES" | "VOCES" | "FOCES";
export type Environment = "production" | "test";

type Named = {
  /** The whole serialNumber attribute: "PID:9208-2002-2-...", "CVR:12345678-RID:...". Stable over renewals. */
  readonly identifier: string;
  readonly name: string; // the common name
  readonly environment: Environment; // by the policy
  readonly email?: string;
};
type OfOrganization = Named & {
  readonly cvr: string; // eight digits
  readonly organizationName: string; // without " // CVR:..."
};

export type PersonSubject = Named & {
  readonly kind: "POCES";
  readonly pid: string; // "9208-2002-2-123456789012"
  readonly isPseudonym: boolean;
  readonly isYouth: boolean; // 15 to 17 years old when issued
};
export type EmployeeSubject = OfOrganization & {
  readonly kind: "MOCES";
  readonly rid: string;
  readonly isPseudonym: boolean;
};
export type CompanySubject = OfOrganization & { readonly kind: "VOCES"; readonly uid: string };
export type FunctionSubject = OfOrganization & { readonly kind: "FOCES"; readonly fid: string };
export type OcesSubject = PersonSubject | EmployeeSubject | CompanySubject | FunctionSubject;
