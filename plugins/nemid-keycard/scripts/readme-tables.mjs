/** The README's tables, from the code. `node scripts/readme-tables.mjs` writes them; a test fails when they have drifted. */
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { clientCodes, nemidAttributes, nemidScreens, ownMeanings } from "@eid-gateway/nemid";
import { nemid } from "@eid-gateway/nemid-keycard";
import { fillTables, markdownTable, operatorTables } from "@eid-gateway/testkit";

const readme = new URL("../README.md", import.meta.url);

/** The README as it ought to be. */
export function filledReadme() {
  const ofClient = Object.entries(clientCodes).map(([code, { meaning }]) => [`nemid:client:${code}`, meaning]);
  return fillTables(readFileSync(readme, "utf8"), {
    ...operatorTables(nemid, { ...ownMeanings, ...Object.fromEntries(ofClient) }),
    claims: markdownTable(
      ["Claim", "Value"],
      rows(nemidAttributes, (name) => `nemid.${name}`),
    ),
    screens: markdownTable(["Screen", "What the person sees"], rows(nemidScreens)),
  });
}

function rows(meanings, nameOf = (name) => name) {
  return Object.entries(meanings).map(([name, meaning]) => [`\`${nameOf(name)}\``, meaning]);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) writeFileSync(readme, filledReadme());
