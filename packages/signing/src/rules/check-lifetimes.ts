import { eachTask, type Place, type Rule, refuse } from "./rule.js";

const MOST_DAYS_UNTIL_DELETION = 30;

export const checkLifetimes: Rule = (order, { terms: { limits } }) => {
  checkDays(order.daysUntilDeletion, MOST_DAYS_UNTIL_DELETION, ["daysUntilDeletion"]);
  eachTask(order, ({ daysToLive }, place) => checkDays(daysToLive, limits.daysToLive.most, [...place, "daysToLive"]));
};

function checkDays(days: number | undefined, most: number, place: Place): void {
  if (days === undefined || (Number.isInteger(days) && days >= 1 && days <= most)) return;
  refuse("invalid-value", `it is a whole number of days from 1 to ${most}`, place);
}
