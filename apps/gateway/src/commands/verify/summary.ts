/** What a batch says beside its answers: how far it is, and how it ended. On standard error, so that answers stay alone. */
import type { Answer } from "./answer.js";

const WIDTH = 30;
const NAMES = {
  valid: "valid",
  invalid: "not valid",
  indeterminate: "cannot tell",
  "not-a-message": "not a message",
  unreadable: "cannot read",
} as const;
type Counted = keyof typeof NAMES;

export interface Batch {
  count(answer: Answer): void;
  /** Takes the bar off the terminal, so that an answer can be printed. */
  clear(): void;
  finish(): void;
}

export function openBatch(total: number, output: Pick<NodeJS.WriteStream, "isTTY" | "write">): Batch {
  const counts = new Map<Counted, number>();
  let done = 0;
  const isMany = total > 1;
  const hasBar = isMany && output.isTTY === true;
  const clear = () => {
    if (hasBar) output.write("\r\u001b[K");
  };
  return {
    count(answer) {
      const kind = kindOf(answer);
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
      done++;
      if (hasBar) output.write(`\r${bar(done, total)}`);
    },
    clear,
    finish() {
      clear();
      const parts = Object.entries(NAMES).map(([kind, name]) => `${counts.get(kind as Counted) ?? 0} ${name}`);
      const told = done < total ? `${done} of ${total} files` : `${total} files`;
      if (isMany) output.write(`${told}: ${parts.join(", ")}\n`);
    },
  };
}

function kindOf(answer: Answer): Counted {
  if (answer.kind === "report" || answer.kind === "container") return answer.report.outcome;
  return answer.kind === "refused" ? "invalid" : answer.kind;
}

function bar(done: number, total: number): string {
  const filled = Math.floor((done / total) * WIDTH);
  return `[${"#".repeat(filled)}${" ".repeat(WIDTH - filled)}] ${done} of ${total}`;
}
