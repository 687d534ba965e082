/**
 * The one page for which oidc-provider has no setting: a form that posts itself on (`response_mode=form_post`, and the log-out of nobody).
 * It is found in the answer, read back, and drawn as ours: in the person's language, under our policy, and usable without script.
 */
import type { Fields } from "@eid-gateway/core";
import type { KoaContextWithOIDC } from "oidc-provider";

export interface PostedOn {
  readonly to: URL;
  readonly fields: Fields;
}

/** @param draw puts the same form into the answer */
export function redrawForms(draw: (ctx: KoaContextWithOIDC, form: PostedOn) => void) {
  return async (ctx: KoaContextWithOIDC, next: () => Promise<unknown>): Promise<void> => {
    await next();
    const form = typeof ctx.body === "string" ? readProviderForm(ctx.body) : undefined;
    if (form) draw(ctx, form);
  };
}

/** The form of oidc-provider's own page; nothing for any other page. */
export function readProviderForm(page: string): PostedOn | undefined {
  if (!page.includes("<title>Submitting Callback</title>")) return undefined;
  const action = /<form method="post" action="([^"]*)">/.exec(page)?.[1];
  if (action === undefined) throw new Error("oidc-provider's form has changed its shape");
  const inputs = [...page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"\/>/g)];
  const fields = Object.fromEntries(inputs.map(([, name = "", value = ""]) => [name, unescapeHtml(value)]));
  return { to: new URL(unescapeHtml(action)), fields };
}

const escaped = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", "#x27": "'" } as const;

function unescapeHtml(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#39|#x27);/g, (_all, name: keyof typeof escaped) => escaped[name]);
}
