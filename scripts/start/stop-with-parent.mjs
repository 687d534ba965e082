/**
 * Preloaded into every program that `npm start` runs: a parent that is killed outright can tell nobody, but the channel it holds
 * closes with it. The program then gets the signal it would have been sent, and ends as it always does.
 */
import process from "node:process";

if (process.send) {
  process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
  process.channel.unref(); // a program that is done may end
}
