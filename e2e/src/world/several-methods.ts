/** A customer with several methods: the one of the demo under three names, two of its own, and portals of them. */
import { join } from "node:path";
import { editFile } from "./edit-customer.js";

const METHODS = `
  privat:
    method: nemid
    config: { requestIssuer: Demo }
    title: { da: NemID privat, en: Private NemID }
    help: { da: Til dig som borger, en: For you as a citizen }
  firma:
    method: nemid
    config: { requestIssuer: Demo }
    title: { da: NemID i firmaet, en: NemID at work }
    help: { da: "Til dig, der handler for en virksomhed", en: For those who act for a company }
`;
const PORTALS = `
portals:
  alle: [privat, nemid, firma]
  arbejde: [firma]
`;

export function withSeveralMethods(folder: string): void {
  editFile(join(folder, "customers", "demo", "customer.yaml"), (yaml) =>
    yaml.replace("\nmethods:\n", `\n${PORTALS}\nmethods:${METHODS}`),
  );
}

export const METHOD = "urn:signicat:oidc:method:";
export const PORTAL = "urn:signicat:oidc:portal:";
