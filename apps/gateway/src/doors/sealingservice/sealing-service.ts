/** SealingService v1: one document, sealed by the gateway without anybody signing it. The order of its elements follows packaging's. */
import { answer, documentId } from "../packagingservice/document-id.js";
import { findDocument } from "../packagingservice/find-document.js";
import { answered, type PackagingParts } from "../packagingservice/packaging-service.js";
import { boolean, string } from "../soap/schema/simple-types.js";
import { complex, one } from "../soap/schema/types.js";
import type { Handlers, WebService } from "../soap/web-service.js";

const operations = {
  "create-seal": {
    input: {
      element: "create-seal-request",
      part: "request",
      type: complex("", {
        version: one(string, { tolerated: true }),
        service: one(string),
        password: one(string),
        "packaging-method": one(string),
        "send-result-to-archive": one(boolean, { default: "false" }),
        inputdocument: one(documentId),
      }),
    },
    output: { element: "create-seal-response", part: "response", type: complex("", answer) },
  },
};
type Operations = typeof operations;

export const SEALING_SERVICE: WebService<Operations> = {
  path: "/ws/sealingservice-v1",
  namespace: "https://id.signicat.com/definitions/wsdl/Sealing-v1",
  name: "SealingService",
  portType: "SealingEndPoint",
  binding: "SealingServiceSoapBinding",
  port: "SealingEndPointImplPort",
  operations,
  unreferenced: [],
};

export function sealingHandlers(parts: PackagingParts): Handlers<Operations> {
  return {
    "create-seal": (request, service) =>
      answered(parts, service, request["send-result-to-archive"], async () => {
        const document = await findDocument(service, request.inputdocument, parts);
        return parts.maker.makeSeal(service, { method: request["packaging-method"], document });
      }),
  };
}
