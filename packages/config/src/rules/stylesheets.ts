import { accessSync, constants, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { missingFile } from "../missing-file.js";
import type { Rule } from "./check-rules.js";

/** Stylesheets must be there; whether they are fit to show a document is found when one is ordered. */
export const requireStylesheets: Rule = ({ customers, state }, findings) => {
  for (const { file, data } of customers) {
    for (const [name, written] of Object.entries(data?.signing?.stylesheets ?? {})) {
      const path = resolve(dirname(file), written);
      try {
        if (!statSync(path).isFile()) throw Object.assign(new Error("not a file"), { code: "EISDIR" });
        accessSync(path, constants.R_OK);
      } catch (error) {
        findings.issue(file, ["signing", "stylesheets", name], missingFile(path, state, error));
      }
    }
  }
};
