import { z } from "zod";
import { samlTargetProblem } from "./addresses.js";
import { credentialFile, custom, filled, origin, shaped, TWICE, text, yesOrNo } from "./fields.js";

const issuer = shaped(/^[\x21-\x7e]{1,200}$/, {
  message: "is not a name without blanks",
  remedy: "write it as old answers have it: id.example.dk/std",
});
const word = shaped(/^[^\p{C}]{1,64}$/u, { message: "is not 1 to 64 characters", remedy: "write a shorter name" });
const country = shaped(/^[A-Z]{2}$/, { message: "is not a country code", remedy: "write two capitals: DK" });

/** The names and keys of the whole gateway: what old integrations were told to expect. */
export const samlIdentity = z.strictObject({
  issuer: issuer.optional().describe("`Issuer` of every assertion. Without it `<host>/std`, the host without scheme."),
  subject: z
    .strictObject({
      CN: word.optional().describe("Common name. Without it `<host>/std`."),
      OU: word.optional().describe("Organizational unit."),
      O: word.optional().describe("Organization."),
      L: word.optional().describe("Locality."),
      ST: word.optional().describe("State."),
      C: country.optional().describe("Country."),
    })
    .prefault({})
    .describe("The subject of the certificates that the gateway makes for its signing keys."),
  keys: z
    .array(credentialFile)
    .default([])
    .describe(
      "Keys with certificates of one's own: the first signs, all are published. Without any, the gateway makes its own.",
    ),
});

const target = z.strictObject({
  url: text(samlTargetProblem).describe(
    "The address, without a query. Compared character by character; a request may add a query of its own.",
  ),
  audience: filled.optional().describe("Whom the answer is for, as `Audience`. Most customers expect none."),
  continuesTo: z
    .array(origin)
    .default([])
    .describe(
      "Origins to which this address redirects the browser, having taken the answer. Chromium blocks a redirect to any other.",
    ),
  nationalId: yesOrNo(true).describe(
    "Whether the answer holds the national number. An agreement of the eID's family must allow it too.",
  ),
  organization: yesOrNo(true).describe("Whether the answer says for which company a business owner acts."),
});

export const saml = z.strictObject({
  targets: z
    .array(target)
    .superRefine((targets, context) => {
      const urls = targets.map(({ url }) => url);
      const again = urls.findIndex((url, at) => urls.indexOf(url) !== at);
      if (again >= 0) context.addIssue(custom(TWICE, [again, "url"]));
    })
    .default([])
    .describe("Where answers may be posted to. Without one, the customer has no method URL."),
  prefillByGet: yesOrNo(true).describe(
    "Whether a CPR number to fill in may stand in an address (`prefilled.subject`). It may always be posted.",
  ),
});
