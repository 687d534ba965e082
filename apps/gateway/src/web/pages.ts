/** From a flow, or from nothing, to what the screens are drawn from: look, language and the ways on. */
import { type Config, type CustomerConfig, LANGUAGES } from "@eid-gateway/config";
import { mayChooseAnother } from "../flow/find-flow.js";
import type { Flow } from "../flow/flow.js";
import type { Look } from "../screens/look.js";
import type { LanguageLink, NoticeContext, PageContext, RenderedPage, Site } from "../screens/page-context.js";
import { type Notice, renderNotice } from "../screens/render-notice.js";
import type { Looks } from "../versions/looks.js";

export interface Pages {
  /** @param language what the person chose with the switch, if anything */
  contextFor(flow: Flow, language: string | undefined): Promise<PageContext>;
  /** A page outside every flow. @param language the browser's wish, `Accept-Language` */
  notice(notice: Notice, language: string | undefined): RenderedPage;
  noticeContext(language: string | undefined): NoticeContext;
  /** The same in a customer's profile, for the pages of its doors. */
  profileContext(service: string, profile: string, language: string | undefined): NoticeContext;
}

export interface PageParts {
  readonly config: Config;
  readonly site: Site;
  readonly looks: Looks;
}

export function openPages({ config, site, looks }: PageParts): Pages {
  function noticeContext(wish: string | undefined): NoticeContext {
    return { site, look: looks.plain, language: pickLanguage(wish), languages: [] };
  }

  return {
    noticeContext,
    profileContext: (service, profile, wish) => ({ ...noticeContext(wish), look: looks.now(service, profile) }),
    notice: (notice, wish) => renderNotice(notice, noticeContext(wish)),
    async contextFor(flow, chosen) {
      const { request } = flow;
      const customer = config.customers.get(request.service);
      const look = await looks.ofFlow(flow);
      const languages = languagesOf(customer, look);
      const language = chosen && languages.includes(chosen) ? chosen : request.language;
      const action = `/flow/${flow.id}`;
      return {
        site,
        look,
        language,
        languages: otherLanguages(languages, language, action),
        reference: flow.transaction,
        customerName: customer?.name ?? request.service,
        action,
        step: flow.step,
        canChoose: mayChooseAnother(flow),
        ...(request.signing && { purpose: "sign" as const }),
        ...messageOf(flow),
        returnTo: new URL(request.returnTo),
      };
    },
  };
}

function messageOf({ stage, request: { state } }: Flow): Pick<PageContext, "message"> {
  if (stage.kind !== "over" || !stage.result) return {};
  return { message: { type: "hub.auth", version: 1, ...stage.result, ...(state !== undefined && { state }) } };
}

function languagesOf(customer: CustomerConfig | undefined, { languages }: Look): readonly string[] {
  return (customer?.languages ?? []).filter((language) => languages?.includes(language) ?? true);
}

function otherLanguages(languages: readonly string[], current: string, action: string): LanguageLink[] {
  const others = languages.filter((language) => language !== current);
  return others.map((language) => ({ language, href: `${action}?language=${language}` }));
}

/** The first language of Accept-Language that the pages have; English otherwise. Weights are rarely out of order, and this is a notice. */
function pickLanguage(wish: string | undefined): string {
  const tags = (wish ?? "").split(",").map((part) => part.trim().split(/[-;]/)[0]!.toLowerCase());
  return tags.find((tag) => LANGUAGES.some((language) => language === tag)) ?? "en";
}
