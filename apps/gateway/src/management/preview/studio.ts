/** What previews are drawn with: assets and scripts of their own, since what an author tries has no place on the public port. */
import type { CustomerConfig, GraphicalProfile } from "@eid-gateway/config";
import type { AnyEidMethod } from "@eid-gateway/core";
import { type Assets, createAssets } from "../../assets.js";
import { dressProfile, type Look } from "../../screens/look.js";
import type { PageContext, Site } from "../../screens/page-context.js";
import { openSite } from "../../screens/page-scripts.js";

export const SCHEMES = ["light", "dark"] as const;
type Scheme = (typeof SCHEMES)[number];

export interface Studio {
  readonly assets: Assets;
  readonly site: Site;
  dress(profile: GraphicalProfile, scheme?: Scheme): Look;
  /** So many versions have been looked at that a new one should be opened. */
  isFull(): boolean;
}

const MAX_LOOKS = 100;

export function openStudio(methods: readonly AnyEidMethod[]): Studio {
  const assets = createAssets();
  const { scripts } = openSite(assets, methods);
  // No page of a preview does anything: no client is asked for, nothing is sent on.
  const nothing = assets.registerBytes("nothing.js", Buffer.from("export {};\n"));
  const idle = Object.fromEntries(Object.keys(scripts).map((name) => [name, nothing])) as unknown as Site["scripts"];
  const looks = new Map<string, Look>();
  return {
    assets,
    site: { assets, scripts: idle },
    isFull: () => looks.size >= MAX_LOOKS,
    dress(profile, scheme) {
      const key = `${profile.hash} ${scheme}`;
      const look = looks.get(key) ?? dressProfile(scheme ? inScheme(profile, scheme) : profile, assets, scheme);
      looks.set(key, look);
      return look;
    },
  };
}

/** The profile for one scheme, whatever the browser prefers. */
function inScheme(profile: GraphicalProfile, scheme: Scheme): GraphicalProfile {
  const { colors, logo } = profile;
  const picture = logo?.[scheme];
  return {
    ...profile,
    colors: { light: colors[scheme], dark: colors[scheme] },
    ...(logo && picture && { logo: { ...logo, light: picture, dark: picture } }),
  };
}

export interface View {
  readonly studio: Studio;
  readonly profile: GraphicalProfile;
  readonly scheme: Scheme;
  readonly language: string;
  readonly path: string;
}

/** As for a person in the middle of a log-in. */
export function contextFor(
  { studio, profile, scheme, language: asked, path }: View,
  customer: CustomerConfig,
): PageContext {
  const languages = customer.languages.filter((one) => profile.languages?.includes(one) ?? true);
  const language = languages.find((one) => one === asked) ?? profile.language ?? customer.defaultLanguage;
  const others = languages.filter((one) => one !== language);
  return {
    site: studio.site,
    look: studio.dress(profile, scheme),
    language,
    languages: others.map((one) => ({ language: one, href: `${path}?language=${one}` })),
    reference: "EXAMP-LE123",
    customerName: customer.name,
    action: path,
    step: "preview",
  };
}
