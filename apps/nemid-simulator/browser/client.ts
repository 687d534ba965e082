/**
 * The key card client in the service provider's iframe.
 *
 *   parent page ── parameters ──> this ── /launcher/ceremonies ──> the operator's server
 *        ^                          │  <── a screen, or the end ──
 *        └── changeResponseAndSubmit ┘
 */
import { fetchDocument } from "./documents/fetch-document.js";
import { showPdfs } from "./documents/show-pdf.js";
import { watchForIdleness } from "./idle-timer.js";
import { type Turn, takeTurn } from "./operator.js";
import { meetParentPage, type ParentPage } from "./parent-page.js";

const { mode, idleMs } = document.documentElement.dataset;
const place = document.getElementById("screen") as HTMLElement;
const idleWarning = document.getElementById("idle") as HTMLElement;

async function run(): Promise<void> {
  const parent = await meetParentPage();
  const { origin, parameters } = parent;
  const first = await takeTurn("/launcher/ceremonies", { parameters, origin, mode });
  if ("end" in first) return finish(parent, first);
  const path = `/launcher/ceremonies/${first.id}`;
  let busy = false;
  const stopWatching = watchForIdleness(Number(idleMs), warnOfIdleness, () => void act({ act: "time-out" }));

  async function act(what: Readonly<Record<string, unknown>>): Promise<void> {
    if (busy) return; // a double click is one act
    busy = true;
    place.setAttribute("aria-busy", "true");
    const turn = await takeTurn(path, what);
    if ("end" in turn) stopWatching();
    busy = "end" in turn;
    proceed(turn);
  }
  function proceed(turn: Turn): void {
    if ("end" in turn) finish(parent, turn);
    else lead(turn);
  }
  /** The person is shown the screen; a document may have to be fetched or drawn for it first. */
  function lead(turn: Exclude<Turn, { end: unknown }>): void {
    show(turn);
    if (turn.fetch === undefined) void showPdfs(place).catch(() => act({ act: "unshowable" }));
    else void fetchDocument(turn.fetch).then((document) => act({ act: "fetched", document }));
  }
  place.addEventListener("submit", (event) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    void act(readForm(form));
  });
  place.addEventListener("click", (event) => {
    if ((event.target as Element).closest("[data-cancel]")) void act({ act: "cancel" });
  });
  lead(first);
}

function finish(parent: ParentPage, { end }: Extract<Turn, { end: unknown }>): void {
  place.replaceChildren();
  parent.post(end);
}

/** The HTML is the simulator's own page template, escaped there. The cursor goes where the user goes on. */
function show({ html, language }: Exclude<Turn, { end: unknown }>): void {
  document.documentElement.lang = language;
  place.removeAttribute("aria-busy");
  place.innerHTML = html;
  const empty = [...place.querySelectorAll("input:not([type=checkbox], [type=radio])")] as HTMLInputElement[];
  const target = empty.find((input) => input.value === "") ?? place.querySelector<HTMLElement>("h1");
  target?.focus();
}

function readForm(form: HTMLFormElement): Record<string, unknown> {
  const fields = new FormData(form);
  const text = (name: string) => String(fields.get(name) ?? "");
  const { act } = form.dataset;
  if (act === "log-in")
    return { act, userId: text("userId"), password: text("password"), remember: fields.has("remember") };
  if (act === "activate")
    return { act, password: text("password"), repeated: text("repeated"), userId: text("userId") };
  if (act === "choose-identity") return { act, alias: text("alias") };
  return act === "key-card" ? { act, code: text("code") } : { act };
}

function warnOfIdleness(warn: boolean): void {
  idleWarning.hidden = !warn;
}

/** Opened by itself there is nobody to talk to. */
function sayAlone(): void {
  for (const [id, hidden] of [
    ["waiting", true],
    ["alone", false],
  ] as const) {
    const paragraph = document.getElementById(id);
    if (paragraph) paragraph.hidden = hidden;
  }
}

if (window.parent === window) sayAlone();
else void run();
