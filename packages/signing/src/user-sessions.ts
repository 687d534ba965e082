/** Tasks of several orders, done in one sitting. */
import type { Storable } from "@eid-gateway/core";
import { FAMILY, makeArtifact } from "./artifacts.js";
import { newId } from "./ids.js";
import type { SigningPorts } from "./ports.js";
import { checkSessionAddresses } from "./rules/check-return-addresses.js";
import type { UserSessionRequest, UserSessions } from "./signing.js";
import { SigningError } from "./signing-error.js";
import { readStanding, type Standing } from "./sittings/standing.js";

const MOST_TASKS = 100;

export function createUserSessions(ports: SigningPorts): UserSessions {
  const { storage, random, clock, terms } = ports;
  const entries = (service: string) => storage.entries(service, FAMILY);
  return {
    async create(service, session) {
      checkSessionAddresses(session, terms(service).addresses);
      const standings = await readStandings(ports, service, session);
      const id = newId(random, clock.now());
      const expires = new Date(Math.max(...standings.map(({ kept }) => kept.expires)));
      await entries(service).set(sessionKey(id), session as Storable, { expires });
      if (!standings.some(({ request }) => request.authentication?.artifact)) return { id };
      return { id, artifact: await makeArtifact(ports, service, { sessionId: id }) };
    },
    find: async (service, id) => (await entries(service).get(sessionKey(id))) as UserSessionRequest | undefined,
  };
}

async function readStandings({ storage }: SigningPorts, service: string, { tasks }: UserSessionRequest) {
  if (tasks.length === 0 || tasks.length > MOST_TASKS)
    throw new SigningError("invalid-value", `a session has 1 to ${MOST_TASKS} tasks`, { place: ["tasks"] });
  const names = new Set(tasks.map(({ orderId, taskId }) => JSON.stringify([orderId, taskId])));
  if (names.size < tasks.length)
    throw new SigningError("duplicate-task-id", "a task is named twice", { place: ["tasks"] });
  const standings: Standing[] = [];
  for (const [index, { orderId, taskId }] of tasks.entries()) {
    const standing = await readStanding(storage.workbench, { service, orderId, taskId });
    if (!standing) throw new SigningError("unknown-task", "there is no such task", { place: ["tasks", index] });
    if (standing.task.status !== "created")
      throw new SigningError("task-not-open", `the task is ${standing.task.status}`, { place: ["tasks", index] });
    standings.push(standing);
  }
  return standings;
}

function sessionKey(id: string): string {
  return JSON.stringify(["user session", id]);
}
