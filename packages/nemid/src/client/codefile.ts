/**
 * The code file client: an iframe of the operator's in which the person picks a key file and types its password. The signature is
 * made on the person's own machine. The names and values of its parameters are case-sensitive.
 */
import type { Client, Issue } from "@eid-gateway/core";
import { assets } from "../assets.js";
import { fail } from "../errors/errors.js";
import type { NemidSettings } from "../settings.js";
import { text } from "../texts.js";
import type { Ceremony, NemidClient } from "./client.js";
import { type ClientParameters, sealParameters } from "./parameters.js";
import { decodeField, failOfCode, isShort } from "./read-answer.js";
import { writeTimeStamp } from "./time-stamp.js";

export const codeFileClient: NemidClient = {
  screen: "nemid/codefile",
  dialect: "codefile",
  findMistakes,
  ask: async (ceremony): Promise<Client> => {
    const parameters = await sealParameters(parametersOf(ceremony), ceremony.credential);
    return {
      kind: "client",
      script: assets.codefile,
      data: { id: "codefile_parameters", type: "text/x-nemid", text: JSON.stringify(parameters) },
      form: { id: "signedForm", fields: ["signature", "result"] },
      frame: {
        id: "codefile_iframe",
        url: clientAddress(ceremony),
        title: text("client.frame"),
        size: [500, 450],
      },
    };
  },
  read: ({ signature, result }) => {
    const said = decodeField(result);
    if (Buffer.from(said).toString("latin1").trim().toLowerCase() !== "ok") throw failOfCode(said);
    const message = decodeField(signature);
    if (isShort(message)) throw fail("nemid:invalidresponse", "the client says ok, and gives no message");
    return message;
  },
};

function parametersOf(ceremony: Ceremony): ClientParameters {
  const { request, challenge, credential, requestIssuer, now } = ceremony;
  return {
    CLIENTFLOW: "login",
    SP_CERT: base64(credential.certificate),
    TIMESTAMP: base64(writeTimeStamp(now)),
    REQUESTISSUER: base64(requestIssuer),
    ORIGIN: base64(request.addresses.origin),
    LANGUAGE: request.language === "da" ? "da" : "en",
    SIGN_PROPERTIES: `challenge=${challenge}`,
    ADDITIONAL_PARAMS: base64(additionalParameters(ceremony)),
  };
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

function base64(value: string | Uint8Array): string {
  return Buffer.from(value).toString("base64");
}
