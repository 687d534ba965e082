import type { RequestListener, Server } from "node:http";
import { takesLargeBodies } from "../doors/customer-doors.js";

/**
 * Who sends `Expect: 100-continue` is told to go on at once, as Node does by itself; but not at the doors that take large bodies,
 * which say so when they know who it is.
 */
export function continueWhereAsked(server: Server, answer: RequestListener): void {
  server.on("checkContinue", (request, response) => {
    if (!takesLargeBodies(request.url ?? "")) response.writeContinue();
    answer(request, response);
  });
}
