/** What configures the choice of whom to act for. */
import type { Issue } from "@eid-gateway/core";
import { z } from "zod";
import type { CompanyRegister } from "../company-register/company-register.js";
import { httpCompanyRegister } from "../company-register/http-company-register.js";
import { fail } from "../errors/errors.js";
import type { Context, NemidGiven } from "../follow-up.js";
import { attempt } from "../set-up.js";

/** Members for the config of a recipe: `nemidConfig.extend(organizationConfig)`. */
export const organizationConfig = {
  allowPrivate: z.boolean().default(true).describe("whether the person may go on without a company"),
  requireOrganization: z
    .boolean()
    .default(false)
    .describe("whether a person without a company is refused; nobody may then go on without one"),
  registerCredential: z
    .string()
    .min(1)
    .optional()
    .describe("name of the certificate that the company register knows; that of `credential` unless said"),
};
export interface OrganizationConfig {
  readonly credential: string;
  readonly allowPrivate: boolean;
  readonly requireOrganization: boolean;
  readonly registerCredential?: string | undefined;
}

export function mayBePrivate({ config }: Context<OrganizationConfig>): boolean {
  return config.allowPrivate && !config.requireOrganization;
}

export function registerFor({ config, services, settings }: Context<OrganizationConfig>): CompanyRegister {
  if (settings.companyRegister === undefined) throw fail("nemid:setup", "opened without settings.companyRegister");
  const credential = services.credential(config.registerCredential ?? config.credential);
  return httpCompanyRegister({ url: settings.companyRegister.url, credential });
}

/** What the choice lacks, found when a method is opened. */
export function findOrganizationMistakes(given: NemidGiven<OrganizationConfig>): readonly Issue[] {
  const { agreement, config, services, settings } = given;
  const { registerCredential: name } = config;
  const credential =
    name === undefined ? undefined : attempt(["config", "registerCredential"], () => services.credential(name));
  const issues: Issue[] = [...(credential?.issues ?? [])];
  if (settings.companyRegister === undefined) {
    const message = "a customer's method lets people act for a company, so the company register's address is needed";
    issues.push({ path: ["settings", "companyRegister"], message });
  }
  if (agreement.cpr === "off") {
    const message = "the company register is asked by CPR number, so `match` or `lookup` is needed";
    issues.push({ path: ["agreement", "cpr"], message });
  }
  return issues;
}
