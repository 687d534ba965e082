/**
 * Where the person comes back to. One address of yours becomes three, which say how it ended; the gateway fills in the ids. It is the
 * browser that brings it: it tells where to look, and proves nothing. Ask the gateway what came of the order.
 */
import { SigningSecurityError } from "./signing-errors.js";

/** `complete`: signed and sent in. `reject`: refused, which ends it. `postpone`: left for later. */
export type ReturnEnd = "complete" | "reject" | "postpone";
export interface SigningReturn {
  readonly orderId: string;
  readonly end: ReturnEnd;
}

const ENDS = { onTaskComplete: "complete", onTaskReject: "reject", onTaskPostpone: "postpone" } as const;

/** @throws TypeError when it is no address of the web, or has a fragment, which no server gets to see */
export function returnAddresses(returnTo: string): Readonly<Record<keyof typeof ENDS, string>> {
  const url = new URL(returnTo);
  if (!/^https?:$/.test(url.protocol) || url.hash !== "")
    throw new TypeError("returnTo has to be an http(s) address without a fragment");
  const written = (end: ReturnEnd) => {
    const asked = url.search === "" ? "?" : `${url.search}&`;
    // Not by searchParams: that would encode the placeholder away.
    return `${url.origin}${url.pathname}${asked}signing=${end}&order=\${requestId}`;
  };
  return {
    onTaskComplete: written(ENDS.onTaskComplete),
    onTaskReject: written(ENDS.onTaskReject),
    onTaskPostpone: written(ENDS.onTaskPostpone),
  };
}

/**
 * Reads the address at which the browser came back.
 *
 * @param url the whole of it, or its path and query
 * @throws SigningSecurityError "not-a-return"
 */
export function readReturn(url: URL | string): SigningReturn {
  const { searchParams } = new URL(url, "http://localhost");
  const [end, ...otherEnds] = searchParams.getAll("signing");
  const [orderId, ...otherOrders] = searchParams.getAll("order");
  const known = Object.values(ENDS).find((one) => one === end);
  // Ids of the gateway's, and nothing that could go elsewhere in an address.
  if (!known || !orderId || !/^[\w-]{1,255}$/.test(orderId) || otherEnds.length + otherOrders.length > 0)
    throw new SigningSecurityError("not-a-return");
  return { orderId, end: known };
}
