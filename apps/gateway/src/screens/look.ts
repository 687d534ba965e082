/** A graphical profile dressed for pages: its style sheet and pictures have addresses, its sentences are at hand. */
import type { GraphicalProfile, Image, Localized, Texts } from "@eid-gateway/config";
import type { Assets } from "../assets.js";
import { readStyles, stylesheetOf } from "./stylesheet.js";

export interface Look {
  readonly layout: GraphicalProfile["layout"];
  readonly stylesheet: string; // addresses, this and the pictures
  readonly icon: string;
  readonly logo?: { readonly light: string; readonly dark: string; readonly alt: Localized };
  readonly header: GraphicalProfile["header"];
  readonly texts: Texts;
  readonly help: GraphicalProfile["help"];
  readonly window: GraphicalProfile["window"];
  readonly frameParents: GraphicalProfile["frameParents"]; // origins that may frame the pages
  readonly listeners: GraphicalProfile["frameParents"]; // origins that are told how it ended
  readonly languages?: GraphicalProfile["languages"];
}

const ownIcon = { name: "icon", file: new URL("../../assets/icon.svg", import.meta.url) };

/** Registers what the profile shows. Do it for every profile before the server listens; the same profile gives the same look. @param scheme for all browsers, whatever they prefer */
export function dressProfile(profile: GraphicalProfile, assets: Assets, scheme?: "light" | "dark"): Look {
  const address = ({ name, bytes }: Image) => assets.registerBytes(name, bytes);
  const background = profile.background && address(profile.background.image);
  const { logo } = profile;
  return {
    layout: profile.layout,
    stylesheet: assets.registerBytes(
      "page.css",
      stylesheetOf(profile, readStyles(profile.layout), { background, scheme }),
    ),
    icon: profile.favicon ? address(profile.favicon) : assets.register(ownIcon),
    logo: logo && { light: address(logo.light), dark: address(logo.dark), alt: logo.alt },
    header: profile.header,
    texts: profile.texts,
    help: profile.help,
    window: profile.window,
    frameParents: profile.window === "self" ? profile.frameParents : [],
    listeners: profile.frameParents,
    languages: profile.languages,
  };
}
