/**
 * How pages look for one customer: tokens, never templates, so that a profile outlives any change of the pages.
 * The eID's own client keeps its own look.
 */
import type { Language } from "./customer-config.js";

export interface GraphicalProfile {
  readonly name: string; // of its folder
  readonly hash: string; // SHA-256 in hex of everything below: tells one version of a profile from another
  readonly language?: Language; // when the request names none; goes before the customer's
  readonly languages?: readonly Language[]; // fewer than the customer's
  readonly layout: Layout;
  readonly header: { readonly visible: boolean; readonly align: "start" | "center"; readonly title?: Localized };
  readonly logo?: Logo;
  readonly favicon?: Image;
  readonly background?: { readonly image: Image; readonly fit: "cover" | "tile" };
  readonly colors: { readonly light: Palette; readonly dark: Palette };
  readonly font: { readonly family: FontFamily; readonly stack: string; readonly size: number }; // size in px
  readonly radius: number; // px, of cards, buttons and fields
  readonly texts: Texts;
  readonly help: readonly HelpLink[];
  readonly window: Placement;
  readonly frameParents: readonly string[]; // origins that frame the pages or open them; none where they have the whole window
}

/** Where the pages are shown: in the whole window, in a frame of the customer's, in a window that the customer's page opens. */
export type Placement = "top" | "self" | "popup";

/** `card`: one box in the middle. `split`: a panel with the logo beside the page. `bar`: a full-width page under a top bar. */
export const LAYOUTS = ["card", "split", "bar"] as const;
export type Layout = (typeof LAYOUTS)[number];

export type Logo = {
  readonly light: Image;
  readonly dark: Image;
  readonly print?: PrintedImage; // what PDFs can hold
  readonly alt: Localized;
};
/** A file of the profile: checked, and small enough to be kept in memory. */
export type Image = {
  readonly name: string;
  readonly mediaType: "image/svg+xml" | "image/png" | "image/jpeg" | "image/webp";
  readonly sha256: string; // hex
  readonly bytes: Uint8Array;
};

export type PrintedImage = Image & { readonly mediaType: "image/png" | "image/jpeg" };

export type Localized = Readonly<Partial<Record<Language, string>>>;
/** Sentences that replace the gateway's ("gateway") or a plug-in's (its family), by key. */
export type Texts = Readonly<Partial<Record<Language, Readonly<Record<string, Readonly<Record<string, string>>>>>>>;
export type HelpLink = { readonly label: Localized; readonly url: string; readonly screen?: string }; // screen: only there

/** Colours as #rrggbb. Every pair that is drawn as text on a ground meets WCAG 2.2 AA (see profile/contrast.ts). */
export const COLORS = {
  page: "behind everything",
  surface: "behind texts and fields: the card, the page under a bar",
  text: "texts and headings",
  muted: "less important texts",
  border: "the edge of fields and buttons",
  link: "links",
  primary: "the main button, and the panel of the split layout with the logo on it",
  onPrimary: "texts on primary",
  header: "the header of the layouts card and bar",
  onHeader: "texts on that header",
  problem: "what went wrong",
  focus: "the ring around what has the keyboard",
} as const;
export type ColorName = keyof typeof COLORS;
export type Palette = Readonly<Record<ColorName, string>>;

/** Families that every system has something of, so that no font is fetched from anywhere. */
export const FONT_STACKS = {
  system: "system-ui, sans-serif",
  humanist: 'Seravek, "Gill Sans Nova", Ubuntu, Calibri, "DejaVu Sans", source-sans-pro, sans-serif',
  geometric: 'Avenir, Montserrat, Corbel, "URW Gothic", source-sans-pro, sans-serif',
  grotesque: 'Inter, Roboto, "Helvetica Neue", "Arial Nova", "Nimbus Sans", Arial, sans-serif',
  rounded:
    'ui-rounded, "Hiragino Maru Gothic ProN", Quicksand, Comfortaa, Manjari, "Arial Rounded MT Bold", Calibri, source-sans-pro, sans-serif',
  serif: 'Charter, "Bitstream Charter", "Sitka Text", Cambria, serif',
  slab: 'Rockwell, "Rockwell Nova", "Roboto Slab", "DejaVu Serif", "Sitka Small", serif',
} as const;
export type FontFamily = keyof typeof FONT_STACKS;
