export type OcesKind = "POCES" | "MOCES" | "VOCES" | "FOCES";
export type Environment = "production" | "test";

interface Named {
  /** The whole serialNumber attribute: "PID:9208-2002-2-...", "CVR:12345678-RID:...". Stable over renewals. */
  readonly identifier: string;
  readonly name: string; // the common name
  readonly environment: Environment;
  readonly email?: string;
}
export interface PersonSubject extends Named {
  readonly kind: "POCES";
  readonly pid: string; // "9208-2002-2-123456789012"
  readonly isPseudonym: boolean;
  readonly isYouth: boolean; // 15 to 17 years old when issued
}
interface OfOrganization extends Named {
  readonly cvr: string; // eight digits
  readonly organizationName: string; // without " // CVR:..."
}
export interface EmployeeSubject extends OfOrganization {
  readonly kind: "MOCES";
  readonly rid: string;
  readonly isPseudonym: boolean;
}
export interface CompanySubject extends OfOrganization {
  readonly kind: "VOCES";
  readonly uid: string;
}
export interface FunctionSubject extends OfOrganization {
  readonly kind: "FOCES";
  readonly fid: string;
}
export type OcesSubject = PersonSubject | EmployeeSubject | CompanySubject | FunctionSubject;
