/**
 * The code file client: an iframe of the operator's in which the person picks a key file and types its password. The signature is
 * made on the person's own machine. The names and values of its parameters are case-sensitive.
 */
import type { Client, Issue } from "@eid-gateway/core";
import { assets } from "../assets.js";
import { fail } from "../errors/errors.js";
import type { NemidSettings } from "../settings.js";
import { text } from "../texts.js";
import { base64 } from "./base64.js";
import type { Ceremony, NemidClient } from "./client.js";
import { formLimit, longestMessage } from "./message-size.js";
import { type ClientParameters, sealParameters } from "./parameters.js";
import { decodeField, failOfCode, isShort } from "./read-answer.js";
import { signTextParameters } from "./sign-text-parameters.js";
import { writeTimeStamp } from "./time-stamp.js";

export const codeFileClient: NemidClient = {
  screens: { authenticate: "nemid/codefile", sign: "nemid/codefile-sign" },
  dialect: "codefile",
  findMistakes,
  ask: async (ceremony): Promise<Client> => {
    const parameters = await sealParameters(parametersOf(ceremony), ceremony.credential);
    return {
      kind: "client",
      script: assets.codefile,
      data: { id: "codefile_parameters", type: "text/x-nemid", text: JSON.stringify(parameters) },
      form: { id: "signedForm", fields: ["signature", "result"], ...formLimit(ceremony.signText) },
      frame: {
        id: "codefile_iframe",
        url: clientAddress(ceremony),
        title: text("client.frame"),
        size: [500, 450], // the vendor's, for signing too
        ...(ceremony.signText && { allow: "fullscreen" }),
      },
    };
  },
  read: ({ signature, result }, signText) => {
    const said = decodeField(result, longestMessage(undefined));
    if (Buffer.from(said).toString("latin1").trim().toLowerCase() !== "ok") throw failOfCode(said);
    const message = decodeField(signature, longestMessage(signText));
    if (isShort(message)) throw fail("nemid:invalidresponse", "the client says ok, and gives no message");
    return message;
  },
};

function parametersOf(ceremony: Ceremony): ClientParameters {
  const { request, challenge, credential, requestIssuer, now } = ceremony;
  return {
    ...flowOf(ceremony),
    SP_CERT: base64(credential.certificate),
    TIMESTAMP: base64(writeTimeStamp(now)),
    REQUESTISSUER: base64(requestIssuer),
    ORIGIN: base64(request.addresses.origin),
    LANGUAGE: request.language === "da" ? "da" : "en",
    SIGN_PROPERTIES: `challenge=${challenge}`,
    ADDITIONAL_PARAMS: base64(additionalParameters(ceremony)),
  };
}

/** This client fetches nothing: a PDF of any size stands in its parameters. */
function flowOf({ signText }: Ceremony): ClientParameters {
  if (signText === undefined) return { CLIENTFLOW: "login" };
  return { CLIENTFLOW: "sign", ...signTextParameters(signText, { format: signText.format.toLowerCase() }) };
}

/** Certificates that the client offers. Only a help to the person: who comes with another is refused by what was signed. */
function additionalParameters({ kinds, settings }: Ceremony): string {
  const [kind, other] = kinds;
  const ofSubject = other || kind === undefined ? undefined : subjectFilters[kind];
  const filters = { subjectdnfilter: ofSubject, issuerdnfilter: issuerFilters[settings.trust.environment] };
  return Object.entries(filters)
    .flatMap(([name, filter]) => (filter === undefined ? [] : [`${name}=${base64(filter)}`]))
    .join(";");
}

const subjectFilters = { POCES: "PID:", MOCES: "RID:" } as const;
const issuerFilters = { production: "TRUST2408 OCES", test: "TRUST2408 Systemtest" } as const;

/** The number only defeats caches; everyone used milliseconds. */
function clientAddress({ settings, now }: Ceremony): URL {
  if (settings.codeFile === undefined) throw fail("nemid:setup", "opened without the code file client's address");
  const url = new URL(settings.codeFile.url);
  url.searchParams.set("t", String(now.getTime()));
  return url;
}

function findMistakes({ codeFile }: NemidSettings): readonly Issue[] {
  if (codeFile !== undefined) return [];
  const message = "a customer has a method with the code file client, so the client's address is needed";
  return [{ path: ["settings", "codeFile"], message }];
}
