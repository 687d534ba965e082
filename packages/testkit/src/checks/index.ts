/** The contract, rule by rule. */
import type { AnyEidMethod } from "@eid-gateway/core";
import { abandonsQuietly } from "./abandoning.js";
import { bindsWhatItSays } from "./binding.js";
import type { Check } from "./check.js";
import { takesAnyConsent } from "./consent.js";
import { declaresWhatItHas, throwsDeclaredCodes } from "./declarations.js";
import { inspectsDocuments } from "./inspection.js";
import { keepsFlowsApart } from "./interleaving.js";
import { opensOffline } from "./opening.js";
import { survivesOutages } from "./outages.js";
import { refusesGarbage, refusesMisplacedProofs } from "./refusals.js";
import { schemasRefuse } from "./schemas.js";
import { screensRender } from "./screens.js";
import { keepsSecrets } from "./secrets.js";
import { refusesExchange, signsTheDocument } from "./signing.js";
import { stateSurvives } from "./state.js";

export const checks = [
  declaresWhatItHas,
  schemasRefuse,
  opensOffline,
  stateSurvives,
  screensRender,
  refusesGarbage,
  refusesMisplacedProofs,
  survivesOutages,
  throwsDeclaredCodes,
  keepsSecrets,
  keepsFlowsApart,
  abandonsQuietly,
  bindsWhatItSays,
  inspectsDocuments,
  signsTheDocument,
  refusesExchange,
  takesAnyConsent,
] as const satisfies readonly Check[];

/** Those that are about such a method. */
export function checksFor(method: AnyEidMethod): readonly Check[] {
  const all: readonly Check[] = checks;
  return all.filter(({ isFor }) => isFor?.(method) ?? true);
}
