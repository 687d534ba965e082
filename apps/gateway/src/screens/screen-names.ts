/** The names in a form are one space, shared by the gateway and the method. */
import type { Block, Screen } from "@eid-gateway/core";

const reserved = new Set(["step", "cancel", "choose", "action"]);

/** Throws when a screen uses a name twice, one of the gateway's, or one that is no plain word. */
export function checkNames(screen: Screen): void {
  const seen = new Set<string>();
  for (const name of screen.blocks.flatMap(namesOf)) {
    if (!/^[A-Za-z][\w.-]*$/.test(name))
      throw new Error(`${screen.name}: a field cannot be called ${JSON.stringify(name)}`);
    if (reserved.has(name)) throw new Error(`${screen.name}: the field name ${name} is the gateway's own`);
    if (seen.has(name)) throw new Error(`${screen.name}: the field name ${name} stands twice`);
    seen.add(name);
  }
}

function namesOf(block: Block): readonly string[] {
  if (block.kind === "client") return block.form.fields;
  return block.kind === "field" || block.kind === "checkbox" || block.kind === "choice" ? [block.name] : [];
}
