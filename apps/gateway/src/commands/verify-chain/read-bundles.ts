import { type Certificate, OcesError, readCertificates } from "@eid-gateway/oces";
import { readNamed } from "../verify/read-named.js";
import { UsageError } from "../verify/usage-error.js";

/** Every certificate of the files that an option names. @throws UsageError */
export function readBundles(option: string, paths: readonly string[]): readonly Certificate[] {
  return paths.flatMap((path) => {
    try {
      return readCertificates(readNamed(option, path));
    } catch (error) {
      if (error instanceof OcesError) throw new UsageError(`${option} ${path}: ${error.message}`);
      throw error;
    }
  });
}
