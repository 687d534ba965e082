/**
 * Plays the operator of NemID, for tests: whoever speaks to NemID can speak to this.
 *
 *   http   /launcher      the key card client, in a service provider's iframe
 *          /codefile      the code file client, likewise
 *          /pki           certificates, CRLs, OCSP
 *          /api           the test tool for programs           /  and  /identities, ...  for people
 *   https  (mutual TLS)   the CPR service
 *
 *   state/     the folder it keeps everything in             register/  who exists: people, their cards and locks, providers
 *   keycard/   parameters, ceremony, response, scenarios     http/      routes: client, API, pages
 *   pages/     what is drawn                                 browser/   the scripts of the client's page
 *
 * It reads nothing of the software it is spoken to by: FIDELITY.md says what each part was modelled on.
 */

export type { AnyClient } from "./any-client.js";
export type { CodeFileEnd, CodeFileStuck } from "./codefile/conversation.js";
export type { DescribedIdentity, DescribedMerchant, IdentitySummary } from "./http/describe.js";
export { PortTakenError } from "./http/listen.js";
export type { ActiveScenario } from "./keycard/active-scenarios.js";
export type { End } from "./keycard/conversation.js";
export type { HeadlessLogIn, Stuck } from "./keycard/headless-client.js";
export type { PkiHealth, SourceHealth } from "./pki/pki-health.js";
export type { NewIdentity } from "./register/draw-identity.js";
export type { NewMerchant } from "./register/merchant.js";
export { Refusal } from "./register/refusal.js";
export type { IdentityStatus } from "./register/status.js";
export type { ServiceHealth, ServiceName, Services } from "./services/service-health.js";
export type { SimulatorHandle } from "./simulator-handle.js";
export { type RunningSimulator, type SimulatorOptions, startSimulator } from "./start-simulator.js";
export type { TsaHealth } from "./tsa/tsa-health.js";
