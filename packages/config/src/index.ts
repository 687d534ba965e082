/**
 * The configuration: gateway.yaml, a folder per customer, a folder per graphical profile. Everything is read and checked before the
 * gateway listens, offline, and every mistake is told at once with file, place and remedy.
 *
 *   read YAML -> replace ${...} -> check against the schema -> load profiles -> rules across files -> Config, or a ConfigError
 *
 * What a plug-in's settings, agreements and method configs hold is the plug-in's to check; opening key files is the gateway's.
 */
export type { Config, Inspection } from "./config.js";
export * from "./customer-config.js";
export { formatIssues, formatPath } from "./format-issues.js";
export * from "./gateway-config.js";
export * from "./graphical-profile.js";
export * from "./issue.js";
export { inspectConfig, type LoadOptions, loadConfig } from "./load-config.js";
export * from "./oidc-config.js";
export { defaultProfile } from "./profile/load-profile.js";
export { jsonSchemas } from "./schema/json-schemas.js";
export { referenceTables } from "./schema/reference-page.js";
export { findSimilar } from "./schema/similar.js";
