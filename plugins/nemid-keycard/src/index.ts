/** The method `nemid`: persons and employees log in with user-id, password and the key card, in NemID's own client. */
import { EID_METHOD, type Register } from "@eid-gateway/core";
import { cprNumber, defineNemidLogin, keycardClient, nemidConfig } from "@eid-gateway/nemid";

export const nemid = defineNemidLogin({
  id: "nemid",
  displayName: { da: "NemID", en: "NemID" },
  help: { da: "Privat", en: "Private" },
  client: keycardClient,
  accepts: ["POCES", "MOCES"],
  configSchema: nemidConfig,
  followUps: [cprNumber],
});

export const register: Register = (registry) => {
  registry.register(EID_METHOD, { useValue: nemid });
};
