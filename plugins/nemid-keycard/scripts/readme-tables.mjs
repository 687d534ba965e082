/** The README's tables, from the code. `node scripts/readme-tables.mjs` writes them; a test fails when they have drifted. */
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { clientCodes, nemidScreens, ownMeanings } from "@eid-gateway/nemid";
import { nemid } from "@eid-gateway/nemid-keycard";
import { fillTables, markdownTable, operatorTables } from "@eid-gateway/testkit";

const readme = new URL("../README.md", import.meta.url);

/** The README as it ought to be. */
export function filledReadme() {
  const screens = Object.entries(nemidScreens).map(([name, meaning]) => [`\`${name}\``, meaning]);
  const ofClient = Object.entries(clientCodes).map(([code, { meaning }]) => [`nemid:client:${code}`, meaning]);
  return fillTables(readFileSync(readme, "utf8"), {
    ...operatorTables(nemid, { ...ownMeanings, ...Object.fromEntries(ofClient) }),
    screens: markdownTable(["Screen", "What the person sees"], screens),
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) writeFileSync(readme, filledReadme());
