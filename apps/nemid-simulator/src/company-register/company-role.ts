/** The words of the company register, as the test tool takes them and as the register tells them. */

/** The first three say it all in one word; the others are the register's own. */
export const COMPANY_ROLES = [
  "signs-alone",
  "signs-jointly",
  "fully-liable",
  "owner",
  "fully-liable-participant",
  "director",
  "board-member",
] as const;

export const SIGNING = ["alone", "jointly"] as const;

export const COMPANY_FORMS = [
  "Enkeltmandsvirksomhed",
  "Personligt ejet mindre virksomhed",
  "I/S",
  "K/S",
  "P/S",
  "ApS",
  "IVS",
  "A/S",
  "Forening",
] as const;

type Signing = (typeof SIGNING)[number];
type CompanyForm = (typeof COMPANY_FORMS)[number];

/** What a person is in a company, and what the company is. What is left out is settled when the person is registered. */
export interface CompanyRole {
  readonly cvr: string;
  readonly companyName: string;
  readonly role: (typeof COMPANY_ROLES)[number];
  readonly form?: CompanyForm | undefined;
  readonly signs?: Signing | undefined;
  readonly dissolved?: boolean | undefined;
}

/** A company is one thing, whoever is asked about. */
export interface Company {
  readonly cvr: string;
  readonly name: string;
  readonly form: CompanyForm;
  readonly dissolved: boolean;
}

/** A role as the register tells it. */
export interface RegisteredRole {
  readonly role: "owner" | "fully-liable-participant" | "director" | "board-member";
  readonly signs: Signing;
}

/** The register's word for each role, and how it signs unless said otherwise. Nobody signs alone by default but who answers for all. */
const REGISTERED: Readonly<Record<CompanyRole["role"], RegisteredRole>> = {
  "signs-alone": { role: "director", signs: "alone" },
  "signs-jointly": { role: "director", signs: "jointly" },
  "fully-liable": { role: "fully-liable-participant", signs: "alone" },
  owner: { role: "owner", signs: "alone" },
  "fully-liable-participant": { role: "fully-liable-participant", signs: "alone" },
  director: { role: "director", signs: "jointly" },
  "board-member": { role: "board-member", signs: "jointly" },
};

export function registeredRole({ role, signs }: Pick<CompanyRole, "role" | "signs">): RegisteredRole {
  return { ...REGISTERED[role], ...(signs && { signs }) };
}

export function companyOf({ cvr, companyName, form, dissolved = false }: CompanyRole): Company {
  return { cvr, name: companyName, form: form ?? formInName(companyName), dissolved };
}

/** Danish companies of limited liability must have their form in the name; one without is its owner's own. */
function formInName(name: string): CompanyForm {
  const [last] = name.split(" ").slice(-1);
  return COMPANY_FORMS.find((form) => form === last) ?? "Enkeltmandsvirksomhed";
}
