import { basename, dirname } from "node:path";
import { slug } from "../schema/fields.js";
import type { Rule } from "./check-rules.js";

/** A customer is found by its folder, a profile by its: names must be fit for addresses, and `service` must agree. */
export const requireServiceFolder: Rule = ({ customers }, findings) => {
  for (const { file, folder, data, profiles, brokenProfiles } of customers) {
    if (data && data.service !== folder) {
      const remedy = `rename the folder ${basename(dirname(file))} or write service: ${folder}`;
      findings.issue(file, ["service"], { message: "is not the name of the folder", remedy });
    }
    for (const name of [...profiles.keys(), ...brokenProfiles]) {
      if (slug.safeParse(name).success) continue;
      const message = `has a profile folder whose name cannot stand in an address: ${JSON.stringify(name)}`;
      findings.issue(file, [], { message, remedy: "use lower-case letters, digits, - and _" });
    }
  }
};
