/**
 * The key card client: an iframe of the operator's in which the person types user-id, password and a code from the card. For signing
 * it shows the document first, and draws its pages as large as the frame is.
 */
import type { Client } from "@eid-gateway/core";
import { assets } from "../assets.js";
import { failOfClient } from "../errors/errors.js";
import type { NemidSettings } from "../settings.js";
import { text } from "../texts.js";
import { base64 } from "./base64.js";
import type { Ceremony, NemidClient } from "./client.js";
import { formLimit, longestMessage } from "./message-size.js";
import { type ClientParameters, sealParameters } from "./parameters.js";
import { decodeField, failOfCode, isShort } from "./read-answer.js";
import { signTextParameters } from "./sign-text-parameters.js";
import { writeTimeStamp } from "./time-stamp.js";

/** The vendor's recommended minimum for the limited client, and the standard client's size. */
const frameSizes = { lmt: [320, 460], std: [500, 450] } as const;
/** Wide enough to read in; no mode is too small for it, and both fill the frame when they sign. */
const signingSize = [640, 700] as const;

export const keycardClient: NemidClient = {
  screens: { authenticate: "nemid/keycard", sign: "nemid/keycard-sign" },
  dialect: "keycard",
  ask: async (ceremony): Promise<Client> => {
    const { settings, signText } = ceremony;
    const parameters = await sealParameters(parametersOf(ceremony), ceremony.credential);
    return {
      kind: "client",
      script: assets.keycard,
      data: { id: "nemid_parameters", type: "text/x-nemid", text: JSON.stringify(parameters) },
      form: { id: "postBackForm", fields: ["response"], ...formLimit(signText) },
      frame: {
        id: "nemid_iframe",
        url: clientAddress(settings.client, ceremony.now),
        title: text("client.frame"),
        size: signText ? signingSize : frameSizes[settings.client.mode],
        ...(signText && { allow: "fullscreen" }), // a PDF can be read on the whole screen
      },
    };
  },
  read: ({ response }, signText) => {
    const bytes = decodeField(response, longestMessage(signText));
    if (bytes.length === 0) throw failOfClient("CAN002"); // as in the vendor's sample
    if (isShort(bytes)) throw failOfCode(bytes);
    return bytes;
  },
};

function parametersOf(ceremony: Ceremony): ClientParameters {
  const { request, challenge, settings, credential, now } = ceremony;
  return {
    ...flowOf(ceremony),
    SP_CERT: base64(credential.certificate),
    TIMESTAMP: writeTimeStamp(now),
    LANGUAGE: request.language === "da" ? "DA" : "EN",
    ORIGIN: request.addresses.origin,
    SIGN_PROPERTIES: `challenge=${challenge}`,
    REMEMBER_USERID: rememberedUserId(request.browser.kept),
    // A box that the person has to tick; the standard client does not know this parameter.
    ...(settings.client.mode === "lmt" && { REMEMBER_USERID_INITIAL_STATUS: "FALSE" }),
  };
}

function flowOf({ settings, signText }: Ceremony): ClientParameters {
  if (signText === undefined) return { CLIENTFLOW: "OCESLOGIN2" };
  const { format, isMonospaced, stylesheetName } = signText;
  return {
    CLIENTFLOW: "OCESSIGN2",
    ...signTextParameters(signText, { format, fetching: new URL(settings.client.url) }),
    ...(format === "TEXT" && isMonospaced && { SIGNTEXT_MONOSPACEFONT: "TRUE" }),
    ...(stylesheetName !== undefined && { SIGNTEXT_TRANSFORMATION_ID: stylesheetName }), // the code file client has no such parameter
  };
}

/** The token comes from a cookie, so from anyone. What NemID cannot have written counts as none. */
function rememberedUserId(kept: string | undefined): string {
  return kept !== undefined && /^[A-Za-z0-9+/]{1,4096}={0,2}$/.test(kept) ? kept : "";
}

/** The last segment only defeats caches; everyone used milliseconds. */
function clientAddress({ url, mode }: NemidSettings["client"], now: Date): URL {
  return new URL(`${url.replace(/\/$/, "")}/${mode}/${now.getTime()}`);
}
