import {
  type IssuedCertificate,
  type MessageDialect,
  type MessageDocument,
  type MessageProperty,
  messageAttacks,
  signMessage,
} from "@eid-gateway/oces-testing";
import { type Manner, placeInManner, signInManner } from "../realism/manner.js";
import type { Identity } from "../register/identity.js";
import { objectsOf } from "../sign-text/signed-document.js";
import type { Statement } from "./response-properties.js";
import type { ScenarioCertificates } from "./scenario-certificates.js";
import type { Scenario } from "./scenarios.js";

/** What a client posts when the user came all the way: base64 of the signed message, honest or as the scenario has it. */
export type Respond = (signer: Identity, honest: Statement, recipe: Scenario) => Promise<string>;

/** How one client writes what is signed. */
export interface Writing {
  readonly dialect: MessageDialect;
  propertiesOf(statement: Statement): MessageProperty[];
  /** How the next message is written, when messages are to differ as real ones did. */
  readonly nextManner?: () => Manner | undefined;
}

export interface RespondOptions {
  certificateOf(identity: Identity): IssuedCertificate;
  readonly scenarioCertificates: ScenarioCertificates;
  readonly writing: Writing;
  /** The other client's way, for a scenario. */
  readonly otherWriting: Writing;
  wait(ms: number): Promise<void>;
}

export function createRespond({ certificateOf, scenarioCertificates, wait, ...writings }: RespondOptions): Respond {
  const previous = new Map<string, string>(); // by NemID number: the last honest answer, for replays
  return async (signer, honest, recipe) => {
    const own = certificateOf(signer);
    const identity = recipe.certificate ? await scenarioCertificates.issue(recipe.certificate, signer, own) : own;
    const writing = recipe.otherDialect ? writings.otherWriting : writings.writing;
    const manner = writing.nextManner?.();
    const signed = sign(identity, honest, recipe, writing, manner);
    if (manner) await wait(manner.latencyMs);
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
  { dialect, propertiesOf }: Writing,
  manner: Manner | undefined,
): Uint8Array {
  const contentOf = (said: Statement) => ({ properties: propertiesOf(said), documents: documentsOf(said) });
  const write = (said: Statement, madeWith = {}) =>
    signMessage({ identity, dialect, ...contentOf(said), faults: madeWith });
  if (!attack) {
    const meant = manner ? placeInManner(honest, manner) : honest;
    const said = statement?.(meant) ?? meant;
    return manner ? signInManner(identity, contentOf(said), manner, faults) : write(said, faults);
  }
  const challenge = honest.signProperties.get("challenge");
  if (challenge === undefined) {
    const value = honest.action === "logon" ? "sign" : "logon";
    return messageAttacks[attack](write(honest), { property: "action", value });
  }
  const other = { ...honest, signProperties: new Map(honest.signProperties).set("challenge", OTHER_CHALLENGE) };
  return messageAttacks[attack](write(FORGE_NOTHING.has(attack) ? honest : other), {
    property: "challenge",
    value: challenge,
  });
}

function documentsOf({ document }: Statement): MessageDocument[] {
  return document ? objectsOf(document) : [];
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
