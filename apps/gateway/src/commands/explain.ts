/** Why a command could not do its work, for the person who typed it. */
import { type Config, ConfigError, formatIssues } from "@eid-gateway/config";
import { EidError } from "@eid-gateway/core";
import { StorageError } from "@eid-gateway/storage";

/** One clear sentence for what an operator can mend; a stack only for a fault of ours. */
export function explain(error: unknown, { gateway }: Config): string {
  if (error instanceof ConfigError) return formatIssues(error.issues);
  if (error instanceof EidError)
    return [error.message, ...error.issues.map(({ message }) => `  ${message}`)].join("\n");
  if (error instanceof StorageError) return `${error.message} (${error.code})`;
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === "EADDRINUSE") {
    const isMain = port === gateway.listen.port;
    const variable = isMain ? "EID_GATEWAY_PORT" : "EID_GATEWAY_MANAGEMENT_PORT";
    return `Port ${port} is taken by another program: free it, or set ${variable} to another port.`;
  }
  if (code === "EACCES") return `Port ${port} may not be opened by this user: choose one above 1023.`;
  return (error as Error).stack ?? String(error);
}
