/** The methods `nemid-sign` and `nemid-codefile-sign`: people sign a document with NemID itself, which shows it to them. */
import { EID_METHOD, type Register } from "@eid-gateway/core";
import { codeFileClient, cprNumber, defineNemidSigning, keycardClient, nemidSigningConfig } from "@eid-gateway/nemid";

export const nemidSign = defineNemidSigning({
  id: "nemid-sign",
  displayName: { da: "NemID", en: "NemID" },
  help: { da: "Underskriv med nøglekort eller nøgleapp", en: "Sign with key card or code app" },
  client: keycardClient,
  accepts: ({ accepts }) => accepts,
  configSchema: nemidSigningConfig,
  followUps: [cprNumber],
});

export const nemidCodefileSign = defineNemidSigning({
  id: "nemid-codefile-sign",
  displayName: { da: "NemID nøglefil", en: "NemID key file" },
  help: { da: "Underskriv med en nøglefil på din computer", en: "Sign with a key file on your computer" },
  client: codeFileClient,
  accepts: ({ accepts }) => accepts,
  configSchema: nemidSigningConfig,
  followUps: [cprNumber],
});

export const register: Register = (registry) => {
  registry.register(EID_METHOD, { useValue: nemidSign });
  registry.register(EID_METHOD, { useValue: nemidCodefileSign });
};
