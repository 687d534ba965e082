/** Who may act for which companies. The real register's format is not public: this is the project's own idea of it. */
import type { NationalId } from "@eid-gateway/core";

export interface CompanyRegister {
  /** Every company in which the person has a role, dissolved ones too. @throws EidError: nemid:registerunavailable, registersetup */
  companiesOf(person: NationalId): Promise<readonly Company[]>;
}
export type Company = {
  readonly cvr: string; // eight digits
  readonly name: string;
  readonly form: string; // "ApS"
  readonly status: "active" | "dissolved";
  readonly roles: readonly CompanyRole[];
};
export type CompanyRole = {
  readonly role: "owner" | "fully-liable-participant" | "director" | "board-member";
  readonly signs: "alone" | "jointly";
};
