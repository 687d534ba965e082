import {
  chooseOrganization,
  cprNumber,
  defineNemidLogin,
  keycardClient,
  nemidConfig,
  organizationConfig,
} from "@eid-gateway/nemid";
import { expect, it } from "vitest";
import { z } from "zod";

/** What the types refuse: a line that compiles although it is marked fails the type check of the tests. */
const recipe = { id: "nemid-x", displayName: { en: "X" }, client: keycardClient, accepts: ["POCES"] } as const;

it("a recipe whose config has what its follow-ups read compiles", () => {
  const configSchema = nemidConfig.extend(organizationConfig);
  expect(defineNemidLogin({ ...recipe, configSchema, followUps: [cprNumber, chooseOrganization] }).id).toBe("nemid-x");
});

it("a recipe whose config lacks what a follow-up reads does not", () => {
  const lacking = { ...recipe, configSchema: nemidConfig, followUps: [cprNumber, chooseOrganization] };
  // @ts-expect-error the config does not say whether acting privately is allowed
  expect(defineNemidLogin(lacking).id).toBe("nemid-x");
});

it("a recipe without a credential, with another kind of certificate or without a client does not", () => {
  const keyless = { ...recipe, configSchema: z.strictObject({}), followUps: [] };
  // @ts-expect-error the config has no `credential`
  expect(defineNemidLogin(keyless).id).toBe("nemid-x");

  const company = { ...recipe, accepts: ["VOCES"] as const, configSchema: nemidConfig, followUps: [] };
  // @ts-expect-error a company logs nobody in
  expect(defineNemidLogin(company).id).toBe("nemid-x");

  const { client: _, ...clientless } = { ...recipe, configSchema: nemidConfig, followUps: [] };
  // @ts-expect-error no client
  expect(defineNemidLogin(clientless).id).toBe("nemid-x");
});
