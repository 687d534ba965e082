/** What the steps of a sitting work with. */
import type { Config } from "@eid-gateway/config";
import type { Signing } from "@eid-gateway/signing";
import type { FlowTools } from "../../flow/flow-tools.js";
import type { Sealer } from "../../signing/sealer.js";
import type { Rooms } from "../callers/rooms.js";

export interface SittingTools extends FlowTools {
  readonly config: Config;
  readonly signing: Signing;
  readonly sealer: Sealer;
  readonly rooms: Pick<Rooms, "forCaller">;
}

/** A person may read for long. */
export const SITTING_MS = 4 * 60 * 60_000;
