/**
 * Request objects (RFC 9101): an authorization request as a JWT that the client signed, and may have encrypted to us. They are read here
 * and not by oidc-provider, which refuses a list of login hints, takes an object twice, and does not tell whether it was encrypted.
 *
 *   decrypt (if it has five parts) -> verify with the client's own keys -> the claims are the whole request
 */
import { ENCRYPTION_ENCS } from "@eid-gateway/config";
import type { Storage } from "@eid-gateway/storage";
import {
  type CompactJWEHeaderParameters,
  compactDecrypt,
  createLocalJWKSet,
  errors,
  type JSONWebKeySet,
  type JWK,
  type JWTPayload,
  type JWTVerifyOptions,
  jwtVerify,
} from "jose";
import type { RegisteredClient } from "./clients.js";
import { REQUEST_ENCRYPTION_ALG } from "./encryption-keys.js";
import { joinHints } from "./fold-login-hints.js";

export const REQUEST_SIGNING_ALGS = ["RS256", "PS256", "ES256"];

/** Told to the relying party as `invalid_request_object`. Without a cause: jose's errors carry the claims, a CPR number among them. */
export class RequestObjectRefused extends Error {
  override readonly name = "RequestObjectRefused";
}
export interface RequestObjectParts {
  readonly issuer: string;
  readonly decryptionKeys: readonly JWK[];
  readonly spend: Storage["spend"];
  readonly clock: { now(): Date };
}
export interface ReadRequestObject {
  readonly parameters: Readonly<Record<string, string>>;
  readonly wasEncrypted: boolean;
}

const MAX_AHEAD_S = 60 * 60;
const TOLERANCE_S = 10;
/** Claims of the JWT, not parameters of the request. */
const REGISTERED = new Set(["iss", "aud", "exp", "nbf", "iat", "jti", "sub"]);

/** @param request the parameter as it came @throws RequestObjectRefused */
export async function readRequestObject(
  request: string,
  { client }: RegisteredClient,
  parts: RequestObjectParts,
): Promise<ReadRequestObject> {
  const wasEncrypted = request.split(".").length === 5;
  const signed = wasEncrypted ? await decrypt(request, parts.decryptionKeys) : request;
  const claims = await verify(signed, { keys: [...(client.jwks?.keys ?? [])] } as JSONWebKeySet, {
    algorithms: REQUEST_SIGNING_ALGS,
    issuer: client.clientId,
    audience: parts.issuer,
    requiredClaims: ["exp"],
    clockTolerance: TOLERANCE_S,
    currentDate: parts.clock.now(),
  });
  const parameters = toParameters(claims, client.clientId);
  await spendOnce(claims, client.clientId, parts);
  return { parameters, wasEncrypted };
}

async function decrypt(jwe: string, keys: readonly JWK[]): Promise<string> {
  const find = ({ kid }: CompactJWEHeaderParameters) => {
    const key = kid === undefined ? keys[0] : keys.find((each) => each.kid === kid);
    if (!key) throw new RequestObjectRefused("it is encrypted to a key that is not, or no longer, in our key set");
    return key;
  };
  try {
    const { plaintext } = await compactDecrypt(jwe, find, {
      keyManagementAlgorithms: [REQUEST_ENCRYPTION_ALG],
      contentEncryptionAlgorithms: [...ENCRYPTION_ENCS],
    });
    return new TextDecoder("utf-8", { fatal: true }).decode(plaintext);
  } catch (error) {
    if (error instanceof RequestObjectRefused) throw error;
    throw new RequestObjectRefused("it cannot be decrypted");
  }
}

/** A client may have several keys of one kind and name none of them; then each is tried. */
async function verify(jwt: string, keys: JSONWebKeySet, options: JWTVerifyOptions): Promise<JWTPayload> {
  try {
    const { payload, protectedHeader } = await jwtVerify(jwt, createLocalJWKSet(keys), options).catch((error) =>
      tryEach(error, jwt, options),
    );
    refuseOtherTypes(protectedHeader.typ);
    return payload;
  } catch (error) {
    throw error instanceof RequestObjectRefused ? error : new RequestObjectRefused(reasonOf(error));
  }
}

async function tryEach(error: unknown, jwt: string, options: JWTVerifyOptions) {
  if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error;
  for await (const key of error) {
    try {
      return await jwtVerify(jwt, key, options);
    } catch (inner) {
      if (!(inner instanceof errors.JWSSignatureVerificationFailed)) throw inner;
    }
  }
  throw new errors.JWSSignatureVerificationFailed();
}

/** RFC 8725 3.11: a JWT that says it is something else was not made to be a request. */
function refuseOtherTypes(typ: string | undefined): void {
  const said = typ?.toLowerCase().replace(/^application\//, "");
  if (said !== undefined && said !== "jwt" && said !== "oauth-authz-req+jwt") {
    throw new RequestObjectRefused("its header says that it is something else");
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof errors.JWTExpired) return "it has expired";
  if (error instanceof errors.JWTClaimValidationFailed) return `its claim ${error.claim} is missing or wrong`;
  if (error instanceof errors.JOSEAlgNotAllowed) return `it must be signed with ${REQUEST_SIGNING_ALGS.join(", ")}`;
  return "its signature does not verify with a key of this client";
}

/** The claims are the whole request: what stands beside the object in the address counts for nothing (RFC 9101 6.3). */
function toParameters(claims: JWTPayload, clientId: string): Record<string, string> {
  const { client_id: of, sub, request, request_uri: uri } = claims;
  if (of !== undefined && of !== clientId) throw new RequestObjectRefused("its client_id is another client's");
  // RFC 9101 10.8: such an object could pass for a client assertion.
  if (sub === clientId) throw new RequestObjectRefused("its sub is the client");
  if (request !== undefined || uri !== undefined) throw new RequestObjectRefused("it holds another request");
  const parameters = Object.entries(claims).filter(([name]) => !REGISTERED.has(name));
  return { ...Object.fromEntries(parameters.map(([name, value]) => [name, textOf(name, value)])), client_id: clientId };
}

function textOf(name: string, value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (name === "claims" && typeof value === "object" && value !== null) return JSON.stringify(value);
  if (name === "login_hint" && Array.isArray(value) && value.every((hint) => typeof hint === "string")) {
    return joinHints(value);
  }
  throw new RequestObjectRefused("it holds a parameter that is no text");
}

/** Whoever saw an object on its way must not use it again. */
async function spendOnce({ exp = 0, jti }: JWTPayload, clientId: string, { clock, spend }: RequestObjectParts) {
  if (exp - clock.now().getTime() / 1000 > MAX_AHEAD_S) {
    throw new RequestObjectRefused("it may not be valid for more than an hour");
  }
  if (jti === undefined) return;
  const expires = new Date((exp + TOLERANCE_S) * 1000);
  if (!(await spend("request object", JSON.stringify([clientId, jti]), expires))) {
    throw new RequestObjectRefused("it has been used before");
  }
}
