/** A foreign relying party as a child process: started in the foreground, ended with the judgement. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

export interface RelyingPartyProcess {
  stop(): Promise<void>;
}

/** @param isUp asked again and again until it says so, or the process ends */
export async function runRelyingParty(
  command: readonly [string, ...string[]],
  env: Readonly<Record<string, string>>,
  isUp: () => Promise<boolean>,
): Promise<RelyingPartyProcess> {
  const [program, ...args] = command;
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
  const ended = once(child, "close");
  const failed = ended.then(() => Promise.reject(new Error(`${program} ended: ${said}`)));
  failed.catch(() => undefined);
  try {
    await Promise.race([until(isUp), failed]);
  } catch (error) {
    child.kill();
    throw error;
  }
  return { stop: () => end(child, ended) };
}

const PATIENCE_MS = 20_000;

async function until(isUp: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; ) {
    if (await isUp().catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("it does not answer");
}

async function end(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  child.kill("SIGTERM");
  await ended;
}
