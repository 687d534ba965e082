/** Tells the page around ours, or the one that opened it, how the log-in ended: those the profile names, by their exact origin, and no other. */
const word = document.querySelector<HTMLElement>("[data-tell]");
const listener = window.parent === window ? (window.opener as Window | null) : window.parent;

if (word && listener) {
  const named = JSON.parse(word.dataset.parents ?? "[]") as string[];
  const message: unknown = JSON.parse(word.dataset.tell ?? "null");
  // Some browsers say who frames us; the others drop a message for an origin that is not there, and say so in the console.
  const around = window.parent === window ? undefined : window.location.ancestorOrigins?.[0];
  const present = around === undefined ? named : named.filter((origin) => origin === around);
  for (const origin of present) listener.postMessage(message, origin);
}

export {};
