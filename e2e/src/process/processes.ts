/** Other processes, as the system sees them. */
import { execFileSync } from "node:child_process";

interface Listed {
  readonly pid: number;
  readonly parent: number;
  readonly isZombie: boolean;
}

/** Those that a process started and that are still there. */
export function childrenOf(pid: number): readonly number[] {
  return list()
    .filter(({ parent, isZombie }) => parent === pid && !isZombie)
    .map((one) => one.pid);
}

/** Which of these are running. One that has ended and that nobody has asked about is not. */
export function stillRunning(pids: readonly number[]): readonly number[] {
  const running = list().filter(({ isZombie }) => !isZombie);
  return pids.filter((pid) => running.some((one) => one.pid === pid));
}

function list(): readonly Listed[] {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,stat="], { encoding: "utf8" }).trim().split("\n");
  return lines.map((line) => {
    const [pid, parent, state = ""] = line.trim().split(/\s+/);
    return { pid: Number(pid), parent: Number(parent), isZombie: state.startsWith("Z") };
  });
}
