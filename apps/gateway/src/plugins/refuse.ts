/** Why a plug-in will not do: an operator's mistake to mend, with a stable code. */
import { EidError, type ErrorDetails } from "@eid-gateway/core";

export function refuse(code: `plugin:${string}`, message: string, more?: ErrorDetails): EidError {
  return new EidError(code, "misconfigured", message, more);
}
