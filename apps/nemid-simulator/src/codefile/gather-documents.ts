/** What a code file signing is about, once everything that has an address is there. */
import { isAsPromised } from "../sign-text/remote-document.js";
import { isRemote, type RemoteDocument, type SignText } from "../sign-text/sign-text.js";
import type { SignedAttachment } from "../sign-text/signed-document.js";
import type { CodeFileRequest } from "./client-request.js";
import type { AskedAttachment } from "./read-attachments.js";

/** By address: the bytes, or undefined when they could not be had. */
export type Fetched = ReadonlyMap<string, Uint8Array | undefined>;

export interface Gathered {
  readonly signText: SignText;
  readonly attachments: readonly (SignedAttachment & Pick<AskedAttachment, "isOptional">)[];
}

type Asked = Pick<CodeFileRequest, "document" | "attachments">;

/** The addresses to fetch from. */
export function addressesOf({ document, attachments }: Asked): readonly string[] {
  const all = [...(document && isRemote(document) ? [document.uri] : []), ...attachments.map(({ uri }) => uri)];
  return [...new Set(all)];
}

/** The documents as promised, or undefined when one is missing or another than its hash says. */
export function gather({ document, attachments }: Asked, fetched: Fetched): Gathered | undefined {
  const signText = document && (isRemote(document) ? remoteSignText(document, fetched) : document);
  const found = attachments.map((asked) => gatherAttachment(asked, fetched));
  return signText && found.every((one) => one !== undefined) ? { signText, attachments: found } : undefined;
}

function remoteSignText(document: RemoteDocument, fetched: Fetched): SignText | undefined {
  const bytes = find(document, fetched);
  return bytes && { format: "pdf", bytes, monospace: false };
}

function gatherAttachment(asked: AskedAttachment, fetched: Fetched): Gathered["attachments"][number] | undefined {
  const bytes = find(asked, fetched);
  const { title, mimeType, size, isOptional } = asked;
  return bytes?.length === size ? { title, mimeType, bytes, isOptional } : undefined;
}

function find(asked: RemoteDocument, fetched: Fetched): Uint8Array | undefined {
  const bytes = fetched.get(asked.uri);
  return bytes && isAsPromised(asked, bytes) ? bytes : undefined;
}
