import type { AnyClient } from "./any-client.js";
import type { CodeFileClient } from "./codefile/code-file-client.js";
import type { Describing } from "./http/describe.js";
import type { ActiveScenarios } from "./keycard/active-scenarios.js";
import type { Ceremonies } from "./keycard/ceremonies.js";
import type { Identities } from "./register/identities.js";
import type { Merchants } from "./register/merchants.js";
import type { UseLog } from "./register/use-log.js";
import type { ReadingDesk } from "./sign-text/reading-desk.js";

/** The parts of a running simulator, as routes and pages see them. */
export interface Simulator {
  readonly publicUrl: string;
  readonly tlsUrl: string;
  readonly idleMs: number; // of the client in the iframe, until CAN003
  readonly identities: Identities;
  readonly merchants: Merchants;
  readonly scenarios: ActiveScenarios;
  readonly useLog: UseLog;
  readonly ceremonies: Ceremonies;
  readonly codeFile: CodeFileClient;
  /** Where sign texts lie while they are read. */
  readonly desk: ReadingDesk;
  /** Either client without a browser, as the parameters ask. */
  readonly runClient: AnyClient;
  readonly describing: Describing;
}
