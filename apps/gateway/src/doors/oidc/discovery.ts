/** The algorithms on offer, and what the discovery document says beyond what oidc-provider knows by itself. */
import { ENCRYPTION_ALGS, ENCRYPTION_ENCS, LANGUAGES } from "@eid-gateway/config";
import type { Configuration } from "oidc-provider";
import { REQUEST_ENCRYPTION_ALG } from "./encryption-keys.js";
import { PROMPTS } from "./prompts.js";
import { REQUEST_SIGNING_ALGS } from "./request-object.js";

export const ALGORITHMS = {
  idTokenSigningAlgValues: ["RS256"],
  userinfoSigningAlgValues: ["RS256"],
  idTokenEncryptionAlgValues: [...ENCRYPTION_ALGS],
  idTokenEncryptionEncValues: [...ENCRYPTION_ENCS],
  userinfoEncryptionAlgValues: [...ENCRYPTION_ALGS],
  userinfoEncryptionEncValues: [...ENCRYPTION_ENCS],
} satisfies Configuration["enabledJWA"];

/** Request objects are ours: see request-object.ts. */
export const DISCOVERY = {
  ui_locales_supported: [...LANGUAGES],
  prompt_values_supported: PROMPTS,
  request_parameter_supported: true,
  request_object_signing_alg_values_supported: REQUEST_SIGNING_ALGS,
  request_object_encryption_alg_values_supported: [REQUEST_ENCRYPTION_ALG],
  request_object_encryption_enc_values_supported: [...ENCRYPTION_ENCS],
};
