#!/usr/bin/env node
/** Starts the demo portal on this machine: DEMO_PORTAL_PORT, and EID_GATEWAY_PORT and NEMID_SIMULATOR_PORT to find the others. */
import { readPort } from "./read-port.js";
import { startDemoPortal } from "./start-demo-portal.js";

try {
  await main();
} catch (error) {
  console.error(sentenceFor(error));
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const [port, gatewayPort, simulatorPort] = [
    readPort("DEMO_PORTAL_PORT", 3000),
    readPort("EID_GATEWAY_PORT", 8080),
    readPort("NEMID_SIMULATOR_PORT", 8090),
  ];
  const portal = await startDemoPortal({
    port,
    issuer: `http://localhost:${gatewayPort}/oidc`,
    clientId: "demo",
    clientSecret: "demo-secret",
    simulatorUrl: `http://localhost:${simulatorPort}`,
    report: (problem) => console.error(problem),
  });
  console.log(`The demo portal is at ${portal.url}/`);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => void portal.stop());
}

function sentenceFor(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === "EADDRINUSE")
    return `Port ${port} is taken. Stop what uses it, or set DEMO_PORTAL_PORT to another port.`;
  if (code === "EACCES")
    return `Port ${port} may not be opened by this user. Set DEMO_PORTAL_PORT to a port above 1023.`;
  return error.message;
}
