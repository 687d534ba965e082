/** The pages around the previews: what there is, and what is wrong with it. In English, as check-config is. */
import { dirname, join, relative } from "node:path";
import {
  type ConfigIssue,
  type CustomerConfig,
  defaultProfile,
  formatPath,
  type GraphicalProfile,
  type Inspection,
} from "@eid-gateway/config";
import { type Html, html } from "@eid-gateway/html";
import { layOut } from "../../screens/layout.js";
import type { RenderedPage } from "../../screens/page-context.js";
import { contentSecurityPolicy } from "../../screens/policy.js";
import type { PreviewPage } from "./list-pages.js";
import { SCHEMES, type Studio } from "./studio.js";

/** Customers and profiles, those with mistakes too. */
export function renderIndex(inspection: Inspection, directory: string, studio: Studio): RenderedPage {
  const customers = [...(inspection.readable?.customers.values() ?? [])].map(
    (customer) =>
      html`<h2>${customer.name}</h2><ul>${profileNames(inspection, customer).map((name) => profileLink(customer, name))}</ul>`,
  );
  const main = html`<p>Every page of a graphical profile, as people see it. Files are read anew at each view.</p>
${customers}${listFindings([...inspection.issues, ...inspection.warnings], directory)}`;
  return draw("Graphical profiles", main, studio);
}

function profileNames({ issues }: Inspection, customer: CustomerConfig): readonly string[] {
  const folder = join(dirname(customer.file), "profiles");
  const broken = issues.map(({ file }) => /^([^/\\]+)[/\\]/.exec(relative(folder, file))?.[1]);
  return [
    ...new Set([...customer.profiles.keys(), ...broken.filter((name) => name !== undefined && name !== "..")]),
  ] as string[];
}

function profileLink({ service }: CustomerConfig, name: string): Html {
  return html`<li><a href="/preview/${service}/${name}">${name}</a></li>`;
}

export interface ProfilePlace {
  readonly customer: CustomerConfig;
  readonly name: string;
  readonly profile: GraphicalProfile | undefined; // undefined while it has mistakes
  readonly findings: readonly ConfigIssue[];
  readonly pages: readonly PreviewPage[];
  readonly directory: string;
  readonly studio: Studio;
}

/** The pages of one profile in each language and scheme, or why there are none. */
export function renderProfile(place: ProfilePlace): RenderedPage {
  const { customer, name, profile, findings, pages, directory, studio } = place;
  const links = (isFailure: boolean) =>
    pages.filter((page) => page.isFailure === isFailure).map((page) => pageItem(place, page));
  const shown = profile
    ? html`<h2>Pages</h2><p>An eID's own client is not loaded: its place stays empty.</p><ul class="previews">${links(false)}</ul>
<details><summary>What is said of each failure</summary><ul class="previews">${links(true)}</ul></details>`
    : html`<p class="problem">This profile cannot be shown until its mistakes are mended.</p>`;
  const main = html`${listFindings(findings, directory)}${shown}<p><a href="/preview">All profiles</a></p>`;
  return draw(`${customer.name}: ${name}`, main, studio);
}

function pageItem({ customer, name, profile }: ProfilePlace, { key, title }: PreviewPage): Html {
  const languages = customer.languages.filter((language) => profile?.languages?.includes(language) ?? true);
  const links = SCHEMES.flatMap((scheme) =>
    languages.map((language) => {
      const address = `/preview/${customer.service}/${name}/${scheme}/${encodeURIComponent(key)}?language=${language}`;
      return html` <a href="${address}" aria-label="${title}: ${scheme} ${language}">${scheme} ${language}</a>`;
    }),
  );
  return html`<li><code>${title}</code>${links}</li>`;
}

function listFindings(findings: readonly ConfigIssue[], directory: string): Html | undefined {
  if (findings.length === 0) return undefined;
  const items = findings.map(({ file, line, path, message, remedy }) => {
    const place = `${relative(directory, file)}${line === undefined ? "" : `:${line}`}`;
    return html`<li><code>${place}</code><p><strong>${formatPath(path)}</strong> ${message}</p><p class="note">${remedy}</p></li>`;
  });
  return html`<h2>What the configuration's check says</h2><ul class="findings">${items}</ul>`;
}

function draw(title: string, main: Html, studio: Studio): RenderedPage {
  const look = studio.dress({ ...defaultProfile(), layout: "bar", hash: "preview" });
  const page = { site: studio.site, look, language: "en", languages: [] };
  return {
    status: 200,
    html: layOut(page, { name: "preview", title, heading: html`${title}`, customerName: "Preview", main }),
    contentSecurityPolicy: contentSecurityPolicy({}),
  };
}
