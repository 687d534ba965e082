import { type IssuedCertificate, signMessage } from "@eid-gateway/oces-testing";
import type { Identity } from "../register/identity.js";
import type { ClientRequest } from "./client-request.js";
import { propertiesOf, stateOf } from "./response-properties.js";
import type { ScenarioCertificates } from "./scenario-certificates.js";
import type { Scenario } from "./scenarios.js";

export interface Respond {
  /** The content of `changeResponseAndSubmit` when the user came all the way: base64 of the signed message. */
  (
    signer: Identity,
    request: ClientRequest,
    options: { recipe: Scenario; rememberUseridToken?: Uint8Array },
  ): Promise<string>;
}

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
    const properties = propertiesOf(recipe.statement?.(honest) ?? honest);
    const signed = signMessage({ identity, properties, faults: recipe.faults?.(honest) ?? {} });
    const answer = { honest: Buffer.from(signed).toString("base64"), previous: previous.get(signer.nemidNumber) };
    if (recipe.id === "none") previous.set(signer.nemidNumber, answer.honest);
    return recipe.content?.(answer) ?? answer.honest;
  };
}
