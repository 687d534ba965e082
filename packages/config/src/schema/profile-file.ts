import { z } from "zod";
import { COLORS, type ColorName, FONT_STACKS, type FontFamily, LAYOUTS } from "../graphical-profile.js";
import {
  apiVersion,
  custom,
  filled,
  language,
  languages,
  localized,
  origin,
  shaped,
  slug,
  webAddress,
  wholeNumber,
  yesOrNo,
} from "./fields.js";

const color = shaped(/^#[0-9a-fA-F]{6}$/, {
  message: "is not a colour",
  remedy: 'write it as "#rrggbb", in quotes: # begins a comment',
});
const colorFields = Object.entries(COLORS).map(([name, use]) => [
  name,
  color.optional().describe(`${use.charAt(0).toUpperCase()}${use.slice(1)}.`),
]);
const palette = z.strictObject(Object.fromEntries(colorFields) as Record<ColorName, z.ZodOptional<typeof color>>);

const imageFile = shaped(/^[A-Za-z0-9][A-Za-z0-9._-]*\.(svg|png|jpg|jpeg|webp)$/, {
  message: "is not the name of an image in the profile's folder",
  remedy: "put an .svg, .png, .jpg or .webp beside profile.yaml and give its bare name",
});

const printedFile = shaped(/^[A-Za-z0-9][A-Za-z0-9._-]*\.(png|jpg|jpeg)$/, {
  message: "is not the name of a PNG or JPEG in the profile's folder",
  remedy: "put a .png, .jpg or .jpeg beside profile.yaml and give its bare name",
});

const logo = z.strictObject({
  light: imageFile.describe("For light pages."),
  dark: imageFile.optional().describe("For dark pages. Without it the same as for light ones."),
  print: printedFile
    .optional()
    .describe(
      "For white paper: the front page of signed packages. Without it that for light pages, if it is a PNG or JPEG.",
    ),
  alt: localized.describe("What it says, for those who cannot see it."),
});

const header = z.strictObject({
  visible: yesOrNo(true).describe("Whether there is a header."),
  align: z.enum(["start", "center"]).default("start").describe("Where logo and title stand."),
  title: localized.optional().describe("A title beside the logo. Without it the logo alone, or the customer's name."),
});

const helpLink = z.strictObject({
  label: localized.describe("The text of the link."),
  url: webAddress.describe("Where it leads."),
  screen: filled.optional().describe("The screen it is shown on, such as `nemid/cpr`. Without it on every one."),
});

const textKey = shaped(/^[A-Za-z0-9][A-Za-z0-9:._/-]*$/, {
  message: "is not the key of a text",
  remedy: "copy the key from the docs",
});
const texts = z.partialRecord(language, z.record(slug, z.record(textKey, filled)));

const fields = z.strictObject({
  apiVersion,
  language: language.optional().describe("The language when the request names none. Goes before the customer's."),
  languages: languages.optional().describe("The languages of these pages. Without it all of the customer's."),
  layout: z
    .enum(LAYOUTS)
    .default("card")
    .describe("`card`: a box in the middle. `split`: a panel beside the page. `bar`: a full page under a top bar."),
  header: header.prefault({}).describe("The header of each page."),
  logo: logo.optional().describe("The customer's logo."),
  favicon: imageFile.optional().describe("The small picture in the browser's tab."),
  background: z
    .strictObject({
      image: imageFile.describe("The picture."),
      fit: z.enum(["cover", "tile"]).default("cover").describe("`cover`: over everything. `tile`: repeated."),
    })
    .optional()
    .describe("A picture behind the page. Texts always have a surface under them."),
  colors: z
    .strictObject({
      light: palette.prefault({}).describe("For light pages. What is not given is as in `default`."),
      dark: palette.prefault({}).describe("For dark pages. What is not given is as in `default`."),
    })
    .prefault({})
    .describe('Colours, as "#rrggbb". Texts must stand out from their ground as WCAG 2.2 AA asks.'),
  font: z
    .strictObject({
      family: z
        .enum(Object.keys(FONT_STACKS) as [FontFamily, ...FontFamily[]])
        .default("system")
        .describe("A kind of font; each system shows what it has of it."),
      size: wholeNumber(14, 24, 16).describe("The size of plain text, in pixels."),
    })
    .prefault({})
    .describe("The font."),
  radius: wholeNumber(0, 32, 8).describe("How round corners are, in pixels."),
  texts: texts
    .default({})
    .describe("Sentences to say differently: language, then `gateway` or a family, then the key."),
  help: z.array(helpLink).max(8).default([]).describe("Links at the foot of the page."),
  window: z
    .enum(["top", "self", "popup"])
    .default("top")
    .describe(
      "Where the pages are shown: the whole window (`top`), a frame (`self`), a window of their own (`popup`).",
    ),
  frameParents: z
    .array(origin)
    .max(16)
    .default([])
    .describe("Origins of the pages that frame these (`self`) or open them (`popup`), and are told how it ended."),
});

export const profileFile = fields.superRefine(({ language, languages, window, frameParents }, context) => {
  if (window === "top" && frameParents.length > 0) context.addIssue(custom(NOT_FRAMED, ["frameParents"]));
  if (window !== "top" && frameParents.length === 0) context.addIssue(custom(NO_PARENT, ["frameParents"]));
  if (language && languages && !languages.includes(language)) context.addIssue(custom(OTHER_LANGUAGE, ["language"]));
});
const NOT_FRAMED = {
  message: "means nothing where the pages have the whole window",
  remedy: "set window: self for a frame or window: popup, or remove the list",
};
const NO_PARENT = {
  message: "names nobody, so no page could show these",
  remedy: "list the origins of the pages that do: [https://www.example.dk]",
};
const OTHER_LANGUAGE = { message: "is not among the profile's languages", remedy: "add it to languages" };
export type ProfileFile = z.output<typeof profileFile>;
