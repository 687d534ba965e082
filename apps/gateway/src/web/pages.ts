/** From a flow, or from nothing, to what the screens are drawn from: look, language and the ways on. */
import {
  type Config,
  type CustomerConfig,
  defaultProfile,
  type GraphicalProfile,
  LANGUAGES,
} from "@eid-gateway/config";
import type { AnyEidMethod } from "@eid-gateway/core";
import type { Assets } from "../assets.js";
import { mayChooseAnother } from "../flow/find-flow.js";
import type { Flow } from "../flow/flow.js";
import { dressProfile, type Look } from "../screens/look.js";
import type { LanguageLink, NoticeContext, PageContext, RenderedPage } from "../screens/page-context.js";
import { openSite } from "../screens/page-scripts.js";
import { type Notice, renderNotice } from "../screens/render-notice.js";

export interface Pages {
  /** @param language what the person chose with the switch, if anything */
  contextFor(flow: Flow, language: string | undefined): PageContext;
  /** A page outside every flow. @param language the browser's wish, `Accept-Language` */
  notice(notice: Notice, language: string | undefined): RenderedPage;
  noticeContext(language: string | undefined): NoticeContext;
}

/** Registers every file that a page of any customer shows, so that each node serves the pages of the others. */
export function openPages(config: Config, methods: readonly AnyEidMethod[], assets: Assets): Pages {
  const site = openSite(assets);
  for (const { assets: files = [], logo } of methods) {
    for (const asset of logo ? [...files, logo] : files) assets.register(asset);
  }
  const looks = new Map<GraphicalProfile, Look>();
  for (const { profiles } of config.customers.values()) {
    for (const profile of profiles.values()) looks.set(profile, dressProfile(profile, assets));
  }
  const plainLook = dressProfile(defaultProfile(), assets);

  function noticeContext(wish: string | undefined): NoticeContext {
    return { site, look: plainLook, language: pickLanguage(wish), languages: [] };
  }

  return {
    noticeContext,
    notice: (notice, wish) => renderNotice(notice, noticeContext(wish)),
    contextFor(flow, chosen) {
      const { request } = flow;
      const customer = config.customers.get(request.service);
      const profile = customer?.profiles.get(request.profile);
      const language = chosen && isLanguageOf(customer, chosen) ? chosen : request.language;
      const action = `/flow/${flow.id}`;
      return {
        site,
        look: (profile && looks.get(profile)) ?? plainLook,
        language,
        languages: otherLanguages(customer, language, action),
        reference: flow.transaction,
        customerName: customer?.name ?? request.service,
        action,
        step: flow.step,
        canChoose: mayChooseAnother(flow),
        returnTo: new URL(request.returnTo),
      };
    },
  };
}

function isLanguageOf(customer: CustomerConfig | undefined, language: string): boolean {
  return customer?.languages.some((known) => known === language) ?? false;
}

function otherLanguages(customer: CustomerConfig | undefined, current: string, action: string): LanguageLink[] {
  const others = (customer?.languages ?? []).filter((language) => language !== current);
  return others.map((language) => ({ language, href: `${action}?language=${language}` }));
}

/** The first language of Accept-Language that the pages have; English otherwise. Weights are rarely out of order, and this is a notice. */
function pickLanguage(wish: string | undefined): string {
  const tags = (wish ?? "").split(",").map((part) => part.trim().split(/[-;]/)[0]!.toLowerCase());
  return tags.find((tag) => LANGUAGES.some((language) => language === tag)) ?? "en";
}
