/** What the tests of the pages share: a page to draw on, and a method that says things. */
import type { GraphicalProfile, Palette } from "@eid-gateway/config";
import type { Asset, Block, Screen } from "@eid-gateway/core";
import { createAssets } from "../../src/assets.js";
import { dressProfile } from "../../src/screens/look.js";
import type { PageContext, RenderedPage } from "../../src/screens/page-context.js";
import { openSite } from "../../src/screens/page-scripts.js";
import { renderStep, type StepToShow } from "../../src/screens/render-step.js";

const palette: Palette = {
  page: "#eeeeee",
  surface: "#ffffff",
  text: "#111111",
  muted: "#444444",
  border: "#666666",
  link: "#003399",
  primary: "#003399",
  onPrimary: "#ffffff",
  header: "#222222",
  onHeader: "#ffffff",
  problem: "#990000",
  focus: "#003399",
};
export const profile: GraphicalProfile = {
  name: "test",
  hash: "0".repeat(64),
  layout: "card",
  header: { visible: true, align: "start" },
  colors: { light: palette, dark: palette },
  font: { family: "system", stack: "system-ui, sans-serif", size: 16 },
  radius: 8,
  texts: {},
  help: [],
  window: "top",
  frameParents: [],
};

const assets = createAssets();
const site = openSite(assets);
export const icon: Asset = { name: "icon", file: new URL("../../assets/icon.svg", import.meta.url) };
export const script: Asset = { name: "script", file: new URL("../../dist/browser/forward.js", import.meta.url) };
for (const asset of [icon, script]) assets.register(asset);

export function pageOf(changes: Partial<PageContext> & { profile?: Partial<GraphicalProfile> } = {}): PageContext {
  return {
    site,
    look: dressProfile({ ...profile, ...changes.profile }, assets),
    language: "en",
    languages: [{ language: "da", href: "/flow/f1?language=da" }],
    reference: "ref-1",
    customerName: "Demo",
    action: "/flow/f1",
    step: "step-token",
    ...changes,
  };
}

/** Says whatever is asked of it: the sentence is the value `t`. */
const method: StepToShow["method"] = {
  id: "acme-card",
  family: "acme",
  texts: { en: { t: "{t}", title: "Title" }, da: { title: "Overskrift" } },
  assets: [icon, script],
};
export const say = (t: string) => ({ key: "t", values: { t } });

export function screenOf(...blocks: Block[]): Screen {
  return { name: "acme/test", title: { key: "title" }, blocks };
}
export function draw(screen: Screen, page: PageContext = pageOf()): RenderedPage {
  return renderStep({ method, screen }, page);
}
export function drawBlock(block: Block): string {
  return draw(screenOf(block)).html;
}
/** The attributes and text of the first element that matches: tag and attribute order are ours, so a pattern is enough. */
export function tagWith(html: string, pattern: RegExp): string {
  const tag = (html.match(/<[a-z][^>]*>/g) ?? []).find((candidate) => pattern.test(candidate));
  if (!tag) throw new Error(`no tag matches ${pattern}`);
  return tag;
}
