import { type IssuedCertificate, messageAttacks, signMessage } from "@eid-gateway/oces-testing";
import type { Identity } from "../register/identity.js";
import type { ClientRequest } from "./client-request.js";
import { propertiesOf, type Statement, stateOf } from "./response-properties.js";
import type { ScenarioCertificates } from "./scenario-certificates.js";
import type { Scenario } from "./scenarios.js";

/** The content of `changeResponseAndSubmit` when the user came all the way: base64 of the signed message. */
export type Respond = (
  signer: Identity,
  request: ClientRequest,
  options: { recipe: Scenario; rememberUseridToken?: Uint8Array },
) => Promise<string>;

export interface RespondOptions {
  certificateOf(identity: Identity): IssuedCertificate;
  readonly scenarioCertificates: ScenarioCertificates;
}

export function createRespond({ certificateOf, scenarioCertificates }: RespondOptions): Respond {
  const previous = new Map<string, string>(); // by NemID number: the last honest answer, for replays
  return async (signer, request, { recipe, rememberUseridToken }) => {
    const own = certificateOf(signer);
    const identity = recipe.certificate ? await scenarioCertificates.issue(recipe.certificate, signer, own) : own;
    const honest = { ...stateOf(request), ...(rememberUseridToken && { rememberUseridToken }) };
    const signed = sign(identity, honest, recipe);
    const answer = { honest: Buffer.from(signed).toString("base64"), previous: previous.get(signer.nemidNumber) };
    if (recipe.id === "none") previous.set(signer.nemidNumber, answer.honest);
    return recipe.content?.(answer) ?? answer.honest;
  };
}

/** An attack starts from what another log-in's message would say, and forges what this one should. */
function sign(
  identity: IssuedCertificate,
  honest: Statement,
  { statement, faults = {}, attack }: Scenario,
): Uint8Array {
  if (!attack) return signMessage({ identity, properties: propertiesOf(statement?.(honest) ?? honest), faults });
  const challenge = honest.signProperties.get("challenge");
  if (challenge === undefined) {
    const message = signMessage({ identity, properties: propertiesOf(honest) });
    return messageAttacks[attack](message, { property: "action", value: honest.action === "logon" ? "sign" : "logon" });
  }
  const other = { ...honest, signProperties: new Map(honest.signProperties).set("challenge", OTHER_CHALLENGE) };
  const message = signMessage({ identity, properties: propertiesOf(FORGE_NOTHING.has(attack) ? honest : other) });
  return messageAttacks[attack](message, { property: "challenge", value: challenge });
}

const OTHER_CHALLENGE = "999999999999";

/** Attacks on the writing alone: with the right challenge, only the writing can give them away. */
const FORGE_NOTHING: ReadonlySet<string> = new Set([
  "comment-in-value",
  "cdata-in-value",
  "doctype-with-entity",
  "doctype-declaring-attributes",
  "visibility-flipped",
  "encoding-flipped",
  "empty-signature-value",
  "no-reference",
]);
