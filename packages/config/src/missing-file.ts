import { sep } from "node:path";
import type { Problem } from "./findings.js";

/** Why a file that the configuration names could not be read, and how to get it. */
export function missingFile(path: string, state: string | undefined, error: unknown): Problem {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "EACCES" || code === "EPERM") {
    return {
      message: `names ${path}, which the gateway may not read`,
      remedy: "give the gateway's user the right to read it",
    };
  }
  if (code !== "ENOENT" && code !== "ENOTDIR") {
    return { message: `names ${path}, which is not a readable file`, remedy: "name a file" };
  }
  const made = state !== undefined && path.startsWith(state + sep);
  const remedy = made
    ? "run `npm start` once: it makes what lies in the state folder"
    : "put the file there, or correct the path";
  return { message: `names ${path}, which does not exist`, remedy };
}
