import type { Subject } from "../model/order.js";
import { eachTask, type Place, type Rule, type RuleContext, refuse } from "./rule.js";

const CPR = /^\d{10}$/;

/** A number that nobody may compare would promise a check that is never made. The number itself stands in no message. */
export const checkNationalIds: Rule = (order, context) => {
  for (const [index, subject] of order.subjects.entries()) checkSubject(subject, context, ["subjects", index]);
  eachTask(order, ({ subject }, place) => subject && checkSubject(subject, context, [...place, "subject"]));
};

function checkSubject({ nationalId }: Subject, { terms }: RuleContext, subject: Place): void {
  if (!nationalId) return;
  const place = [...subject, "nationalId"];
  if (nationalId.reveal().trim() === "")
    refuse(
      "invalid-value",
      "the number is empty, and nobody could be compared with it: give it, or leave it out",
      place,
    );
  if (!terms.comparesNationalIds)
    refuse(
      "national-id-without-agreement",
      "the service has no agreement to compare national numbers: leave it out",
      place,
    );
  if (nationalId.country === "DK" && !CPR.test(nationalId.reveal()))
    refuse("invalid-value", "a CPR number is ten digits without a hyphen", place);
}
