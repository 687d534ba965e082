/** A client's public keys, and the messages that are encrypted to them. */
import { z } from "zod";
import type { Problem } from "../findings.js";
import { ENCRYPTION_ALGS, ENCRYPTION_ENCS, type MessageEncryption, type PublicJwk } from "../oidc-config.js";
import { publicJwkProblem } from "./certificates.js";
import { custom, filled } from "./fields.js";

const jwk = z
  .looseObject({
    kty: z.string().describe("The kind of key: RSA, EC or OKP. The members of such a key follow."),
    kid: filled.optional().describe("The name it is found by."),
    use: z.enum(["sig", "enc"]).optional().describe("For one of the two only: to verify signatures, or to encrypt to."),
    alg: filled.optional().describe("For this algorithm only."),
    x5c: z.array(filled).optional().describe("Its certificates, which are not looked at."),
  })
  .superRefine((value, context) => {
    const problem = publicJwkProblem(value);
    if (problem) context.addIssue(custom(problem));
  });

/** Also as the text that a reference leaves: `jwks: ${file:keys.json}`. Text that is no JSON stays text, which is then refused. */
export const jwks = z.preprocess(
  (value) => {
    if (typeof value !== "string") return value;
    try {
      return JSON.parse(value) as unknown;
    } catch {
      return value;
    }
  },
  z
    .strictObject({ keys: z.array(jwk).min(1).describe("Public JWKs; RSA of at least 2048 bits.") })
    .superRefine(({ keys }, context) => {
      const kids = keys.map(({ kid }) => kid).filter((kid) => kid !== undefined);
      if (new Set(kids).size !== kids.length) context.addIssue(custom(SAME_KID, ["keys"]));
    }),
);
const SAME_KID = { message: "has two keys with one kid", remedy: "give each key a kid of its own" };

export const messageEncryption = z.strictObject({
  alg: z.enum(ENCRYPTION_ALGS).describe("How the content key reaches the client."),
  enc: z.enum(ENCRYPTION_ENCS).default("A128CBC-HS256").describe("How the content is encrypted."),
});

/** Why a message could not be encrypted to a client, as oidc-provider will choose the key: by kty, alg and use, named by its kid. */
export function encryptionProblem(
  { alg }: MessageEncryption,
  keys: readonly PublicJwk[] | undefined,
): Problem | undefined {
  const kty = alg.startsWith("RSA") ? "RSA" : "EC";
  const fitting = (keys ?? []).filter(
    (key) => key.kty === kty && (key.use ?? "enc") === "enc" && (key.alg ?? alg) === alg,
  );
  if (fitting.length === 0) return noKey(alg, kty);
  return fitting.every(({ kid }) => typeof kid === "string" && kid !== "") ? undefined : NO_KID;
}

function noKey(alg: string, kty: string): Problem {
  const remedy = `add a key to jwks with kty: ${kty}, use: enc and a kid`;
  return { message: `has no public key of the client's for ${alg}`, remedy };
}
const NO_KID = {
  message: "needs a key with a kid, which the client finds its private key by",
  remedy: "add a kid to each of the client's encryption keys",
};
