import type { OrderRequest } from "../model/order.js";
import type { SdoFormat } from "../ports.js";
import { quote, type Rule, refuse } from "./rule.js";

const FORMATS: Readonly<Record<string, SdoFormat>> = {
  native: "native",
  "ltv-sdo": "ltv-sdo",
  ltvsdo: "ltv-sdo",
  xades: "ltv-sdo",
};

/** The eID's own signature can be delivered only where the eID signs: a log-in has none. */
export const checkFormat: Rule = (order) => {
  if (order.sdoFormat === undefined) return;
  const format = readFormat(order.sdoFormat);
  if (!format)
    refuse("format-not-possible", `there is no sdo-format ${quote(order.sdoFormat)}: use native or ltv-sdo`, [
      "sdoFormat",
    ]);
  if (format !== "native") return;
  const at = order.tasks.findIndex(({ authenticationBasedSignatures }) => authenticationBasedSignatures.length > 0);
  if (at < 0) return;
  const message = "an authentication-based signature has no native form: ask for ltv-sdo, or for no format";
  refuse("format-not-possible", message, ["tasks", at, "authenticationBasedSignatures"]);
};

function readFormat(name: string): SdoFormat | undefined {
  return Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined;
}

/** The form in which a result is delivered: as ordered, else as the service has it; of a log-in always the gateway's own. */
export function formatOf(
  order: Pick<OrderRequest, "sdoFormat">,
  usual: SdoFormat,
  intent: "sign" | "authenticate",
): SdoFormat {
  if (intent === "authenticate") return "ltv-sdo";
  return (order.sdoFormat === undefined ? undefined : readFormat(order.sdoFormat)) ?? usual;
}
