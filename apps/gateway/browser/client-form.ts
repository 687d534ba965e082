/** The form of a client block: posts what the plug-in's script hands over, once. */

export interface FormSide {
  readonly elements: { namedItem(name: string): unknown };
  submit(): void;
}

/** @throws Error for a field the block did not name, so that a plug-in's author finds it */
export function openForm(form: FormSide, maxBytes: number): (fields: Readonly<Record<string, string>>) => void {
  let isSent = false;
  return (fields) => {
    if (isSent) return;
    for (const [name, value] of Object.entries(fields)) {
      const input = form.elements.namedItem(name);
      if (!isHiddenInput(input) || name === "step") throw new Error(`the client's form has no field ${name}`);
      // What the gateway would refuse by its size is sent empty: the plug-in then says that the answer could not be read.
      input.value = value.length > maxBytes ? "" : value;
    }
    isSent = true;
    form.submit();
  };
}

function isHiddenInput(input: unknown): input is { value: string } {
  return typeof input === "object" && input !== null && "type" in input && input.type === "hidden" && "value" in input;
}
