import { createResultVerifier, GatewayUnreachableError, type ResultVerifier } from "@eid-gateway/client-kit";
import type { Portal } from "../options.js";

/**
 * A demonstration asks the simulator for its root, which vouches for signers, seals and time-stamps alike. A real site was given the
 * roots once, by NemID and by the operator of its gateway, and keeps them.
 */
export function openVerifier({ simulatorUrl, now }: Portal): () => Promise<ResultVerifier> {
  let known: Promise<ResultVerifier> | undefined;
  async function open(): Promise<ResultVerifier> {
    try {
      const answer = await fetch(`${simulatorUrl}/pki/root.pem`, { signal: AbortSignal.timeout(10_000) });
      const root = await answer.text();
      return createResultVerifier({
        signers: { environment: "test", anchors: [root] },
        seals: [root],
        revocationHosts: [simulatorUrl],
        requestIssuer: "Demo",
        clock: { now: () => new Date(now()) },
      });
    } catch (cause) {
      known = undefined;
      throw new GatewayUnreachableError("the simulator does not show its root", { cause });
    }
  }
  return () => {
    known ??= open();
    return known;
  };
}
