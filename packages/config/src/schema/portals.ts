import { z } from "zod";
import { custom, slug, TWICE } from "./fields.js";

const portal = z.array(slug).superRefine((methods, context) => {
  if (methods.length === 0) context.addIssue(custom(EMPTY));
  const again = methods.findIndex((name, at) => methods.indexOf(name) !== at);
  if (again >= 0) context.addIssue(custom(TWICE, [again]));
});
const EMPTY = { message: "offers nothing", remedy: "list at least one method, or remove the portal" };

/** Lists of methods to choose from, under names that requests can use. */
export const portals = z.record(slug, portal);
