/** Turns what was thrown, and what was not found, into a page; tells the operator what kind of thing it was. */
import type { Context, Middleware } from "koa";
import { type Failure, failureOf } from "./failure.js";
import { languageOf } from "./languages.js";
import { errorPage } from "./pages/error-page.js";
import type { Site } from "./routes.js";

export function showFailures({ portal, sessions }: Site): Middleware {
  function show(context: Context, failure: Failure): void {
    const again = context.state.again as string | undefined; // the way to begin the same log-in anew
    context.status = failure.status;
    context.body = errorPage(failure, languageOf(context, sessions.find(context)), again);
  }
  return async (context, next) => {
    try {
      await next();
      if (context.status === 404 && !context.body) show(context, { kind: "not-found", status: 404 });
    } catch (error) {
      const failure = failureOf(error);
      portal.report(`${context.method} ${context.path}: ${failure.kind}, ${failure.error ?? kindOf(error)}`);
      show(context, failure);
    }
  };
}

/** The kind of error and the place, and nothing it says: that might be what a token holds. */
function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return `${error.name} ${
    error.stack
      ?.split("\n")
      .find((line) => line.startsWith("    at "))
      ?.trim() ?? ""
  }`;
}
