/** Which companies a person is offered, in which order, and which of them a search finds. */
import type { Company, CompanyRole } from "../company-register/company-register.js";

/** A `type`, since it is kept in the state. */
export type OfferedOrganization = {
  readonly number: string; // CVR
  readonly name: string;
  readonly form: string;
  readonly roles: readonly string[];
};

const danish = new Intl.Collator("da", { numeric: true });

/** The active companies that the person may bind alone, by name as Danes sort: aa is å. */
export function offersOf(companies: readonly Company[]): readonly OfferedOrganization[] {
  return companies
    .filter(({ status, roles }) => status === "active" && roles.some(bindsAlone))
    .map(({ cvr, name, form, roles }) => ({ number: cvr, name, form, roles: roles.map(({ role }) => role) }))
    .sort((a, b) => danish.compare(a.name, b.name) || danish.compare(a.number, b.number));
}

/** Owners and fully liable participants answer for the company with all they have; the others need a right to sign alone. */
function bindsAlone({ role, signs }: CompanyRole): boolean {
  return role === "owner" || role === "fully-liable-participant" || signs === "alone";
}

/** By a part of the name or of the CVR number; blanks in the number do not count, nor does case. */
export function searchOffers(all: readonly OfferedOrganization[], search: string): readonly OfferedOrganization[] {
  const words = fold(search);
  const digits = search.replace(/\s/g, "");
  return all.filter(({ name, number }) => fold(name).includes(words) || (digits !== "" && number.includes(digits)));
}

/** What was typed, as it is searched for and shown again: one line of bounded length. */
export function readSearch(typed: string | undefined): string {
  return (typed ?? "")
    .replace(/[\p{C}\s]+/gu, " ")
    .trim()
    .slice(0, 100);
}

function fold(text: string): string {
  return text.normalize("NFC").toLocaleLowerCase("da");
}
