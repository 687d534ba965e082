/** The method `nemid-codefile`: people log in with a key file and its password, in NemID's code file client. */
import { EID_METHOD, type Register } from "@eid-gateway/core";
import { acceptedKinds, codeFileClient, cprNumber, defineNemidLogin, nemidConfig } from "@eid-gateway/nemid";

export const nemidCodefile = defineNemidLogin({
  id: "nemid-codefile",
  displayName: { da: "NemID nøglefil", en: "NemID key file" },
  help: { da: "En nøglefil på din computer", en: "A key file on your computer" },
  client: codeFileClient,
  accepts: ({ accepts }) => accepts,
  configSchema: nemidConfig.extend({ accepts: acceptedKinds }),
  followUps: [cprNumber],
});

export const register: Register = (registry) => {
  registry.register(EID_METHOD, { useValue: nemidCodefile });
};
