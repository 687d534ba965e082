import { join } from "node:path";
import { readJsonFile, writeJsonFile } from "../state/json-file.js";
import { findScenario, type Scenario } from "./scenarios.js";

/** The scenario an identity plays now. */
export interface ActiveScenario {
  readonly scenario: string;
  readonly code?: string | undefined; // of scenario "error-code", one of ERROR_CODES
  readonly delayMs?: number | undefined; // waits before it answers
  readonly times?: number | undefined; // how many log-ins more; left out: until it is changed
}

export interface ActiveScenarios {
  set(nemidNumber: string, active: ActiveScenario): void;
  get(nemidNumber: string): ActiveScenario;
  /** What this log-in is to play; counts it. */
  take(nemidNumber: string): {
    readonly recipe: Scenario;
    readonly code?: string | undefined;
    readonly delayMs: number;
  };
}

const NONE: ActiveScenario = { scenario: "none" };

export function openActiveScenarios(stateDir: string): ActiveScenarios {
  const file = join(stateDir, "scenarios.json");
  const active = new Map(Object.entries((readJsonFile(file) ?? {}) as Record<string, ActiveScenario>));

  function set(nemidNumber: string, next: ActiveScenario): void {
    if (next.scenario === "none" && !next.delayMs) active.delete(nemidNumber);
    else active.set(nemidNumber, next);
    writeJsonFile(file, Object.fromEntries(active));
  }
  function get(nemidNumber: string): ActiveScenario {
    return active.get(nemidNumber) ?? NONE;
  }
  return {
    set,
    get,
    take(nemidNumber) {
      const { scenario, code, delayMs = 0, times } = get(nemidNumber);
      if (times !== undefined) set(nemidNumber, times > 1 ? { ...get(nemidNumber), times: times - 1 } : NONE);
      return { recipe: findScenario(scenario) ?? findScenario("none")!, code, delayMs };
    },
  };
}
