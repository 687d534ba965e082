/** Where a flow's document lies: the bytes that are shown, signed and compared are these. */
import type { Signing } from "@eid-gateway/signing";
import type { DocumentSource } from "../flow/flow-tools.js";
import { DocumentGone } from "../flow/take-step.js";

export function documentSource(signing: Signing | undefined): DocumentSource {
  return {
    async read(service, { order, task, document }) {
      const file = await signing?.sittings.read(service, order, task, document);
      if (!file) throw new DocumentGone("a document that is to be signed is no longer there");
      return file.bytes;
    },
  };
}
