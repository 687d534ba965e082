import type { TableParts } from "@eid-gateway/storage";
import type { EvidenceFile } from "../signing.js";
import { filesOfOrders, readHeld } from "../tables/file-rows.js";
import { orderKey, type TaskName } from "../tables/keys.js";

export async function readEvidence(parts: TableParts, name: TaskName): Promise<readonly EvidenceFile[]> {
  const files = await filesOfOrders(parts, [orderKey(parts, name)], ["evidence", "withheld"]);
  const found: EvidenceFile[] = [];
  for (const file of files.filter(({ taskId }) => taskId === name.taskId)) {
    const { kind, id, signer, method } = file;
    const read = await readHeld(parts, file);
    if (!read) continue; // deleted meanwhile
    const notes = { ...(id !== undefined && { documentId: id }), ...(signer !== undefined && { signer }) };
    found.push({
      ...read,
      ...notes,
      ...(method !== undefined && { method }),
      kind: kind === "withheld" ? kind : "signed",
    });
  }
  return found;
}
