/** Whether what a profile draws can be read: WCAG 2.2, 1.4.3 (texts, 4.5:1) and 1.4.11 (edges and rings, 3:1). */
import type { Problem } from "../findings.js";
import type { ColorName, Palette } from "../graphical-profile.js";

type Pair = readonly [front: ColorName, ground: ColorName, least: number];

const PAIRS: readonly Pair[] = [
  ["text", "page", 4.5],
  ["text", "surface", 4.5],
  ["muted", "page", 4.5],
  ["muted", "surface", 4.5],
  ["link", "page", 4.5],
  ["link", "surface", 4.5],
  ["problem", "surface", 4.5],
  ["onPrimary", "primary", 4.5],
  ["onHeader", "header", 4.5],
  ["border", "surface", 3],
  ["primary", "surface", 3],
  ["focus", "surface", 3],
  ["focus", "page", 3],
];

/** Every pair of colours that is too alike. */
export function contrastProblems(palette: Palette): readonly (Problem & { readonly color: ColorName })[] {
  return PAIRS.flatMap(([front, ground, least]) => {
    const ratio = contrastRatio(palette[front], palette[ground]);
    if (ratio >= least) return [];
    const shown = (Math.floor(ratio * 100) / 100).toFixed(2); // never rounded up to what is asked for
    const message = `on ${ground} (${palette[front]} on ${palette[ground]}) has a contrast of ${shown}:1, below ${least}:1`;
    return [{ color: front, message, remedy: `make ${front} or ${ground} lighter or darker (WCAG 2.2 AA)` }];
  });
}

/** From 1 (the same) to 21 (black on white); colours as #rrggbb. */
export function contrastRatio(one: string, other: string): number {
  const [lighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => linear(Number.parseInt(color.slice(at, at + 2), 16) / 255));
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}
