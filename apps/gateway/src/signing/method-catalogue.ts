/** The customer's methods, as orders ask about them. */

import { createHash } from "node:crypto";
import type { AnyEidMethod, DocumentToSign } from "@eid-gateway/core";
import type { CataloguedMethod, MethodCatalogue, ShownDocument } from "@eid-gateway/signing";
import type { MethodDirectory } from "../method-directory.js";
import { isForNobody } from "./inspect-once.js";

export function methodCatalogue(directory: Pick<MethodDirectory, "find" | "methodOf">): MethodCatalogue {
  return {
    find(service, name) {
      const method = directory.methodOf(service, name);
      return method && describe(directory, service, name, method);
    },
  };
}

function describe(
  directory: Pick<MethodDirectory, "find">,
  service: string,
  name: string,
  { intent, binds }: AnyEidMethod,
): CataloguedMethod {
  const isBound = binds === true;
  if (intent === "authenticate") return { intent, binds: isBound };
  return {
    intent,
    binds: isBound,
    bundles: false,
    async inspect(document) {
      if (await isForNobody(document)) return []; // the gateway has refused it; a small file can take a reader's memory and time
      return (await directory.find(service, name)?.open.inspect?.(toSign(document))) ?? [];
    },
  };
}

/** A document outside every flow, for a method that only looks at it. */
export function toSign({ mediaType, bytes, stylesheet }: ShownDocument, title = ""): DocumentToSign {
  return {
    title,
    mediaType,
    sha256: createHash("sha256").update(bytes).digest("base64url"),
    ...(stylesheet !== undefined && { stylesheet }),
    read: async () => bytes,
  };
}
