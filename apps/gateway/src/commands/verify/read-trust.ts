import { createTrust, OcesError, type Trust } from "@eid-gateway/oces";
import { readNamed } from "./read-named.js";
import { UsageError } from "./usage-error.js";

/** @throws UsageError */
export function readTrust(sets: readonly string[]): Trust {
  const environments = new Set(sets.filter((set) => set === "test" || set === "production"));
  if (environments.size > 1) throw new UsageError("--trust: test and production are never trusted together");
  const [environment] = environments;
  const rest = sets.filter((set) => set !== "test" && set !== "production");
  const anchors = rest.map((set) => (set.startsWith("sha256:") ? set : toPem(readNamed("--trust", set))));
  try {
    return createTrust({ ...(environment && { environment }), anchors });
  } catch (error) {
    if (!(error instanceof OcesError)) throw error;
    throw new UsageError(`--trust ${rest.join(", ")}: ${error.message}`);
  }
}

function toPem(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString("latin1");
  if (text.includes("-----BEGIN CERTIFICATE-----")) return text;
  const lines = Buffer.from(bytes)
    .toString("base64")
    .replace(/(.{64})/g, "$1\n");
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}
