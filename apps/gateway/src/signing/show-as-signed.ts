import { EidError } from "@eid-gateway/core";
import type { LtvSdoContent, OriginalDocument, PackagedDocument } from "@eid-gateway/sdo";
import { PackagingRefused } from "../doors/packagingservice/package-maker.js";
import type { MethodDirectory } from "../method-directory.js";
import { toSign } from "./method-catalogue.js";

/**
 * How XML was shown, where that does not follow from its bytes: to who signed by a log-in as its source, to who signed by the eID's own
 * signature as its stylesheet makes it. That is made again of what is sealed, by the code that made it when it was read.
 *
 * @returns nothing for a document that was shown as it is
 * @throws PackagingRefused when it cannot be shown like that any more: other text in its place would be a lie
 */
export async function showAsSigned(
  directory: Pick<MethodDirectory, "find">,
  service: string,
  { proof, signer }: Pick<LtvSdoContent, "proof" | "signer">,
  { mediaType, bytes, stylesheet, description }: OriginalDocument,
): Promise<PackagedDocument["shown"]> {
  if (stylesheet === undefined) return undefined;
  const source = { mediaType: "text/plain", text: read(bytes) } as const;
  if (proof.kind === "authentication") return source;
  const method = directory.find(service, signer.method);
  if (!method) throw refuse(`its method "${signer.method}" is gone`);
  const drawn = method.open.preview?.(toSign({ mediaType, bytes, stylesheet: read(stylesheet) }, description));
  const shown = await drawn?.catch((cause: unknown) => {
    throw cause instanceof EidError ? refuse(cause.message, cause) : cause;
  });
  return shown ? { mediaType: "text/html", text: shown.html } : source;
}

function refuse(why: string, cause?: EidError): PackagingRefused {
  const message = `an XML document cannot be shown any more as it was signed: ${why}`;
  return new PackagingRefused("document-rejected", message, { cause });
}

const read = (bytes: Uint8Array) => new TextDecoder("utf-8").decode(bytes);
