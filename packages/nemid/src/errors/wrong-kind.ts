/** The refusal of a certificate of the wrong kind, which tells the person which kind is right: it is mostly the wrong button. */
import { defineTexts, type EidError, type ErrorDetails } from "@eid-gateway/core";
import { fail } from "./errors.js";

export const wrongKindText = defineTexts({
  en: {
    "wrongcerttype.person":
      "Only a personal NemID can be used here. The one you used belongs to an employee or a company. Employees choose the log-in for employees.",
    "wrongcerttype.person.sign":
      "You can only sign with a personal NemID here. The one you used belongs to an employee or a company.",
    "wrongcerttype.employee":
      "Only an employee's NemID can be used here. The one you used is personal, or belongs to a company.",
    "wrongcerttype.either":
      "Only the NemID of a person or an employee can be used here. The one you used is a company's.",
  },
  da: {
    "wrongcerttype.person":
      "Her kan du kun bruge et personligt NemID. Det, du brugte, hører til en medarbejder eller en virksomhed. Medarbejdere skal vælge log-in for medarbejdere.",
    "wrongcerttype.person.sign":
      "Her kan du kun underskrive med et personligt NemID. Det, du brugte, hører til en medarbejder eller en virksomhed.",
    "wrongcerttype.employee":
      "Her kan du kun bruge en medarbejdersignatur. Det NemID, du brugte, er personligt eller hører til en virksomhed.",
    "wrongcerttype.either":
      "Her kan du kun bruge et personligt NemID eller en medarbejdersignatur. Det, du brugte, hører til en virksomhed.",
  },
});

interface Accepting {
  readonly kinds: readonly string[]; // those that the method accepts
  readonly isSigning: boolean; // then there is no log-in for employees to send them to
}

export function failOfWrongKind({ kinds, isSigning }: Accepting, message: string, more?: ErrorDetails): EidError {
  const [only, other] = kinds;
  const key = other ? "either" : only !== "POCES" ? "employee" : isSigning ? "person.sign" : "person";
  return fail("nemid:wrongcerttype", message, { ...more, sentence: wrongKindText(`wrongcerttype.${key}`) });
}
