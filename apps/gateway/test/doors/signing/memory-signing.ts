/** Orders in memory, as they were ordered: what the doors say to the domain, and how they say its answers again. Nothing is checked. */
import type {
  DocumentState,
  Notification,
  Order,
  OrderRequest,
  PackagingState,
  Signing,
  StoredFile,
  TaskEvent,
  TaskInfo,
  TaskQuery,
  TaskState,
  TaskStatus,
  UserSessionRequest,
} from "@eid-gateway/signing";
import { SigningError } from "@eid-gateway/signing";

/** What no door of customers' servers touches is not there. */
export interface MemorySigning extends Omit<Signing, "sittings" | "evidence"> {
  readonly made: Map<string, Order>;
  readonly sessionsMade: Map<string, UserSessionRequest>;
  readonly queries: TaskQuery[];
  readonly added: { notification: Notification; taskId: string | undefined }[];
  readonly disabled: string[];
  /** What a test has happen. */
  readonly statuses: Map<string, TaskStatus>;
  readonly documents: Map<string, readonly DocumentState[]>;
  readonly packaging: PackagingState[];
  readonly events: TaskEvent[];
  readonly rows: TaskInfo[];
  readonly stored: Map<string, StoredFile>;
}

export const CREATED = new Date("2026-03-01T10:00:00Z");

export function memorySigning(): MemorySigning {
  const made = new Map<string, Order>();
  const stored = new Map<string, StoredFile>();
  const kept = { statuses: new Map<string, TaskStatus>(), documents: new Map<string, readonly DocumentState[]>() };
  const lists = { queries: [] as TaskQuery[], rows: [] as TaskInfo[], events: [] as TaskEvent[] };
  const changes = { added: [] as MemorySigning["added"], disabled: [] as string[], packaging: [] as PackagingState[] };
  const sessionsMade = new Map<string, UserSessionRequest>();
  const clientStatuses = new Map<string, string>();
  let last = 0;
  const nextId = () => `01032026${String(++last).padStart(49, "0")}`;

  const find = (service: string, id: string) => {
    const order = made.get(id);
    return order?.service === service ? order : undefined;
  };
  function demand(service: string, id: string, taskId?: string): Order {
    const order = find(service, id);
    if (!order) throw new SigningError("unknown-request", "there is no such order", { place: [] });
    if (taskId !== undefined && !order.tasks.some((task) => task.id === taskId))
      throw new SigningError("unknown-task", "the order has no such task");
    return order;
  }
  function insert(service: string, order: OrderRequest): { id: string; artifact?: string } {
    const id = nextId();
    made.set(id, { ...order, id, service, created: CREATED });
    const wants = order.tasks.some(({ authentication }) => authentication?.artifact);
    return { id, ...(wants && { artifact: `artifact-of-${id}` }) };
  }
  const states = (order: Order): TaskState[] =>
    order.tasks.map(({ id }) => ({
      orderId: order.id,
      taskId: id,
      status: kept.statuses.get(id) ?? "created",
      ...(order.clientReference !== undefined && { clientReference: order.clientReference }),
      ...(clientStatuses.has(id) && { clientStatus: clientStatuses.get(id)! }),
      documents: kept.documents.get(id) ?? [],
    }));

  return {
    made,
    stored,
    sessionsMade,
    ...kept,
    ...lists,
    ...changes,
    orders: {
      create: async (service, orders) => orders.map((order) => insert(service, order)),
      find: async (service, id) => find(service, id),
      delete: async (service, ids) => ids.filter((id) => find(service, id) && made.delete(id)).length,
      async addTask(service, id, task) {
        const order = demand(service, id);
        made.set(id, { ...order, tasks: [...order.tasks, task] });
        return task.authentication?.artifact ? { artifact: `artifact-of-${task.id}` } : {};
      },
      async disableTask(service, id, taskId) {
        demand(service, id, taskId);
        kept.statuses.set(taskId, "deleted");
      },
      findTask: async (service, id, taskId) => find(service, id)?.tasks.find((task) => task.id === taskId),
      async search(_service, query) {
        lists.queries.push(query);
        return lists.rows;
      },
      async count(_service, filter) {
        lists.queries.push({ filter, from: 0, to: 0 });
        return lists.rows.length;
      },
      states: async (service, ids) => ids.flatMap((id) => states(demand(service, id))),
      packagingStates: async (service, ids) => {
        for (const id of ids) demand(service, id);
        return changes.packaging;
      },
      async setClientStatus(service, id, taskId, status) {
        demand(service, id, taskId);
        clientStatuses.set(taskId, status);
      },
      async history(service, id, taskId) {
        demand(service, id, taskId);
        return lists.events;
      },
      async addNotification(service, id, taskId, notification) {
        demand(service, id, taskId);
        changes.added.push({ notification, taskId });
      },
      async disableNotifications(service, id, taskId, ids) {
        demand(service, id, taskId);
        changes.disabled.push(...ids);
      },
      async createArtifact(service, id, taskId) {
        demand(service, id, taskId);
        return `artifact-${++last}`;
      },
      original: async (service, ...path) => stored.get([service, "original", ...path].join("/")),
      result: async (service, ...path) => stored.get([service, "result", ...path].join("/")),
      packagingResult: async (service, ...path) => stored.get([service, "package", ...path].join("/")),
    },
    sessions: {
      async create(_service, session) {
        const id = nextId();
        sessionsMade.set(id, session);
        return { id, artifact: "artifact-of-session" };
      },
      find: async (_service, id) => sessionsMade.get(id),
    },
    files: fileShelf(stored, "sds", nextId),
    archive: {
      ...fileShelf(stored, "archive", nextId),
      remove: async (service, ids) => ids.filter((id) => stored.delete(`${service}/archive/${id}`)),
    },
  };
}

function fileShelf(stored: Map<string, StoredFile>, shelf: string, nextId: () => string): Signing["files"] {
  return {
    async put(service, file) {
      if (file.mediaType.startsWith("application/zip"))
        throw new SigningError("document-refused", "files of this type are not stored");
      const id = nextId();
      stored.set(`${service}/${shelf}/${id}`, file);
      return id;
    },
    get: async (service, id) => stored.get(`${service}/${shelf}/${id}`),
    delete: async (service, id) => stored.delete(`${service}/${shelf}/${id}`),
  };
}
