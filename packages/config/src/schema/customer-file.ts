import { z } from "zod";
import {
  apiVersion,
  byFamily,
  credentialFile,
  filled,
  language,
  languages,
  plainWords,
  slug,
  webAddress,
} from "./fields.js";
import { oidc } from "./oidc.js";
import { portals } from "./portals.js";
import { saml } from "./saml.js";
import { customerSigning } from "./signing.js";

const methodUse = z.strictObject({
  method: slug.describe("The id of a plug-in's method."),
  config: z.unknown().default({}).describe("What the method wants to know of this customer, checked by its plug-in."),
  profile: slug.optional().describe("The graphical profile, when the request names none."),
  title: plainWords.optional().describe("Its name where people choose, in place of the plug-in's."),
  help: plainWords.optional().describe("The line under that name: whom the method is for. In place of the plug-in's."),
});

export const customerFile = z.strictObject({
  apiVersion,
  service: slug.describe("The service name, in addresses and logs. It is also the name of the customer's folder."),
  name: filled.describe("The name people see."),
  sector: z.enum(["private", "public"]).describe("Some registers tell public authorities more than others."),
  password: filled.optional().describe("What the customer's own servers show when they call the gateway's services."),
  homePage: webAddress.optional().describe("Where a person can go back to when no relying party can take them."),
  agreements: byFamily
    .default({})
    .describe("What the customer has agreed with the operator of each family, checked by its plug-in."),
  credentials: z
    .record(slug, credentialFile)
    .default({})
    .describe("Certificates with keys, by the name methods know them by."),
  methods: z
    .record(slug, methodUse)
    .default({})
    .describe("The methods people can use, by public name: `urn:signicat:oidc:method:<name>`."),
  portals: portals
    .default({})
    .describe("Lists of methods to choose from, in order, by name: `urn:signicat:oidc:portal:<name>`."),
  languages: languages.default(["en", "da"]).describe("The languages of the pages."),
  defaultLanguage: language.default("en").describe("The language when the request and the profile name none."),
  defaultProfile: slug.default("default").describe("The graphical profile when the request and the method name none."),
  oidc: oidc.prefault({}).describe("OpenID Connect."),
  saml: saml.prefault({}).describe("The method URL `/std/method/<service>/` and its SAML 1.1 answers."),
  signing: customerSigning.optional().describe("Signing of documents. Without it the customer can have none signed."),
});
export type CustomerFile = z.output<typeof customerFile>;
