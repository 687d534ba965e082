import type { Certificate } from "./certificate.js";

const MIN_RSA_BITS = 2048;

/** What is wrong with a key, if anything. `weak`: somebody may have factored it. `unsupported`: its kind is not judged here. */
export interface KeyProblem {
  readonly text: string; // "is not RSA of at least ...", to be put behind whose key it is
  readonly kind: "weak" | "unsupported";
}

export function findKeyProblem({ publicKey }: Certificate): KeyProblem | undefined {
  if (publicKey.asymmetricKeyType !== "rsa")
    return { text: "is not RSA: other kinds are not supported", kind: "unsupported" };
  const isLong = (publicKey.asymmetricKeyDetails?.modulusLength ?? 0) >= MIN_RSA_BITS;
  return isLong ? undefined : { text: `is not RSA of at least ${MIN_RSA_BITS} bits`, kind: "weak" };
}
