// Writes what is made from the schemas: schemas/*.schema.json for editors, and the tables of docs/configuration.md.
// Run after a build: `npm run generate`. A test fails when it was forgotten.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { jsonSchemas, referenceTables } from "../dist/index.js";

const schemas = new URL("../schemas/", import.meta.url);
mkdirSync(schemas, { recursive: true });
for (const [name, schema] of Object.entries(jsonSchemas())) {
  writeFileSync(new URL(name, schemas), `${JSON.stringify(schema, null, 2)}\n`);
}

const page = new URL("../../../docs/configuration.md", import.meta.url);
const [before, , after] = readFileSync(page, "utf8").split(/^(?=<!-- (?:generated|end) -->$)/m);
writeFileSync(page, `${before}<!-- generated -->\n\n${referenceTables()}\n${after}`);
