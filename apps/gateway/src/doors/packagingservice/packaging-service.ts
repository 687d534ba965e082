/** PackagingService v4: several signed documents become one file. */
import { SigningError } from "@eid-gateway/signing";
import { boolean, string } from "../soap/schema/simple-types.js";
import { choice, complex, one, optional } from "../soap/schema/types.js";
import type { Handlers, WebService } from "../soap/web-service.js";
import { answer, documentId } from "./document-id.js";
import { type FindParts, findDocument } from "./find-document.js";
import { type PackageMaker, PackagingRefused } from "./package-maker.js";

const sdoExtended = complex("sdo-extended", {
  sdo: one(documentId),
  "supplementary-data": optional(complex("supplementary-data", { "original-document": optional(documentId) })),
});

const operations = {
  "create-package": {
    input: {
      element: "create-package-request",
      part: "request",
      type: complex("", {
        version: one(string, { tolerated: true }), // "4"; .NET clients send none
        service: one(string),
        password: one(string),
        "validation-policy": one(string),
        "packaging-method": one(string),
        "send-result-to-archive": one(boolean, { default: "false" }),
        parts: choice({ "sdo-extended": sdoExtended, sdo: documentId }),
      }),
    },
    output: { element: "create-package-response", part: "response", type: complex("", answer) },
  },
};
type Operations = typeof operations;

export const PACKAGING_SERVICE: WebService<Operations> = {
  path: "/ws/packagingservice-v4",
  namespace: "https://id.signicat.com/definitions/wsdl/Packaging-v4",
  name: "PackagingService",
  portType: "PackagingEndPoint",
  binding: "PackagingServiceSoapBinding",
  port: "PackagingEndPointImplPort",
  operations,
  unreferenced: [],
};

export interface PackagingParts extends FindParts {
  readonly maker: PackageMaker;
}

export function packagingHandlers(parts: PackagingParts): Handlers<Operations> {
  return {
    "create-package": (request, service) =>
      answered(parts, service, request["send-result-to-archive"], async () => {
        if (request.parts.length === 0) throw new PackagingRefused("document-not-found", "there is nothing to package");
        const found = request.parts.map(async (part) => {
          if (part.name === "sdo") return { sdo: await findDocument(service, part.value, parts) };
          const { sdo, "supplementary-data": more } = part.value;
          const original = more?.["original-document"];
          return {
            sdo: await findDocument(service, sdo, parts),
            ...(original && { original: await findDocument(service, original, parts) }),
          };
        });
        const { "packaging-method": method, "validation-policy": policy } = request;
        return parts.maker.makePackage(service, { method, policy, parts: await Promise.all(found) });
      }),
  };
}

/** What was made is kept where it was asked for, and its id told; what could not be made is told as the services' own error. */
export async function answered(
  { signing }: FindParts,
  service: string,
  toArchive: boolean,
  make: () => ReturnType<PackageMaker["makePackage"]>,
): Promise<{ readonly id: string } | { readonly error: { readonly code: string; readonly message: string } }> {
  try {
    const file = await make();
    return { id: await (toArchive ? signing.archive : signing.files).put(service, file) };
  } catch (error) {
    if (!(error instanceof PackagingRefused) && !(error instanceof SigningError)) throw error;
    return { error: { code: error.code, message: error.message } };
  }
}
