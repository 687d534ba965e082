/** Files for the pages of other nodes: a page drawn there may have its style sheet fetched here, and the other way round. */
import { type Assets, isAssetPath, type ServedAsset, serveBytes } from "../assets.js";
import type { Shelf } from "./shelf.js";

export interface KeptAssets {
  /** Keeps what is registered here and was not kept lately. */
  keep(): Promise<void>;
  /** A file of this node, else one that another node keeps. */
  find(path: string): Promise<ServedAsset | undefined>;
}

export function openKeptAssets(assets: Assets, shelf: Shelf): KeptAssets {
  return {
    async keep() {
      for (const [path, { body }] of assets.all()) await shelf.put(path, new Uint8Array(body));
    },
    async find(path) {
      const own = assets.find(path);
      if (own || !isAssetPath(path)) return own;
      const kept = await shelf.get(path);
      return kept instanceof Uint8Array ? serveBytes(path, Buffer.from(kept)) : undefined;
    },
  };
}
