import type { Context, Next } from "koa";
import type { Logger } from "pino";
import { drawProblemPage } from "../pages/problem-page.js";
import { Refusal } from "../register/refusal.js";

/** Turns what was thrown into an answer: JSON for the API, a page for people. A fault of our own is logged and told as such. */
export function answerRefusals(log: Logger) {
  return async (context: Context, next: Next): Promise<void> => {
    try {
      await next();
    } catch (error) {
      const refusal = isRefusal(error) ? error : undefined;
      if (!refusal) log.error({ err: error, method: context.method, route: context._matchedRoute }, "request failed");
      answer(context, refusal?.status ?? 500, refusal?.message ?? "The simulator failed; its log says why.");
    }
    context.req.resume(); // what is left of a body that was not read to its end must not block the connection
    if (context.status === 404 && context.body === undefined) answer(context, 404, "There is nothing at this address.");
    if (context.status === 405 && !context.body) answer(context, 405, "This method is not for this address.");
  };
}

/** A Refusal, or what Koa's `context.throw` made for the caller to read. */
function isRefusal(error: unknown): error is { status: number; message: string } {
  return error instanceof Refusal || (error instanceof Error && "expose" in error && error.expose === true);
}

function answer(context: Context, status: number, message: string): void {
  const isMachine = /^\/(api|launcher|codefile)\//.test(context.path);
  context.body = isMachine ? { error: message } : String(drawProblemPage(message));
  context.type = isMachine ? "json" : "html";
  context.status = status;
}
