/** From a sitting to what its pages are drawn from. */
import type { CustomerConfig } from "@eid-gateway/config";
import type Koa from "koa";
import type { PageContext } from "../../screens/page-context.js";
import type { Web } from "../../web/web.js";
import type { Sitting } from "./sitting.js";
import type { SittingTools } from "./sitting-tools.js";

/** @param read the language of the page that was answered: what the person agreed to stood there, whatever another tab has chosen since */
export async function contextOf(
  ctx: Koa.Context,
  web: Web,
  { looks }: SittingTools,
  customer: CustomerConfig,
  sitting: Sitting,
  read?: string,
): Promise<PageContext> {
  const { service, profile } = sitting;
  const look = await looks.ofFlow({ request: { service, profile }, ...(sitting.look && { look: sitting.look }) });
  const languages = customer.languages.filter((language) => look.languages?.includes(language) ?? true);
  const chosen = read ?? ctx.URL.searchParams.get("language") ?? ctx.cookies.get("eid_language", { signed: false });
  const language = languages.find((one) => one === chosen) ?? sitting.language;
  const action = `/sitting/${sitting.id}`;
  const others = languages.filter((one) => one !== language);
  return {
    ...web.pages.noticeContext(undefined),
    look,
    language,
    languages: others.map((one) => ({ language: one, href: `${ctx.path}?language=${one}` })),
    reference: sitting.reference,
    customerName: customer.name,
    action,
    step: sitting.step,
    purpose: "sign",
  };
}
