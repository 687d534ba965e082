/**
 * The code file client in the service provider's iframe. The operator's server checks the parameters and is not spoken to
 * again: the key file is opened and used here.
 *
 *   parent page ── parameters ──> this ── parameters ──> the operator's server
 *        ^                         │  <── what to sign, or an error code ──
 *        └── the signed message <──┴── key file and password of the person
 */
import { showPdfs } from "../documents/show-pdf.js";
import type { End } from "../operator.js";
import { meetParentPage, type ParentPage } from "../parent-page.js";
import { answerInPieces } from "./answer-in-pieces.js";
import { type ForgeLibrary, openKeyFile } from "./open-key-file.js";
import { readKeyFile } from "./read-key-file.js";
import { saveObject } from "./save-object.js";
import { fetchTask, KeyFileError, type Task } from "./task.js";
import { writeMessage } from "./write-message.js";

declare const forge: ForgeLibrary; // by the script before this one

const place = document.getElementById("screen") as HTMLElement;

async function run(): Promise<void> {
  const parent = await meetParentPage();
  const task = await fetchTask(parent);
  if ("end" in task) return finish(parent, [task.end]);
  let busy = false;
  const end = (code: "CAN002" | "APP002", command: string) => {
    if (busy) return;
    busy = true;
    finish(parent, [{ command, content: btoa(code) }]);
  };
  place.addEventListener("click", ({ target }) => {
    if ((target as Element).closest("[data-cancel]"))
      end("CAN002", task.action === "sign" ? "signCancel" : "logonCancel");
  });
  const left =
    task.reading === undefined ? new Set<number>() : await haveItRead(task, () => end("APP002", "signError"));
  show(task, task.html);
  const form = find<HTMLFormElement>("key-file-form");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (busy) return; // a double click is one act
    busy = true;
    void trySigning(parent, withoutAttachments(task, left)).then((isSigned) => {
      busy = isSigned;
    });
  });
}

/** Gives the places of the optional attachments that the person leaves out, once the rest is confirmed as read. */
function haveItRead(task: Task, refuse: () => void): Promise<ReadonlySet<number>> {
  show(task, task.reading ?? "");
  showPdfs(place).catch(refuse);
  const attachments = task.objects.filter(({ kind }) => kind === "attachment");
  const form = find<HTMLFormElement>("reading-form");
  form.addEventListener("click", ({ target }) => {
    const { save } = (target as HTMLElement).dataset;
    if (save !== undefined) saveObject(attachments[Number(save)]!);
  });
  return new Promise((resolve) => {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const unticked = form.querySelectorAll<HTMLInputElement>("[data-attachment]:not(:checked)");
      resolve(new Set([...unticked].map(({ dataset }) => Number(dataset.attachment))));
    });
  });
}

function withoutAttachments(task: Task, left: ReadonlySet<number>): Task {
  const attachments = task.objects.filter(({ kind }) => kind === "attachment");
  return { ...task, objects: task.objects.filter((one) => !left.has(attachments.indexOf(one))) };
}

/** Gives whether the page has its answer; otherwise the person reads what was wrong and may try again. */
async function trySigning(parent: ParentPage, task: Task): Promise<boolean> {
  place.setAttribute("aria-busy", "true");
  hideProblem();
  try {
    const message = await sign(task);
    finish(parent, answerInPieces(message));
    return true;
  } catch (error) {
    showProblem(task, error instanceof KeyFileError ? error : new KeyFileError("damaged", { cause: error }));
    return false;
  } finally {
    place.removeAttribute("aria-busy");
  }
}

async function sign({ filter, ...signed }: Task): Promise<string> {
  const file = find<HTMLInputElement>("key-file").files?.[0];
  const password = find<HTMLInputElement>("password").value;
  if (!file) throw new KeyFileError("file-missing");
  const bytes = await readKeyFile(file);
  if (password === "") throw new KeyFileError("password-missing");
  return writeMessage(forge, openKeyFile(forge, bytes, password, filter), signed);
}

function show({ language }: Task, html: string): void {
  document.documentElement.lang = language;
  place.innerHTML = html; // the simulator's own page template, escaped there
  place.querySelector<HTMLElement>("h1")?.focus();
}

const OF_PASSWORD = ["wrong-password", "password-missing"];

/** The cursor goes to the field that has to change. */
function showProblem({ problems }: Task, { problem }: KeyFileError): void {
  const field = find(OF_PASSWORD.includes(problem) ? "password" : "key-file");
  find("problem").hidden = false;
  find("problem").textContent = problems[problem];
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-errormessage", "problem");
  field.focus();
}

function hideProblem(): void {
  find("problem").hidden = true;
  for (const id of ["key-file", "password"]) {
    find(id).removeAttribute("aria-invalid");
    find(id).removeAttribute("aria-errormessage");
  }
}

/** Password and file are gone from the page before the answer leaves it. */
function finish(parent: ParentPage, answers: readonly End[]): void {
  place.replaceChildren();
  for (const answer of answers) parent.post(answer);
}

function find<E extends HTMLElement = HTMLElement>(id: string): E {
  return document.getElementById(id) as E;
}

/** Opened by itself there is nobody to talk to. */
function sayAlone(): void {
  find("waiting").hidden = true;
  find("alone").hidden = false;
}

if (window.parent === window) sayAlone();
else void run();
