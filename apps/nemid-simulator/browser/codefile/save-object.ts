import type { SignedObject } from "./task.js";

/** Lets the person keep an attachment, to look at it in a program of its own. It is saved, not opened: nobody knows what is in it. */
export function saveObject({ content, title }: SignedObject): void {
  const bytes = Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
  link.download = title ?? "attachment";
  link.click();
  URL.revokeObjectURL(link.href);
}
