import type { Context } from "koa";

/** The browser goes there and asks by GET, whatever it did here. */
export function seeOther(context: Context, where: URL | string): void {
  context.redirect(String(where));
  context.status = 303;
}
