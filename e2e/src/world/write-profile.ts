/** A graphical profile of a customer's, written into a copy of the demo configuration. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** @param yaml what stands after the version; what it leaves out is as in `default` */
export function writeProfile(folder: string, service: string, name: string, yaml: string): void {
  const profile = join(folder, "customers", service, "profiles", name);
  mkdirSync(profile, { recursive: true });
  writeFileSync(join(profile, "profile.yaml"), `apiVersion: eid-gateway/v1\n${yaml}`);
}
