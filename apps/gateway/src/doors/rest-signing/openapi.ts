/** The REST face for machines: OpenAPI 3.1, its schemas those that the messages are read by. */
import { SIGNING_SCOPE } from "@eid-gateway/config";
import { z } from "zod";
import { EXAMPLES } from "./examples.js";
import { named } from "./schemas.js";

type Json = Readonly<Record<string, unknown>>;

/** Each route with what it takes and gives; the routes are checked against this by a test. */
export interface Described {
  readonly id: string; // what generated clients call it
  readonly summary: string;
  readonly takes?: string; // a schema's name, or "file"
  readonly gives: readonly [status: number, content: string | undefined]; // the same, or nothing
}
export const PATHS: Readonly<Record<string, Readonly<Partial<Record<"get" | "post" | "delete", Described>>>>> = {
  "/documents": {
    post: { id: "uploadDocument", summary: "Upload a document", takes: "file", gives: [201, "UploadedDocument"] },
  },
  "/documents/{document}": {
    get: { id: "getDocument", summary: "Fetch an uploaded document", gives: [200, "file"] },
    delete: { id: "deleteDocument", summary: "Delete an uploaded document", gives: [204, undefined] },
  },
  "/orders": { post: { id: "createOrder", summary: "Order signatures", takes: "OrderRequest", gives: [201, "Order"] } },
  "/orders/{order}": {
    get: { id: "getOrder", summary: "Read an order", gives: [200, "Order"] },
    delete: { id: "deleteOrder", summary: "Delete an order", gives: [204, undefined] },
  },
  "/orders/{order}/tasks/{task}/status": {
    get: { id: "getTaskStatus", summary: "Where a task stands", gives: [200, "TaskStatus"] },
  },
  "/orders/{order}/tasks/{task}/events": {
    get: { id: "getTaskEvents", summary: "What happened to a task", gives: [200, "Events"] },
  },
  "/orders/{order}/tasks/{task}/documents/{document}/original": {
    get: { id: "getOriginal", summary: "Fetch what was to be signed", gives: [200, "file"] },
  },
  "/orders/{order}/tasks/{task}/documents/{document}/result": {
    get: { id: "getResult", summary: "Fetch what was signed", gives: [200, "file"] },
  },
  "/orders/{order}/packaging-tasks/{task}/status": {
    get: { id: "getPackagingTaskStatus", summary: "Where a package stands", gives: [200, "PackagingStatus"] },
  },
  "/orders/{order}/packaging-tasks/{task}/result": {
    get: { id: "getPackage", summary: "Fetch a package", gives: [200, "file"] },
  },
  "/archive-documents/{document}": {
    get: { id: "getArchiveDocument", summary: "Fetch an archived document", gives: [200, "file"] },
    delete: { id: "deleteArchiveDocument", summary: "Remove a document from the archive", gives: [204, undefined] },
  },
};

/** @param origin public: "https://id.example.dk" */
export function openApi(origin: string): Json {
  return {
    openapi: "3.1.0",
    info: { title: "Signing", version: "1", description: "Shaped like the vendor's Sign API v1." },
    servers: [{ url: `${origin}/enterprise/sign` }],
    security: [{ token: [SIGNING_SCOPE] }],
    paths: Object.fromEntries(Object.entries(PATHS).map(([path, verbs]) => [path, describePath(path, verbs)])),
    components: {
      schemas: schemas(),
      securitySchemes: {
        token: {
          type: "oauth2",
          flows: {
            clientCredentials: { tokenUrl: `${origin}/oidc/token`, scopes: { [SIGNING_SCOPE]: "Order signatures" } },
          },
        },
      },
    },
  };
}

function describePath(path: string, verbs: (typeof PATHS)[string]): Json {
  const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => {
    return { name, in: "path", required: true, schema: { type: "string" } };
  });
  const operations = Object.entries(verbs).map(([verb, each]) => [verb, describe(each)] as const);
  return { ...(parameters.length > 0 && { parameters }), ...Object.fromEntries(operations) };
}

function describe({ id, summary, takes, gives: [status, content] }: Described): Json {
  return {
    operationId: id,
    summary,
    ...(takes !== undefined && { requestBody: { required: true, content: contentOf(takes) } }),
    responses: {
      [status]: { description: "Done", ...(content !== undefined && { content: contentOf(content) }) },
      default: {
        description: "Not done",
        content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    },
  };
}

function contentOf(name: string): Json {
  return name === "file" ? { "*/*": {} } : { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } };
}

function schemas(): Json {
  const { schemas: printed } = z.toJSONSchema(named, { uri: (id) => `#/components/schemas/${id}`, io: "input" });
  const examples: Readonly<Record<string, unknown>> = EXAMPLES;
  return Object.fromEntries(
    Object.entries(printed).map(([name, { $schema: _, $id: __, ...schema }]) => [
      name,
      { ...schema, ...(name in examples && { examples: [examples[name]] }) },
    ]),
  );
}
