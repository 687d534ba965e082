/**
 * ArchiveService v3: opaque ids, get and remove, nothing else. Of the original only prose was to be had: names of elements follow
 * those of the sister services.
 */
import { type Signing, SigningError } from "@eid-gateway/signing";
import { base64Binary, string } from "../soap/schema/simple-types.js";
import { any, complex, one, some } from "../soap/schema/types.js";
import type { Handlers, WebService } from "../soap/web-service.js";

const VERSION = "3.0";
const caller = { version: one(string), service: one(string), password: one(string) };

const operations = {
  getDocument: {
    input: {
      element: "get-document-request",
      part: "request",
      type: complex("", { ...caller, "archive-id": one(string) }),
    },
    output: {
      element: "get-document-response",
      part: "response",
      type: complex("", { "archive-id": one(string), "mime-type": one(string), data: one(base64Binary) }),
    },
  },
  removeDocument: {
    input: {
      element: "remove-document-request",
      part: "request",
      type: complex("", { ...caller, "archive-id": some(string) }),
    },
    output: {
      element: "remove-document-response",
      part: "response",
      type: complex("", { "archive-id": any(string) }),
    },
  },
};
type Operations = typeof operations;

export const ARCHIVE_SERVICE: WebService<Operations> = {
  path: "/ws/archiveservice-v3",
  namespace: "https://id.signicat.com/definitions/wsdl/Archive-v3",
  name: "ArchiveService",
  portType: "ArchiveEndPoint",
  binding: "ArchiveServiceSoapBinding",
  port: "ArchiveEndPointImplPort",
  operations,
  unreferenced: [],
};

export function archiveHandlers({ archive }: Pick<Signing, "archive">): Handlers<Operations> {
  return {
    async getDocument({ version, "archive-id": id }, service) {
      checkVersion(version);
      const file = await archive.get(service, id);
      if (!file) throw new SigningError("archive-document-not-found", "there is no such document in the archive");
      return { "archive-id": id, "mime-type": file.mediaType, data: file.bytes };
    },
    /** Says which were really removed, so that it can be repeated. */
    async removeDocument({ version, "archive-id": ids }, service) {
      checkVersion(version);
      return { "archive-id": await archive.remove(service, ids) };
    },
  };
}

function checkVersion(version: string): void {
  if (version.trim() !== VERSION)
    throw new SigningError("invalid-value", `the version is ${VERSION}`, { place: ["version"] });
}
