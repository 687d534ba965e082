import { decodeStorable, type Storable } from "@eid-gateway/core";
import { complain } from "../complaint.js";
import { type AnyRequest, beginTrial, type Trial } from "../trial/trial.js";
import { type Waiting, walk } from "../trial/walk.js";
import type { Check } from "./check.js";

/** A person may leave at any step; telling the other side must not fail, even when the other side is down. */
export const abandonsQuietly: Check = {
  name: "a flow that is abandoned at any step ends without a failure, also when the other side is down",
  run: async (subject) => {
    const { steps } = await walk(await beginTrial(subject), 0);
    for (const waiting of steps) {
      await abandon(await beginTrial(subject), waiting);
      const down = await beginTrial(subject);
      down.calls.outage = { call: 0, fault: async () => new Response("", { status: 503 }) };
      await abandon(down, waiting);
    }
  },
};

type Abandon = { abandon?(request: AnyRequest, state: Storable): Promise<void> };

async function abandon(trial: Trial, { request, step, sealed }: Waiting): Promise<void> {
  const where = step.kind === "show" ? step.screen.name : "a redirect";
  try {
    await (trial.open() as Abandon).abandon?.(request, decodeStorable(sealed));
  } catch (error) {
    complain(trial.method, `abandoning it at ${where} fails: ${String(error)}`, error);
  }
}
