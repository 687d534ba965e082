import { GatewayUnreachableError } from "../oidc/oidc-errors.js";
import { SigningSecurityError } from "./signing-errors.js";

/** @throws SigningSecurityError "too-large"; GatewayUnreachableError when it breaks off */
export async function readLimited(response: Response, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const piece of response.body ?? []) {
      length += piece.length;
      if (length > maxBytes) throw new SigningSecurityError("too-large");
      pieces.push(piece);
    }
  } catch (cause) {
    if (cause instanceof SigningSecurityError) throw cause;
    throw new GatewayUnreachableError("the gateway's answer broke off", { cause });
  }
  return Uint8Array.from(Buffer.concat(pieces));
}
