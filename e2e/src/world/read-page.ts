/** What a gateway's page says, for tests to look at. */
import type { Page } from "../http/http-browser.js";

type Text = Pick<Page, "text">;

/** The screen's name: "sign/document". */
export function screenOf({ text }: Text): string | undefined {
  return /<main data-screen="([^"]*)"/.exec(text)?.[1];
}

/** What has gone wrong, as the person is told at the page's top. */
export function problemOf({ text }: Text): string | undefined {
  return /<p class="problem" role="alert">([^<]*)/.exec(text)?.[1];
}
