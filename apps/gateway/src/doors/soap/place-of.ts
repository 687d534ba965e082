/**
 * Where in the message the domain found something wrong: its members are the message's elements, in another spelling.
 *
 * @param place [0, "tasks", 0, "documentActions", 1]
 * @returns `request[1]/task[1]/document-action[2]`, counting from one as XPath does; `undefined` for no place
 */
export function placeOf(place: readonly (string | number)[]): string | undefined {
  if (place.length === 0) return undefined;
  const named = typeof place[0] === "number" ? ["requests", ...place] : place;
  return named
    .map((step, at) => {
      if (typeof step === "number") return `[${step + 1}]`;
      const isOneOfMany = typeof named[at + 1] === "number";
      return `${at === 0 ? "" : "/"}${isOneOfMany ? kebab(step).replace(/s$/, "") : kebab(step)}`;
    })
    .join("");
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
