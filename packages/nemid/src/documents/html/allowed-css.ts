/** The operator's list of CSS properties (implementation guidelines, section 5.2). Its families do not name their shorthands. */
const properties = new Set(
  (
    "background background-color bottom clear color display float height left line-height margin margin-bottom margin-left " +
    "margin-right margin-top overflow position right top white-space width"
  ).split(" "),
);
const families = /^(border|font|list|padding|text)-[a-z-]+$/;

export function isAllowedProperty(name: string): boolean {
  return properties.has(name) || families.test(name);
}

/** Colours only: any other function can fetch something, or says what the operator's viewers do not know. */
export const allowedFunctions: ReadonlySet<string> = new Set(["rgb", "rgba", "hsl", "hsla"]);
