/** The package around the methods: its manifest and its README, held against the code. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type AnyEidMethod, EID_METHOD, type Register } from "@eid-gateway/core";
import { describe, expect, it } from "vitest";
import { fillTables, markdownTable, operatorTables } from "./operator-tables.js";

export interface PluginUnderTest {
  /** Of the package: `new URL("..", import.meta.url)` in a file of its test folder. */
  readonly folder: URL;
  readonly register: Register;
  /** What each code means to the operator. */
  readonly meanings: Readonly<Record<string, string>>;
  /** What the person sees, by the screen's name. */
  readonly screens: Readonly<Record<string, string>>;
}

/**
 * Two tests: the manifest declares what is registered, and the README's tables (`settings`, `agreement`, `config`, `claims`,
 * `screens`, `errors`, each between `<!-- table: name -->` and `<!-- end -->`) are those of the code. `vitest run -u` writes them.
 */
export function describePlugin({ folder, register, meanings, screens }: PluginUnderTest): void {
  const { pathname } = folder;
  describe(`the plug-in in ${pathname.split("/").filter(Boolean).at(-1)}`, () => {
    const { methods, tokens } = record(register);

    it("registers the methods that its manifest declares, and nothing else", () => {
      const manifest = JSON.parse(readFileSync(new URL("package.json", folder), "utf8"));
      expect(tokens).toEqual([EID_METHOD]);
      expect(methods.map(({ id }) => id)).toEqual(manifest.eidPlugin.methods);
      expect(manifest.eidPlugin.api).toBe(1);
      expect(manifest.keywords).toContain("eid-plugin");
      expect(manifest.peerDependencies).toHaveProperty("@eid-gateway/core");
    });

    it("has the code's own tables in its README", async () => {
      const readme = fileURLToPath(new URL("README.md", folder));
      const tables = { ...operatorTables(first(methods), meanings), screens: screenTable(screens) };
      await expect(fillTables(readFileSync(readme, "utf8"), tables)).toMatchFileSnapshot(readme);
    });
  });
}

function record(register: Register): { readonly methods: readonly AnyEidMethod[]; readonly tokens: readonly symbol[] } {
  const methods: AnyEidMethod[] = [];
  const tokens = new Set<symbol>();
  register({
    register: (token, { useValue }) => {
      tokens.add(token);
      methods.push(useValue);
    },
  });
  return { methods, tokens: [...tokens] };
}

/** The methods of one package are of one family and are configured alike. */
function first([method]: readonly AnyEidMethod[]): AnyEidMethod {
  if (method === undefined) throw new Error("the plug-in registers no method");
  return method;
}

function screenTable(screens: PluginUnderTest["screens"]): string {
  const rows = Object.entries(screens).map(([name, meaning]) => [`\`${name}\``, meaning]);
  return markdownTable(["Screen", "What the person sees"], rows);
}
