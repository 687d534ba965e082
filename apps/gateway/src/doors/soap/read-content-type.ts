import type { IncomingHttpHeaders } from "node:http";
import { SoapFault } from "./fault.js";

/** What the headers say of a message. @throws SoapFault for what is not SOAP 1.1 in one piece, as it is */
export function readContentType(headers: IncomingHttpHeaders): { readonly charset: string | undefined } {
  const [type = "", ...parameters] = (headers["content-type"] ?? "").split(";").map((part) => part.trim());
  const refusal = REFUSED.find(({ pattern }) => pattern.test(type));
  if (refusal) throw refusal.fault;
  if (!/^(text|application)\/xml$/i.test(type)) throw new SoapFault("Client", "Send text/xml", MEDIA_TYPE);
  if ((headers["content-encoding"] ?? "identity") !== "identity")
    throw new SoapFault("Client", "Send the message uncompressed", MEDIA_TYPE);
  const charset = parameters.map((each) => /^charset="?([A-Za-z0-9._-]+)"?$/i.exec(each)?.[1]).find(Boolean);
  return { charset };
}

const MEDIA_TYPE = { code: "media-type" } as const;
const REFUSED = [
  {
    pattern: /^application\/soap\+xml$/i,
    fault: new SoapFault("VersionMismatch", "This service speaks SOAP 1.1; send text/xml, not application/soap+xml", {
      code: "soap-version",
    }),
  },
  {
    pattern: /^multipart\//i,
    fault: new SoapFault(
      "Client",
      "Attachments (MTOM, SwA) are not read here; upload documents, or send them as base64 in the message",
      MEDIA_TYPE,
    ),
  },
];
