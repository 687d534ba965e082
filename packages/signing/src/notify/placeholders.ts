/** `${requestId}`, `${taskId}` and `${taskUrl}` in what customers write. In one pass: what is filled in is not looked at again. */
export type Placeholders = Readonly<Record<"requestId" | "taskId" | "taskUrl", string>>;

export function fillPlaceholders(text: string, values: Placeholders): string {
  return text.replaceAll(/\$\{(requestId|taskId|taskUrl)\}/g, (_, name: keyof Placeholders) => values[name]);
}

/** The same in an address, where each value must stay one value whatever is in it. */
export function fillAddress(address: string, values: Placeholders): string {
  const encode = (name: keyof Placeholders) => encodeURIComponent(values[name]);
  return fillPlaceholders(address, {
    requestId: encode("requestId"),
    taskId: encode("taskId"),
    taskUrl: encode("taskUrl"),
  });
}
