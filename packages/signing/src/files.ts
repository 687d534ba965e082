/** Session data storage: what customers upload before they order, and packages they ask for. */
import { newId } from "./ids.js";
import { essenceOf } from "./limits.js";
import type { StoredFile } from "./model/document.js";
import type { ServiceTerms, SigningPorts } from "./ports.js";
import type { FileStore } from "./signing.js";
import { SigningError } from "./signing-error.js";
import { deleteFiles, insertFile, readFile } from "./tables/file-rows.js";
import { fileKey } from "./tables/keys.js";

/** An upload that no order has taken up. One that is used lives as long as the order. */
const UNUSED_MS = 24 * 60 * 60_000;

export function createFileStore({ storage: { workbench }, clock, random, terms }: SigningPorts): FileStore {
  return {
    async put(service, file) {
      refuseFile(file, terms(service));
      const now = clock.now();
      const id = newId(random, now);
      const key = fileKey(workbench, "upload", service, id);
      const holder = { key, kind: "upload", order: null, expires: now.getTime() + UNUSED_MS } as const;
      await workbench.transaction((parts) => insertFile(parts, holder, { mediaType: file.mediaType, id }, file.bytes));
      return id;
    },
    get: (service, id) => readFile(workbench, fileKey(workbench, "upload", service, id)),
    async delete(service, id) {
      const key = fileKey(workbench, "upload", service, id);
      return (await workbench.transaction((parts) => deleteFiles(parts, [key]))).length > 0;
    },
  };
}

/** @throws SigningError `document-refused` for what is never stored */
export function refuseFile({ mediaType, bytes }: StoredFile, { limits }: ServiceTerms): void {
  if (bytes.length === 0) throw new SigningError("document-refused", "the file is empty");
  if (bytes.length > limits.fileBytes) {
    const message = `the file has ${bytes.length} bytes; ${limits.fileBytes} are the most that is stored`;
    throw new SigningError("document-refused", message);
  }
  if (limits.mediaTypes.includes(essenceOf(mediaType))) return;
  const message = `files of this type are not stored: send one of ${limits.mediaTypes.join(", ")}`;
  throw new SigningError("document-refused", message);
}
