/** The operator's rules for user-ids and passwords (nemid.nu help pages). */

const ALLOWED = /^[A-Za-z0-9{}!#"$'%^&,*()_+\-=:;?.@ ]*$/;

export interface NumbersOfUser {
  readonly nemidNumber: string;
  readonly cpr?: string | undefined;
}

/** Says what is wrong with a password, or undefined. Six to forty characters, or the four-digit alternative of key card users. */
export function findPasswordFault(password: string, user: NumbersOfUser): string | undefined {
  if (/^\d{4}$/.test(password)) return findPinFault(password, user);
  if (password.length < 6 || password.length > 40) return "must have 6 to 40 characters, or be four digits";
  if (!ALLOWED.test(password))
    return "may hold the letters a-z, digits and { } ! # \" $ ' % ^ & , * ( ) _ + - = : ; ? . @ only";
  if (!/[a-z]/i.test(password) || !/\d/.test(password)) return "must have at least one letter and one digit";
  if (/(.)\1{3}/i.test(password)) return "may not have the same character four times in a row";
  if (password !== password.trim()) return "may not begin or end with a blank";
  const own = [user.nemidNumber, user.cpr].filter((number) => number !== undefined);
  return own.some((number) => password.includes(number)) ? "may not contain the CPR or NemID number" : undefined;
}

function findPinFault(pin: string, user: NumbersOfUser): string | undefined {
  if (/^(\d)\1{3}$/.test(pin)) return "may not be four equal digits";
  if ("01234567890".includes(pin) || "09876543210".includes(pin)) return "may not be a run of digits";
  return user.cpr?.includes(pin) ? "may not be part of the CPR number" : undefined;
}

/** Says what is wrong with a self-chosen user-id, or undefined. Ten digits would be read as a CPR number, nine as a NemID number. */
export function findAliasFault(alias: string): string | undefined {
  if (alias.length < 5 || alias.length > 48) return "must have 5 to 48 characters";
  if (!/^[\p{L}\p{N}._@+-]+$/u.test(alias)) return "may hold letters, digits and . _ @ + - only";
  return /^(\d{9,10}|\d{6}-\d{4})$/.test(alias) ? "may not look like a CPR or NemID number" : undefined;
}

/** Letter case is ignored in passwords. */
export function isSamePassword(typed: string, password: string): boolean {
  return typed.toLowerCase() === password.toLowerCase();
}

/** Wrong passwords in a row before the quarantine: five, or three for the four-digit alternative. */
export function allowedPasswordTries(password: string): number {
  return /^\d{4}$/.test(password) ? 3 : 5;
}
