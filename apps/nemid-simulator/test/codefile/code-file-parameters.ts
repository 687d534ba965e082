import { type Changes, NOW, ORIGIN, type Sent, type Signer, signParameters, without } from "../build-parameters.js";

export const base64 = (text: string) => Buffer.from(text).toString("base64");

/** A service provider's parameters for the code file client. */
export function buildCodeFileParameters(signer: Signer, { before = {}, after = {} }: Changes = {}): Sent {
  const honest = {
    CLIENTFLOW: "login",
    LANGUAGE: "en",
    ORIGIN: base64(ORIGIN),
    REQUESTISSUER: base64("Blåbær & Søn"),
    SIGN_PROPERTIES: "challenge=4711",
    SP_CERT: signer.certificate,
    TIMESTAMP: base64(String(NOW.getTime())),
  };
  return signParameters(signer, without({ ...honest, ...before }), after);
}

/** ADDITIONAL_PARAMS with these, the values base64 as well. */
export function additional(values: Readonly<Record<string, string>>): string {
  return base64(
    Object.entries(values)
      .map(([name, value]) => `${name}=${base64(value)}`)
      .join(";"),
  );
}
