/** The method `nemid-moces`: employees log in with user-id, password and the key card, in NemID's own client. */
import { EID_METHOD, type Register } from "@eid-gateway/core";
import { cprNumber, defineNemidLogin, keycardClient, nemidConfig } from "@eid-gateway/nemid";

export const nemidMoces = defineNemidLogin({
  id: "nemid-moces",
  displayName: { da: "NemID medarbejdersignatur", en: "NemID employee signature" },
  help: { da: "Medarbejder", en: "Employee" },
  client: keycardClient,
  accepts: ["MOCES"],
  configSchema: nemidConfig,
  followUps: [cprNumber],
});

export const register: Register = (registry) => {
  registry.register(EID_METHOD, { useValue: nemidMoces });
};
