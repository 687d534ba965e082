/** The style sheet of a look: the profile's tokens as CSS variables, then our own rules, which are the same for everybody. */
import { readFileSync } from "node:fs";
import type { GraphicalProfile, Palette } from "@eid-gateway/config";

type StyleTokens = Pick<GraphicalProfile, "colors" | "font" | "radius" | "background" | "header">;

/** Our rules: those of every page, then those of the layout. */
export function readStyles(layout: GraphicalProfile["layout"]): string {
  return ["page", "signing", `layout-${layout}`]
    .map((name) => readFileSync(new URL(`../../assets/${name}.css`, import.meta.url), "utf8"))
    .join("\n");
}

interface StyleOptions {
  readonly background?: string | undefined; // the address of the profile's picture, once it has one
  readonly scheme?: "light" | "dark" | undefined; // both, as the browser prefers, unless one is named
}

export function stylesheetOf(tokens: StyleTokens, styles: string, { background, scheme }: StyleOptions = {}): Buffer {
  const { colors, font, radius, header } = tokens;
  const shape = [
    ["font", fontStack(font.stack)],
    ["font-size", `${number(font.size) / 16}rem`], // relative: what people set in their browser counts
    ["radius", `${number(radius)}px`],
    ["header-align", header.align === "center" ? "center" : "start"],
    ...(background
      ? [
          [
            "background",
            `url("${background}") ${tokens.background?.fit === "tile" ? "0 0 / auto repeat" : "center / cover no-repeat fixed"}`,
          ],
        ]
      : []),
  ].map(([name, value]) => `--${name}: ${value};`);
  const text = `:root { color-scheme: ${scheme ?? "light dark"}; ${shape.join(" ")} ${palette(colors.light)} }
@media (prefers-color-scheme: dark) { :root { ${palette(colors.dark)} } }
${styles}`;
  return Buffer.from(text, "utf8");
}

function palette(colors: Palette): string {
  return Object.entries(colors)
    .map(([name, value]) => `--${kebab(name)}: ${color(value)};`)
    .join(" ");
}

/** The profile's schema has checked all of these; here nothing but a value can get out of its place, whoever made the profile. */
function color(value: string): string {
  if (!/^#[0-9a-f]{6}$/i.test(value)) throw new Error("a colour of a profile is written as #rrggbb");
  return value;
}
function number(value: number): number {
  if (!Number.isFinite(value) || value < 0) throw new Error("a length of a profile is a number of pixels");
  return value;
}
function fontStack(stack: string): string {
  if (!/^[\w ,"-]+$/.test(stack)) throw new Error("a font stack is a list of family names");
  return stack;
}
const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
