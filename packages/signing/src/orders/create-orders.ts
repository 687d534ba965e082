import { makeArtifact } from "../artifacts.js";
import { gatherDocuments } from "../documents/gather-documents.js";
import { nameDocuments } from "../documents/name-documents.js";
import { newId } from "../ids.js";
import type { OrderRequest } from "../model/order.js";
import { triggerCreated } from "../notify/trigger.js";
import type { SigningPorts } from "../ports.js";
import { checkOrder } from "../rules/check-order.js";
import type { CreatedOrder } from "../signing.js";
import { SigningError } from "../signing-error.js";
import { type NewOrder, writeOrder } from "./insert-order.js";
import { lifeOf } from "./life.js";

/** All orders of a call, or none: every rule is asked of each before the first is written. */
export async function createOrders(
  ports: SigningPorts,
  service: string,
  requests: readonly OrderRequest[],
): Promise<readonly CreatedOrder[]> {
  if (requests.length === 0) throw new SigningError("invalid-value", "there is no order in the call");
  const made: NewOrder[] = [];
  for (const [index, request] of requests.entries()) made.push(await prepared(ports, service, request, index));
  const due = await ports.storage.workbench.transaction(async (parts) => {
    let anyDue = false;
    for (const one of made) {
      const order = await writeOrder(parts, service, one);
      anyDue = (await triggerCreated(parts, ports, order, one.life)) || anyDue;
    }
    return anyDue;
  });
  if (due) ports.onDue?.();
  return Promise.all(made.map((one) => created(ports, service, one)));
}

async function prepared(ports: SigningPorts, service: string, request: OrderRequest, index: number): Promise<NewOrder> {
  const terms = ports.terms(service);
  const now = ports.clock.now();
  try {
    const named = nameDocuments(request);
    const documents = await checkOrder(ports, service, named, () =>
      gatherDocuments(ports.storage.workbench, service, named, terms),
    );
    const life = lifeOf(named, terms.limits, now.getTime());
    return { id: newId(ports.random, now), request: named, documents, life };
  } catch (error) {
    throw error instanceof SigningError ? error.at(index) : error;
  }
}

/** The artifact is of the first task that asks for one: a call's answer has place for no more. */
async function created(ports: SigningPorts, service: string, { id, request }: NewOrder): Promise<CreatedOrder> {
  const task = request.tasks.find(({ authentication }) => authentication?.artifact);
  if (!task) return { id };
  return { id, artifact: await makeArtifact(ports, service, { orderId: id, taskId: task.id }) };
}
