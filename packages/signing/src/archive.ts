/** Files that stay until they are removed: opaque ids, no metadata, no search. */

import type { TableParts } from "@eid-gateway/storage";
import { refuseFile } from "./files.js";
import { newId } from "./ids.js";
import { essenceOf } from "./limits.js";
import type { StoredFile } from "./model/document.js";
import type { SigningPorts } from "./ports.js";
import type { Archive } from "./signing.js";
import { deleteFiles, type Holder, insertFile, readFile } from "./tables/file-rows.js";
import { fileKey } from "./tables/keys.js";

/** What has timestamps that age. When to look at it again, its renewal says. */
const RENEWABLE = ["application/x-ltv-sdo", "application/x-pades", "application/vnd.etsi.asic-e+zip"];
const FIRST_LOOK_MS = 24 * 60 * 60_000;

export function createArchive({ storage: { workbench }, clock, random, terms }: SigningPorts): Archive {
  return {
    async put(service, file) {
      refuseFile(file, terms(service));
      const id = newId(random, clock.now());
      const holder = archiveHolder(workbench, service, id, file.mediaType);
      const notes = { mediaType: file.mediaType, id, service };
      await workbench.transaction((parts) => insertFile(parts, holder, notes, file.bytes));
      return id;
    },
    get: (service, id) => readFile(workbench, fileKey(workbench, "archive", service, id)),
    async remove(service, ids) {
      const keys = ids.map((id) => fileKey(workbench, "archive", service, id));
      const removed = await workbench.transaction((parts) => deleteFiles(parts, keys));
      return [...new Set(ids.filter((_, index) => removed.some((key) => Buffer.from(key).equals(keys[index]!))))];
    },
  };
}

export function archiveHolder(
  parts: TableParts,
  service: string,
  id: string,
  mediaType: StoredFile["mediaType"],
): Holder {
  const key = fileKey(parts, "archive", service, id);
  const renewable = RENEWABLE.includes(essenceOf(mediaType));
  return {
    key,
    kind: "archive",
    order: null,
    expires: null,
    ...(renewable && { renewAt: parts.now() + FIRST_LOOK_MS }),
  };
}
