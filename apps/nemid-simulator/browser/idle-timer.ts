const WARNING_MS = 60_000;

/** Calls `warn` a minute before, and `end` when nobody has touched the page for `idleMs`. Any key, click or touch starts anew. */
export function watchForIdleness(idleMs: number, warn: (show: boolean) => void, end: () => void): () => void {
  const warningMs = Math.min(WARNING_MS, idleMs / 2);
  const events = ["keydown", "pointerdown", "input"] as const;
  let warning = 0;
  let ending = 0;
  function restart(): void {
    stopTimers();
    warn(false);
    warning = window.setTimeout(() => warn(true), idleMs - warningMs);
    ending = window.setTimeout(() => {
      stop();
      end();
    }, idleMs);
  }
  function stopTimers(): void {
    window.clearTimeout(warning);
    window.clearTimeout(ending);
  }
  function stop(): void {
    stopTimers();
    for (const event of events) document.removeEventListener(event, restart);
  }
  for (const event of events) document.addEventListener(event, restart);
  restart();
  return stop;
}
