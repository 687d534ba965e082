/** A key from a PKCS#12 file, ready to sign: the key itself is handed to nobody. */
import { type KeyObject, sign as signWithKey, type X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { EidError } from "@eid-gateway/core";
import { readPkcs12 } from "./read-pkcs12.js";

const signAsync = promisify(signWithKey);

export interface KeyFile {
  readonly file: string;
  readonly password: string;
}
export interface OpenedKeyFile {
  readonly key: KeyObject;
  readonly certificate: X509Certificate;
  readonly chain: readonly X509Certificate[];
  sign(data: Uint8Array, algorithm: "RS256" | "PS256" | "ES256"): Promise<Uint8Array>;
}

/** @param name what people call it @throws EidError "misconfigured" when the file is missing or cannot be opened */
export function openKeyFile(name: string, { file, password }: KeyFile): OpenedKeyFile {
  const opened = readPkcs12(name, readFile(name, file), password);
  return {
    ...opened,
    async sign(data, algorithm) {
      if (algorithm !== "RS256" || opened.key.asymmetricKeyType !== "rsa") {
        throw new EidError("credential:algorithm", "misconfigured", `${name} cannot sign with ${algorithm}`);
      }
      return new Uint8Array(await signAsync("sha256", data, opened.key));
    },
  };
}

function readFile(name: string, file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? "unknown reason";
    throw new EidError("credential:unreadable", "misconfigured", `the key file of ${name} cannot be read (${reason})`, {
      cause,
    });
  }
}
