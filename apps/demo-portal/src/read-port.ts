/** A port from the environment, or the usual one. Throws a sentence that names the variable. */
export function readPort(name: string, usual: number, env: NodeJS.ProcessEnv = process.env): number {
  const text = env[name]?.trim();
  if (!text) return usual;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535)
    throw new Error(`${name} is ${JSON.stringify(text)}; a port is a number from 0 to 65535.`);
  return port;
}
