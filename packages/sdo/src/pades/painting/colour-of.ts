import type { FrontPage } from "../package-contents.js";

const DARK_BLUE = "#1f3a5f";

/** What is not "#rrggbb" is no colour: it came from a configuration, and must not keep anybody from their package. */
export function colourOf({ colour = DARK_BLUE }: FrontPage): string {
  return /^#[0-9a-f]{6}$/i.test(colour) ? colour : DARK_BLUE;
}
