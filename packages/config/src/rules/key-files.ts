import { accessSync, constants, statSync } from "node:fs";
import type { Path } from "../issue.js";
import { credentialFileOf } from "../load-gateway.js";
import { missingFile } from "../missing-file.js";
import { inProduction, type Loaded, type Rule } from "./check-rules.js";

type KeyFile = { readonly file: string; readonly path: Path; readonly key: string };
const BY_OTHERS = 0o007;

/** Key files must be there, and be nobody else's to read. What is in them is the gateway's to open. */
export const requireKeyFiles: Rule = (loaded, findings) => {
  const report = inProduction(loaded, findings);
  for (const { file, path, key } of keyFilesOf(loaded)) {
    try {
      const stats = statSync(key);
      if (!stats.isFile()) throw Object.assign(new Error("not a file"), { code: "EISDIR" });
      accessSync(key, constants.R_OK);
      if (process.platform !== "win32" && (stats.mode & BY_OTHERS) !== 0) report(file, path, openToOthers(key));
    } catch (error) {
      findings.issue(file, path, missingFile(key, loaded.state, error));
    }
  }
};

function openToOthers(key: string) {
  return { message: `names ${key}, which every user of this machine may use`, remedy: `chmod 600 ${key}` };
}

function keyFilesOf({ gateway, customers }: Loaded): readonly KeyFile[] {
  const shared = gateway?.merchants.default;
  const own = customers.flatMap(({ file, data }) =>
    Object.entries(data?.credentials ?? {}).map(([name, written]): KeyFile => {
      return { file, path: ["credentials", name, "file"], key: credentialFileOf(file, written).file };
    }),
  );
  const ofSaml = gateway?.saml.keys.map(({ file: key }, index): KeyFile => {
    return { file: gateway.file, path: ["saml", "keys", index, "file"], key };
  });
  const ofGateway: KeyFile[] = [];
  if (gateway && shared)
    ofGateway.push({ file: gateway.file, path: ["merchants", "default", "file"], key: shared.file });
  const seal = gateway?.signing.seal;
  if (gateway && seal) ofGateway.push({ file: gateway.file, path: ["signing", "seal", "file"], key: seal.file });
  return [...ofGateway, ...(ofSaml ?? []), ...own];
}
