/** Asks for the same page again while a step waits for something elsewhere, and shows what changed. */

const region = document.querySelector<HTMLElement>("[data-poll-after]");
if (region) void poll(region);

async function poll(shown: HTMLElement): Promise<void> {
  const screen = screenOf(document);
  for (let misses = 0; ; ) {
    await wait(Math.max(1000, Number(shown.dataset.pollAfter)) * 2 ** Math.min(misses, 4));
    const answer = await fetch(location.href, { redirect: "manual" }).catch(() => undefined);
    if (!answer || answer.status >= 500) misses += 1;
    else if (!answer.ok)
      return location.reload(); // it went on elsewhere, or is over: the page will say which
    else {
      misses = 0;
      const next = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = next.querySelector<HTMLElement>("[data-poll-after]");
      if (!fresh || screenOf(next) !== screen) return location.reload();
      update(shown, fresh);
    }
  }
}

/** Replaced only when it differs, so that nothing is read aloud twice and nobody loses the focus for nothing. */
function update(shown: HTMLElement, fresh: HTMLElement): void {
  shown.dataset.pollAfter = fresh.dataset.pollAfter;
  if (shown.innerHTML !== fresh.innerHTML) shown.replaceChildren(...fresh.childNodes);
}

function screenOf(page: Document): string | undefined {
  return page.querySelector("main")?.dataset.screen;
}
function wait(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}

export {};
