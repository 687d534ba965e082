/** The contract, rule by rule. */
import type { Check } from "./check.js";
import { declaresWhatItHas, throwsDeclaredCodes } from "./declarations.js";
import { keepsFlowsApart } from "./interleaving.js";
import { opensOffline } from "./opening.js";
import { survivesOutages } from "./outages.js";
import { refusesGarbage, refusesMisplacedProofs } from "./refusals.js";
import { schemasRefuse } from "./schemas.js";
import { screensRender } from "./screens.js";
import { keepsSecrets } from "./secrets.js";
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
] as const satisfies readonly Check[];
