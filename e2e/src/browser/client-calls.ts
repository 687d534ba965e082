/** How a service provider calls each of NemID's two clients. */
import type { ClientCall } from "./service-provider.js";

const base64 = (text: string) => Buffer.from(text, "utf8").toString("base64");

export const CODE_FILE: ClientCall = {
  path: "/codefile?t=1",
  parametersFor: (origin, certificate) => ({
    CLIENTFLOW: "login",
    LANGUAGE: "en",
    ORIGIN: base64(origin),
    REQUESTISSUER: base64("Søns Møbler"),
    SIGN_PROPERTIES: "challenge=4711",
    SP_CERT: certificate,
    TIMESTAMP: base64(String(Date.now())),
  }),
};

/** In standard mode, the only one where a temporary password can be used. */
export const KEY_CARD: ClientCall = {
  path: "/launcher/std/1",
  parametersFor: (origin, certificate) => ({
    CLIENTFLOW: "OCESLOGIN2",
    LANGUAGE: "EN",
    ORIGIN: origin,
    SIGN_PROPERTIES: "challenge=4711",
    SP_CERT: certificate,
    TIMESTAMP: String(Date.now()),
  }),
};
