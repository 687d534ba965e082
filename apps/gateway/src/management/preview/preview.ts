/**
 * For authors of graphical profiles: every page of a profile, in each language, light and dark, without a log-in. The files are read
 * from disk at each view, so an edit shows at once, and its mistakes as check-config tells them. On the management port alone.
 *
 *   /preview                                                   customers and profiles, and every mistake in the configuration
 *   /preview/<service>/<profile>                               its mistakes, its pages
 *   /preview/<service>/<profile>/<scheme>/<page>?language=da   one page, as people get it
 */
import { dirname, join, sep } from "node:path";
import type { Config, ConfigIssue, CustomerConfig } from "@eid-gateway/config";
import type { AnyEidMethod } from "@eid-gateway/core";
import { headersOf, type RenderedPage } from "../../screens/page-context.js";
import { listPages } from "./list-pages.js";
import { renderIndex, renderProfile } from "./render-lists.js";
import { contextFor, openStudio, SCHEMES } from "./studio.js";

export interface PreviewAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}
/** @returns undefined for what is no page of the preview */
export type Preview = (url: URL) => PreviewAnswer | undefined;

export function createPreview(
  { reread, directory }: Pick<Config, "reread" | "directory">,
  methods: readonly AnyEidMethod[],
): Preview {
  let studio = openStudio(methods);

  function draw(path: readonly string[], asked: string): RenderedPage | undefined {
    const inspection = reread();
    const [service, name, wanted, key] = path;
    if (service === undefined) return renderIndex(inspection, directory, studio);
    const customer = inspection.readable?.customers.get(service);
    if (!customer || name === undefined) return undefined;
    const mistakes = inFolder(inspection.issues, customer, name);
    const findings = [...mistakes, ...inFolder(inspection.warnings, customer, name)];
    const profile = mistakes.length === 0 ? customer.profiles.get(name) : undefined;
    if (!profile && findings.length === 0) return undefined;
    const pages = listPages(customer, methods);
    if (!profile || wanted === undefined)
      return renderProfile({ customer, name, profile, findings, pages, directory, studio });
    const scheme = SCHEMES.find((one) => one === wanted);
    const view = scheme && {
      studio,
      profile,
      scheme,
      language: asked,
      path: `/preview/${path.map(encodeURIComponent).join("/")}`,
    };
    return view && pages.find((one) => one.key === key)?.draw(contextFor(view, customer));
  }

  return ({ pathname, searchParams }) => {
    const asset = studio.assets.find(pathname);
    if (asset) return { status: 200, ...asset };
    const [first, ...path] = pathname.split("/").filter(Boolean).map(decode);
    if (first !== "preview" || path.length > 4) return undefined;
    if (studio.isFull()) studio = openStudio(methods);
    const page = draw(path, searchParams.get("language") ?? "");
    return page && { status: page.status, headers: headersOf(page), body: page.html };
  };
}

/** What is said of the profile's own files. */
function inFolder(found: readonly ConfigIssue[], { file }: CustomerConfig, name: string): readonly ConfigIssue[] {
  const folder = join(dirname(file), "profiles", name) + sep;
  return found.filter((one) => one.file.startsWith(folder));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return ""; // no percent-encoded UTF-8: names nothing
  }
}
