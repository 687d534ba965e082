/** The files of the family: the clients' page scripts and a picture for choosers. */
import { defineAssets } from "@eid-gateway/core";

export const assets = defineAssets(import.meta.url, {
  keycard: "./browser/keycard.js",
  codefile: "./browser/codefile.js",
  readCommand: "./browser/read-command.js", // imported by both
  logo: "../assets/nemid.svg",
});
