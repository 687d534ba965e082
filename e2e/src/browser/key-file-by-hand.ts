/** A log-in with a key file as a person does it: picks the file, types its password, clicks. */
import type { FrameLocator, Page } from "playwright-core";
import { type Authorization, authorize, type RelyingParty } from "../world/oidc-client.js";
import type { World } from "../world/start-world.js";
import type { Language } from "./words.js";

const KEY_FILE_WORDS = {
  en: { file: "Key file", password: "Password of the key file" },
  da: { file: "Nøglefil", password: "Adgangskode til nøglefilen" },
} as const;

export interface KeyFile {
  readonly name: string;
  readonly content: Buffer;
  readonly password: string;
}

export function codeFileClientOf(page: Page): FrameLocator {
  return page.frameLocator("#codefile_iframe");
}

export interface KeyFileLogIn extends Authorization {
  /** The answer at the relying party, whose own page nobody serves. */
  back(): Promise<URLSearchParams>;
}

/** Opens the method at the gateway; ends where the client asks for the file. */
export async function beginWithKeyFile(
  page: Page,
  world: World,
  party: RelyingParty,
  language: Language,
): Promise<KeyFileLogIn> {
  const arrival = page.waitForRequest((request) => request.url().startsWith(party.redirectUri));
  arrival.catch(() => undefined); // awaited by those who expect it
  const asked = authorize(`${world.url}/oidc`, party, {
    acr_values: "urn:signicat:oidc:method:nemid-codefile",
    ui_locales: language,
  });
  await page.goto(asked.url.href);
  await codeFileClientOf(page).getByLabel(KEY_FILE_WORDS[language].file, { exact: true }).waitFor();
  return { ...asked, back: async () => new URL((await arrival).url()).searchParams };
}

export async function giveKeyFile(page: Page, { name, content, password }: KeyFile, language: Language): Promise<void> {
  const client = codeFileClientOf(page);
  const words = KEY_FILE_WORDS[language];
  const file = { name, buffer: content, mimeType: "application/octet-stream" };
  await client.getByLabel(words.file, { exact: true }).setInputFiles(file);
  await client.getByLabel(words.password).fill(password);
  await client.locator("button.main").click();
}
