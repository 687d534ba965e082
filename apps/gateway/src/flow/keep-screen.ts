/** A screen in a sealed row: the addresses and files in it, which JSON would spoil, become tagged text. */
import { type AnyEidMethod, type Asset, NationalId, type Screen, type Storable } from "@eid-gateway/core";

type Assets = NonNullable<AnyEidMethod["assets"]>;

/** Makes a screen keepable. @throws TypeError when it shows an asset that the method has not declared */
export function keepScreen(screen: Screen, assets: Assets = []): Storable {
  return keep(screen, assets);
}

/** Gives the screen back. An asset that the method no longer has throws: another version of the plug-in runs. */
export function readKeptScreen(kept: Storable, assets: Assets = []): Screen {
  return read(kept, assets) as Screen;
}

function keep(item: unknown, assets: Assets): Storable {
  if (item instanceof URL) return { url: item.href, kept: "url" };
  if (item instanceof NationalId || item instanceof Uint8Array) return item;
  if (Array.isArray(item)) return item.map((inner) => keep(inner, assets));
  if (isAsset(item)) return { asset: findAsset(item.name, assets).name, kept: "asset" };
  if (typeof item !== "object" || item === null) return item as Storable;
  return Object.fromEntries(Object.entries(item).map(([key, inner]) => [key, keep(inner, assets)]));
}

function read(item: unknown, assets: Assets): unknown {
  if (item instanceof NationalId || item instanceof Uint8Array) return item;
  if (Array.isArray(item)) return item.map((inner) => read(inner, assets));
  if (typeof item !== "object" || item === null) return item;
  const tagged = item as { kept?: unknown; url?: unknown; asset?: unknown };
  if (tagged.kept === "url") return new URL(String(tagged.url));
  if (tagged.kept === "asset") return findAsset(String(tagged.asset), assets);
  return Object.fromEntries(Object.entries(item).map(([key, inner]) => [key, read(inner, assets)]));
}

function isAsset(item: unknown): item is Asset {
  return typeof item === "object" && item !== null && "file" in item && item.file instanceof URL;
}

function findAsset(name: string, assets: Assets): Asset {
  const found = assets.find((asset) => asset.name === name);
  if (!found) throw new TypeError(`the asset ${name} is not declared by the method`);
  return found;
}
