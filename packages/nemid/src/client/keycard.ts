/** The key card client: an iframe of the operator's in which the person types user-id, password and a code from the card. */
import type { Client } from "@eid-gateway/core";
import { assets } from "../assets.js";
import { failOfClient } from "../errors/errors.js";
import type { NemidSettings } from "../settings.js";
import { text } from "../texts.js";
import type { Ceremony, NemidClient } from "./client.js";
import { type ClientParameters, sealParameters } from "./parameters.js";
import { decodeField, failOfCode, isShort } from "./read-answer.js";
import { writeTimeStamp } from "./time-stamp.js";

/** The vendor's recommended minimum for the limited client, and the standard client's size. */
const frameSizes = { lmt: [320, 460], std: [500, 450] } as const;

export const keycardClient: NemidClient = {
  screen: "nemid/keycard",
  dialect: "keycard",
  ask: async (ceremony): Promise<Client> => {
    const { client } = ceremony.settings;
    const parameters = await sealParameters(parametersOf(ceremony), ceremony.credential);
    return {
      kind: "client",
      script: assets.keycard,
      data: { id: "nemid_parameters", type: "text/x-nemid", text: JSON.stringify(parameters) },
      form: { id: "postBackForm", fields: ["response"] },
      frame: {
        id: "nemid_iframe",
        url: clientAddress(client, ceremony.now),
        title: text("client.frame"),
        size: frameSizes[client.mode],
      },
    };
  },
  read: ({ response }) => {
    const bytes = decodeField(response);
    if (bytes.length === 0) throw failOfClient("CAN002"); // as in the vendor's sample
    if (isShort(bytes)) throw failOfCode(bytes);
    return bytes;
  },
};

function parametersOf({ request, challenge, settings, credential, now }: Ceremony): ClientParameters {
  return {
    CLIENTFLOW: "OCESLOGIN2",
    SP_CERT: Buffer.from(credential.certificate).toString("base64"),
    TIMESTAMP: writeTimeStamp(now),
    LANGUAGE: request.language === "da" ? "DA" : "EN",
    ORIGIN: request.addresses.origin,
    SIGN_PROPERTIES: `challenge=${challenge}`,
    REMEMBER_USERID: rememberedUserId(request.browser.kept),
    // A box that the person has to tick; the standard client does not know this parameter.
    ...(settings.client.mode === "lmt" && { REMEMBER_USERID_INITIAL_STATUS: "FALSE" }),
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
