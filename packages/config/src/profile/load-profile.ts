import { createHash } from "node:crypto";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Findings } from "../findings.js";
import {
  FONT_STACKS,
  type GraphicalProfile,
  type Image,
  type Palette,
  type PrintedImage,
} from "../graphical-profile.js";
import { ConfigError } from "../issue.js";
import { readConfigFile } from "../read-config-file.js";
import type { Surroundings } from "../references/resolve.js";
import { type ProfileFile, profileFile } from "../schema/profile-file.js";
import { contrastProblems } from "./contrast.js";
import { readImage } from "./image.js";

type Palettes = GraphicalProfile["colors"];
type Place = { readonly folder: string; readonly name: string; readonly palettes: Palettes };

/** Reads a profile's folder. Colours that it does not give are those of `default`. @returns undefined when it has mistakes */
export function loadProfile(place: Place, given: Surroundings, findings: Findings): GraphicalProfile | undefined {
  const file = join(place.folder, "profile.yaml");
  const before = findings.issues.length;
  const data = readConfigFile(profileFile, file, given, findings);
  if (!data) return undefined;
  const profile = assemble(place, file, data, findings);
  checkContrast(file, profile.colors, findings);
  return findings.issues.length === before ? profile : undefined;
}

const BUILT_IN = fileURLToPath(new URL("../../profiles/default", import.meta.url));

let builtIn: GraphicalProfile | undefined;

/** The profile that every customer has. Read once. @throws ConfigError when the package is damaged */
export function defaultProfile(): GraphicalProfile {
  builtIn ??= readBuiltIn();
  return builtIn;
}

function readBuiltIn(): GraphicalProfile {
  const findings = new Findings();
  const none = { light: {}, dark: {} } as Palettes; // its own file gives every colour
  const profile = loadProfile(
    { folder: BUILT_IN, name: "default", palettes: none },
    { env: {}, state: undefined },
    findings,
  );
  if (!profile) throw new ConfigError(findings.issues);
  return profile;
}

function assemble(
  { folder, name, palettes }: Place,
  file: string,
  data: ProfileFile,
  findings: Findings,
): GraphicalProfile {
  const { apiVersion: _, logo, favicon, background, colors, font, ...plain } = data;
  const image = (path: string[], bare: string | undefined) =>
    bare === undefined ? undefined : readImage({ file, path, name: bare, at: join(folder, bare) }, findings);
  const light = image(["logo", "light"], logo?.light);
  const dark = logo?.dark === undefined ? light : image(["logo", "dark"], logo.dark);
  const print = logo?.print === undefined ? light : image(["logo", "print"], logo.print);
  const picture = image(["background", "image"], background?.image);
  return withHash({
    name,
    ...plain,
    font: { ...font, stack: FONT_STACKS[font.family] },
    colors: { light: complete(palettes.light, colors.light), dark: complete(palettes.dark, colors.dark) },
    logo: logo && light && dark && { light, dark, ...(isPrinted(print) && { print }), alt: logo.alt },
    favicon: image(["favicon"], favicon),
    background: background && picture && { image: picture, fit: background.fit },
  });
}

function isPrinted(image: Image | undefined): image is PrintedImage {
  return image?.mediaType === "image/png" || image?.mediaType === "image/jpeg";
}

function complete(base: Palette, own: Partial<Palette>): Palette {
  const given = Object.entries(own).filter(([, color]) => color !== undefined);
  return { ...base, ...Object.fromEntries(given.map(([key, color]) => [key, color.toLowerCase()])) };
}

function withHash(profile: Omit<GraphicalProfile, "hash">): GraphicalProfile {
  const withoutBytes = (_key: string, value: unknown) => (isImage(value) ? { ...value, bytes: undefined } : value);
  const hash = createHash("sha256").update(JSON.stringify(profile, withoutBytes)).digest("hex");
  return { ...profile, hash };
}

function isImage(value: unknown): value is Image {
  return typeof value === "object" && value !== null && "bytes" in value;
}

function checkContrast(file: string, colors: Palettes, findings: Findings): void {
  for (const scheme of ["light", "dark"] as const) {
    for (const { color, ...problem } of contrastProblems(colors[scheme])) {
      findings.issue(file, ["colors", scheme, color], problem);
    }
  }
}
