import type { Findings, Problem } from "../findings.js";
import type { Path } from "../issue.js";
import type { LoadedCustomer } from "../load-customers.js";
import type { CustomerFile } from "../schema/customer-file.js";
import { findSimilar } from "../schema/similar.js";
import type { Rule } from "./check-rules.js";

/** Whatever a customer file names elsewhere must be there: profiles, languages, methods. */
export const requireKnownNames: Rule = ({ customers }, findings) => {
  for (const customer of customers) {
    if (customer.data) checkCustomer(customer, customer.data, findings);
  }
};

function checkCustomer(customer: LoadedCustomer, data: CustomerFile, findings: Findings): void {
  const { file, profiles, brokenProfiles } = customer;
  const profileNames = [...profiles.keys(), ...brokenProfiles];
  const methodNames = Object.keys(data.methods);
  const require = (path: Path, name: string | undefined, known: readonly string[], kind: string, at = file) => {
    if (name !== undefined && !known.includes(name)) findings.issue(at, path, unknown(kind, name, known));
  };
  require(["defaultProfile"], data.defaultProfile, profileNames, "profile");
  require(["defaultLanguage"], data.defaultLanguage, data.languages, "language");
  for (const [name, { profile }] of Object.entries(data.methods)) {
    require(["methods", name, "profile"], profile, profileNames, "profile");
  }
  for (const [name, methods] of Object.entries(data.portals)) {
    methods.forEach((method, index) => {
      require(["portals", name, index], method, methodNames, "method");
    });
  }
  data.oidc.clients.forEach(({ methods = [], defaultPortal }, client) => {
    require(["oidc", "clients", client, "defaultPortal"], defaultPortal, Object.keys(data.portals), "portal");
    methods.forEach((name, index) => {
      require(["oidc", "clients", client, "methods", index], name, methodNames, "method");
    });
  });
  for (const { name, language, languages = [] } of profiles.values()) {
    const profileFile = file.replace(/customer\.yaml$/, `profiles/${name}/profile.yaml`);
    if (language && !data.languages.includes(language)) {
      findings.issue(profileFile, ["language"], unknown("language", language, data.languages));
    }
    languages.forEach((one, index) => {
      require(["languages", index], one, data.languages, "language", profileFile);
    });
  }
}

function unknown(kind: string, name: string, known: readonly string[]): Problem {
  const similar = findSimilar(name, known);
  const remedy = similar
    ? `did you mean ${similar}?`
    : `name one that is there: ${known.join(", ") || "there is none yet"}`;
  return { message: `names a ${kind} this customer does not have`, remedy };
}
