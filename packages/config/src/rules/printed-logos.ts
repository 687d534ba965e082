import { dirname, join } from "node:path";
import type { Rule } from "./check-rules.js";

/** What is signed can be packed into a PDF, which shows pictures of points alone: of a drawing there would be nothing. */
export const expectPrintedLogos: Rule = ({ gateway, customers }, findings) => {
  if (!gateway?.signing.seal) return;
  for (const { file, data, profiles } of customers) {
    if (!data?.signing) continue;
    for (const { name, logo } of profiles.values()) {
      if (!logo || logo.print) continue;
      findings.warning(join(dirname(file), "profiles", name, "profile.yaml"), ["logo", "light"], {
        message: "is not shown on the front page of signed packages, as it is no PNG or JPEG",
        remedy: "give logo.print: the same as a PNG, for white paper",
      });
    }
  }
};
