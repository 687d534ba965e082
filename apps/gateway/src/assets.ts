/**
 * Files the gateway serves, each under an address that holds the digest of its content: a page written a minute ago never meets
 * the script of a newer release, and a browser may keep what it has for a year. Only what was registered is served; nothing of a
 * request ever becomes a path on disk.
 *
 * Register everything before the server listens: the page of one node may have its pictures fetched from another.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename, extname } from "node:path";
import type { Asset } from "@eid-gateway/core";

export interface Assets {
  /** Reads a plug-in's or our own file, once, and gives its address. Throws when it cannot be read or is of no known type. */
  register(asset: Asset): string;
  /** The same for what is in memory already: a profile's picture, a style sheet made here. */
  registerBytes(name: string, bytes: Uint8Array): string;
  /** Files that refer to one another by relative addresses, under one digest. Gives their addresses in the same order. Throws for two of one name. */
  registerGroup(files: readonly URL[]): readonly string[];
  /** The address of a registered file. Throws for one that was never registered. */
  addressOf(asset: Asset): string;
  /** What stands at the path of a request, if anything does. */
  find(path: string): ServedAsset | undefined;
  /** Everything, by path. */
  all(): Iterable<readonly [path: string, asset: ServedAsset]>;
}
export interface ServedAsset {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

const types: Readonly<Record<string, string>> = {
  ".bcmap": "application/octet-stream",
  ".css": "text/css; charset=utf-8",
  ".gif": "image/gif",
  ".ico": "image/x-icon",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".pfb": "application/octet-stream",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".ttf": "font/ttf",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
};

export function createAssets(): Assets {
  const served = new Map<string, ServedAsset>();
  const addresses = new Map<string, string>();

  function serve(folder: string, name: string, body: Buffer): string {
    const path = `/assets/${folder}/${encodeURIComponent(name)}`;
    served.set(path, { body, headers: headersFor(name, body) });
    return path;
  }
  function register({ file }: Asset): string {
    const known = addresses.get(file.href);
    if (known) return known;
    const body = readFileSync(file);
    const address = serve(digestOf([body]), basename(file.pathname), body);
    addresses.set(file.href, address);
    return address;
  }
  return {
    register,
    registerBytes(name, bytes) {
      const body = Buffer.from(bytes);
      return serve(digestOf([body]), name, body);
    },
    registerGroup(files) {
      const bodies = files.map((file) => readFileSync(file));
      const folder = digestOf(bodies);
      const names = files.map(({ pathname }) => basename(pathname));
      const twice = names.find((name, at) => names.indexOf(name) < at);
      if (twice) throw new Error(`two files that are served together are called ${twice}`);
      return files.map((file, at) => {
        const address = serve(folder, names[at]!, bodies[at]!);
        addresses.set(file.href, address);
        return address;
      });
    },
    addressOf({ name, file }) {
      const address = addresses.get(file.href);
      if (!address) throw new Error(`the asset ${name} was not registered before the server started`);
      return address;
    },
    find: (path) => served.get(path),
    all: () => served,
  };
}

/** An SVG opened by its own address is a document of our origin: it may style itself and nothing more. */
const DOCUMENT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
/** A worker lives by the policy it was served with: one in a sandbox would have no origin to load its other half from. */
const WORKER_POLICY = "default-src 'none'; script-src 'self'";

/** Whether a path could be one of ours, of this node or another. */
export function isAssetPath(path: string): boolean {
  return /^\/assets\/[0-9a-f]{32}\/[A-Za-z0-9%._~!'()*-]{1,800}$/.test(path); // as encodeURIComponent leaves a file's name
}

/** A file of another node's under its own path. */
export function serveBytes(path: string, body: Buffer): ServedAsset {
  return { body, headers: headersFor(path, body) };
}

/** 128 bits of SHA-256: enough that nobody finds a second file for an address, short enough to read in a log. */
function digestOf(bodies: readonly Buffer[]): string {
  const hash = createHash("sha256");
  for (const body of bodies) hash.update(createHash("sha256").update(body).digest());
  return hash.digest("hex").slice(0, 32);
}

function headersFor(name: string, body: Buffer): Record<string, string> {
  const extension = extname(name).toLowerCase();
  const type = types[extension];
  if (!type) throw new Error(`${name}: ${extension || "no extension"} is no kind of file the gateway serves`);
  return {
    "content-type": type,
    "content-length": String(body.byteLength),
    "cache-control": "public, max-age=31536000, immutable",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "content-security-policy": extension === ".mjs" ? WORKER_POLICY : DOCUMENT_POLICY,
  };
}
