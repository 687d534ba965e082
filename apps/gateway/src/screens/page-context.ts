/** What a page is drawn from, besides what it says: who it is for, in which look and language, and where its forms go. */
import type { Assets } from "../assets.js";
import type { Look } from "./look.js";
import type { PageScripts } from "./page-scripts.js";
import type { Purpose } from "./sentences.js";

/** What every page needs and no request changes. */
export interface Site {
  readonly assets: Assets;
  readonly scripts: PageScripts;
}
/** A page of the gateway itself, where there may be no flow and no customer. */
export interface NoticeContext {
  readonly site: Site;
  readonly look: Look;
  readonly language: string; // BCP 47: "da", "en"
  readonly languages: readonly LanguageLink[]; // the others, for the switch
  readonly message?: FlowMessage; // on the last page of a flow: for the page around ours, or behind it
  readonly reference?: string; // the transaction, as the log has it
  readonly purpose?: Purpose; // to log in, unless said
}
/** All that another site's page is told: how it ended, and its own word for the request. */
export interface FlowMessage {
  readonly type: "hub.auth";
  readonly version: 1;
  readonly status: "success" | "cancel" | "error";
  readonly code?: string;
  readonly state?: string;
}
export interface LanguageLink {
  readonly language: string;
  readonly href: string; // a GET of the same page
}
/** A page of a flow. */
export interface PageContext extends NoticeContext {
  readonly reference: string;
  readonly customerName: string; // as people know it
  readonly action: string; // where the forms are posted
  readonly step: string; // the single-use token of this step: hidden field `step`
  readonly canChoose?: boolean; // there are other methods: the page leads back to the choice
  readonly returnTo?: URL; // where the flow will end: Chromium asks form-action about redirects too
}
export interface RenderedPage {
  readonly status: number;
  readonly html: string;
  readonly contentSecurityPolicy: string;
  readonly window?: Look["window"]; // where it is meant to stand; the whole window unless said
}

/** All the headers of a page: its policy, and that it is nobody's to keep, to frame by accident or to learn an address from. */
export function headersOf(page: RenderedPage): Readonly<Record<string, string>> {
  return {
    // For browsers that know no frame-ancestors. In a frame it could only refuse those whom the policy names, too.
    ...(page.window !== "self" && { "x-frame-options": "DENY" }),
    // Whoever opened a page learns nothing of it, unless the profile is for windows that others open.
    "cross-origin-opener-policy": page.window === "popup" ? "unsafe-none" : "same-origin-allow-popups",
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": page.contentSecurityPolicy,
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  };
}
