/**
 * The look of a flow: its profile as it was when the flow began, on whatever node and after whatever change of the files. The style sheet
 * and the pages around it are those of the node that draws, so the two always fit.
 */
import { type Config, defaultProfile, type GraphicalProfile } from "@eid-gateway/config";
import type { Storable } from "@eid-gateway/core";
import type { Assets } from "../assets.js";
import type { Flow, FlowRequest } from "../flow/flow.js";
import { dressProfile, type Look } from "../screens/look.js";
import type { KeptAssets } from "./kept-assets.js";
import type { Shelf } from "./shelf.js";

export interface Looks {
  /** Names the profile as it is now: `Flow.look`. */
  versionOf(service: string, profile: string): string | undefined;
  ofFlow(flow: Pick<Flow, "look"> & { readonly request: Pick<FlowRequest, "service" | "profile"> }): Promise<Look>;
  /** As the profile is now; the built-in one where there is none of the name. */
  now(service: string, profile: string): Look;
  readonly plain: Look;
  /** Keeps the profiles of this node, and their files, for other nodes and for its own next start. */
  keep(): Promise<void>;
}

/** How a profile is written down. A node that writes another shape has another release: its profiles are not for this one to read. */
const SHAPE = 1;
/** Versions of others that are held in memory; there are as many as profiles were changed within two days. */
const MAX_HELD = 64;

export function openLooks(config: Config, assets: Assets, keptAssets: KeptAssets, shelf: Shelf): Looks {
  const own = new Map<string, GraphicalProfile>();
  const looks = new Map<string, Look>();
  const others = new Map<string, Look>();
  const profiles = [...config.customers.values()].flatMap((customer) => [...customer.profiles.values()]);
  for (const profile of [defaultProfile(), ...profiles]) {
    own.set(profile.hash, profile);
    if (!looks.has(profile.hash)) looks.set(profile.hash, dressProfile(profile, assets));
  }
  const plain = looks.get(defaultProfile().hash)!;
  const versionOf = (service: string, profile: string) => config.customers.get(service)?.profiles.get(profile)?.hash;
  const now = (service: string, profile: string) => looks.get(versionOf(service, profile) ?? "") ?? plain;

  async function findOther(version: string): Promise<Look | undefined> {
    const known = others.get(version);
    if (known) return known;
    const profile = readProfile(await shelf.get(version), version);
    if (!profile) return undefined;
    const look = dressProfile(profile, assets);
    await keptAssets.keep(); // before a page names them: the next request may go to any node
    if (others.size >= MAX_HELD) others.delete(others.keys().next().value!);
    others.set(version, look);
    return look;
  }
  return {
    versionOf,
    now,
    plain,
    async ofFlow({ look: version, request }) {
      const found = version === undefined ? undefined : (looks.get(version) ?? (await findOther(version)));
      return found ?? now(request.service, request.profile);
    },
    async keep() {
      for (const [version, profile] of own) await shelf.put(version, writeProfile(profile));
      await keptAssets.keep();
    },
  };
}

function writeProfile(profile: GraphicalProfile): Storable {
  return { shape: SHAPE, profile: profile as unknown as Storable }; // plain data and the bytes of its pictures
}

function readProfile(kept: Storable | undefined, version: string): GraphicalProfile | undefined {
  const found = kept as { shape?: unknown; profile?: GraphicalProfile } | undefined;
  return found?.shape === SHAPE && found.profile?.hash === version ? found.profile : undefined;
}
