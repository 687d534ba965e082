/** The method `nemid-erhverv`: owners of a company log in with their private NemID and the key card, and choose whom to act for. */
import { EID_METHOD, type Register } from "@eid-gateway/core";
import {
  chooseOrganization,
  cprNumber,
  defineNemidLogin,
  keycardClient,
  nemidConfig,
  organizationConfig,
} from "@eid-gateway/nemid";

export const nemidErhverv = defineNemidLogin({
  id: "nemid-erhverv",
  displayName: { da: "NemID til erhverv", en: "NemID for business" },
  help: {
    da: "Brug dit private NemID til at handle for din virksomhed",
    en: "Use your private NemID to act for your company",
  },
  client: keycardClient,
  accepts: ["POCES"],
  configSchema: nemidConfig.extend(organizationConfig),
  followUps: [cprNumber, chooseOrganization],
});

export const register: Register = (registry) => {
  registry.register(EID_METHOD, { useValue: nemidErhverv });
};
