/** Changes to a copy of the demo configuration, before the gateway reads it. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Adds clients to a customer's file, each as one line of flow YAML. */
export function addClients(folder: string, service: string, clients: readonly object[]): void {
  editFile(join(folder, "customers", service, "customer.yaml"), (yaml) => {
    const lines = clients.map((client) => `    - ${JSON.stringify(client)}\n`);
    return yaml.replace("  clients:\n", `  clients:\n${lines.join("")}`);
  });
}

/** @throws Error when nothing changed: the file no longer holds what was to be replaced */
export function editFile(file: string, change: (text: string) => string): void {
  const before = readFileSync(file, "utf8");
  const after = change(before);
  if (after === before) throw new Error(`${file} is as it was`);
  writeFileSync(file, after);
}
