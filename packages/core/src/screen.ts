/**
 * What to ask, not how it looks: blocks from a closed set. The gateway renders them in the customer's graphical profile and the
 * person's language, and derives the content security policy from them.
 */
import type { NationalId } from "./national-id.js";

export interface Screen {
  readonly name: string; // "nemid/cpr": for logs, statistics, help links and tests
  readonly title: Text;
  readonly blocks: readonly Block[];
  readonly actions?: readonly Option[]; // buttons; the first is Enter's, Cancel is the gateway's
}
export type Block =
  | { readonly kind: "text"; readonly text: Text; readonly tone?: "problem" }
  | { readonly kind: "image"; readonly asset: Asset; readonly alt: Text }
  | { readonly kind: "qr"; readonly data: string; readonly alt: Text }
  | { readonly kind: "link"; readonly url: URL; readonly label: Text } // https, or an app's own scheme
  | { readonly kind: "checkbox"; readonly name: string; readonly label: Text } // posts "on"; never ticked beforehand
  | { readonly kind: "choice"; readonly name: string; readonly label: Text; readonly options: readonly Option[] }
  | Field
  | Client;
export type Option = { readonly value: string; readonly label: Text; readonly help?: Text }; // help: a line under the label

export interface Field {
  readonly kind: "field";
  readonly name: string;
  readonly label: Text;
  readonly type: "text" | "digits" | "national-id" | "phone" | "email" | "password" | "one-time-code";
  readonly value?: string | NationalId;
  readonly problem?: Text; // why the last answer would not do
}
/** Another party's client: a page script of the plug-in's (core/browser), usually talking to a frame of theirs. */
export interface Client {
  readonly kind: "client";
  readonly script: Asset; // a module that exports run(page: ClientPage)
  readonly data: { readonly text: string; readonly type?: string; readonly id?: string }; // ids: where the other side prescribes
  readonly form: { readonly fields: readonly string[]; readonly maxBytes?: number; readonly id?: string }; // 64 KiB unless said
  readonly frame?: Frame;
  readonly csp?: Readonly<Partial<Record<"connect-src" | "frame-src" | "img-src" | "script-src", readonly string[]>>>;
}
export interface Frame {
  readonly url: URL; // its origin is framed, listened to and posted to; no other is
  readonly title: Text;
  readonly size: readonly [width: number, height: number];
  readonly allow?: string; // "fullscreen"
  readonly id?: string;
}

/** A sentence by key; `values` fill its {places}, escaped and untranslated. */
export type Text = { readonly key: string; readonly values?: Readonly<Record<string, string>> };
export type LocalizedText = { readonly en: string; readonly [language: string]: string };
export type Texts = {
  readonly en: Readonly<Record<string, string>>;
  readonly [language: string]: Readonly<Record<string, string>>;
};

/** `const text = defineTexts({ en, da })`, then `text("title", { service })`, keys checked. Other languages fall back to English. */
export function defineTexts<K extends string>(tables: {
  readonly en: Readonly<Record<K, string>>;
  readonly [language: string]: Readonly<Partial<Record<NoInfer<K>, string>>>;
}) {
  const text = (key: K, values?: Text["values"]): Text => ({ key, values });
  return Object.assign(text, { tables: tables as Texts });
}

/**
 * A file the gateway serves under its digest: `const assets = defineAssets(import.meta.url, { logo: "../assets/logo.svg" })`. The files
 * of a method stand beside one another, each under its own name, so a page script may `import "./other.js"` that is declared too.
 */
export type Asset = { readonly name: string; readonly file: URL };
export function defineAssets<K extends string>(base: string, files: Readonly<Record<K, string>>) {
  const assets = Object.entries<string>(files).map(([name, path]) => [name, { name, file: new URL(path, base) }]);
  return Object.fromEntries(assets) as Readonly<Record<K, Asset>>;
}
