import { createArchive } from "./archive.js";
import { createFileStore } from "./files.js";
import { createJobs, type SigningJobs } from "./jobs/create-jobs.js";
import { createOrderDesk } from "./orders/create-order-desk.js";
import type { SigningPorts } from "./ports.js";
import type { Signing } from "./signing.js";
import { createSittings } from "./sittings/create-sittings.js";
import { readEvidence } from "./sittings/read-evidence.js";
import { createUserSessions } from "./user-sessions.js";

/** The domain on a storage that is open. It keeps nothing itself: any number of nodes may do so. */
export function openSigning(ports: SigningPorts): Signing & { readonly jobs: SigningJobs } {
  return {
    orders: createOrderDesk(ports),
    sessions: createUserSessions(ports),
    files: createFileStore(ports),
    archive: createArchive(ports),
    sittings: createSittings(ports),
    evidence: {
      ofTask: (service, orderId, taskId) => readEvidence(ports.storage.workbench, { service, orderId, taskId }),
    },
    jobs: createJobs(ports),
  };
}
