/**
 * The thread in which documents are examined: whatever is in one, it can take no more than a share of time and memory, and reach
 * nothing. Stylesheets are programs, and parsers have their bad days.
 */
import { parentPort } from "node:worker_threads";
import { type Examination, examine } from "../examine.js";

for (const way of ["fetch", "WebSocket", "XMLHttpRequest", "EventSource"]) Reflect.deleteProperty(globalThis, way);
console.warn = () => undefined; // libraries that mend say so; nothing is mended here

parentPort?.on("message", (examination: Examination) => {
  void examine(examination)
    .catch(() => ({ findings: [{ message: "it cannot be read" }] }))
    .then((examined) => parentPort?.postMessage(examined));
});
