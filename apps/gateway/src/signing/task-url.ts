/** The address a person opens to do a task, as customers build it themselves. */
export function taskUrl(host: string, service: string, order: string, task: string): string {
  const url = new URL(`/std/docaction/${encodeURIComponent(service)}`, host);
  url.searchParams.set("request_id", order);
  url.searchParams.set("task_id", task);
  return url.href;
}

/** The same for doors, which know where they are. */
export function urlOfTasks({ origin }: { readonly origin: string }) {
  return (service: string, order: string, task: string) => taskUrl(origin, service, order, task);
}
