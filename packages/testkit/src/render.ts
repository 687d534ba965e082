/** Draws a screen as text, refusing what the gateway could not draw: missing sentences, empty places, undeclared files, bad links. */
import { existsSync } from "node:fs";
import type { AnyEidMethod, Asset, Block, Screen, Text } from "@eid-gateway/core";
import { complain } from "./complaint.js";

/** Schemes that would run something, or show something as ours. */
const dangerous = new Set(["javascript:", "data:", "blob:", "vbscript:", "file:"]);

/** @throws Complaint */
export function renderScreen(method: AnyEidMethod, language: string, screen: Screen): string {
  const at = `screen ${screen.name} in ${language}`;
  refuseDuplicates(method, at, screen);
  const say = (text: Text): string => renderText(method, language, at, text);
  const lines = screen.blocks.map((block) => renderBlock(method, at, say, block));
  const actions = (screen.actions ?? []).map(({ label }) => `(${say(label)})`);
  return [say(screen.title), ...lines, ...actions].join("\n");
}

function renderText(method: AnyEidMethod, language: string, at: string, { key, values = {} }: Text): string {
  const sentence = method.texts[language]?.[key];
  if (!sentence) return complain(method, `${at}: no sentence for "${key}"`);
  return sentence.replace(/\{(\w+)\}/g, (_place, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return value ?? complain(method, `${at}: "${key}" has a place {${name}} that nothing fills`);
  });
}

function renderBlock(method: AnyEidMethod, at: string, say: (text: Text) => string, block: Block): string {
  switch (block.kind) {
    case "text":
      return say(block.text);
    case "image":
      return `[${declared(method, at, block.asset)}: ${say(block.alt)}]`;
    case "qr":
      return `[qr: ${say(block.alt)}]`;
    case "link":
      return `[${say(block.label)} -> ${harmless(method, at, block.url).href}]`;
    case "checkbox":
      return `[ ] ${say(block.label)}`;
    case "choice":
      return `${say(block.label)} ${block.options.map(({ label, help }) => (help ? `${say(label)} (${say(help)})` : say(label))).join(" | ")}`;
    case "field":
      return `${say(block.label)}: ___ ${block.problem ? say(block.problem) : ""}`;
    case "client":
      if (block.frame) harmless(method, at, block.frame.url);
      return `[${declared(method, at, block.script)} ${block.frame ? say(block.frame.title) : ""}]`;
  }
}

function declared(method: AnyEidMethod, at: string, asset: Asset): string {
  const isDeclared = method.assets?.some(({ name, file }) => name === asset.name && file.href === asset.file.href);
  if (!isDeclared) complain(method, `${at}: the file ${asset.name} is not among the method's assets`);
  if (!existsSync(asset.file)) complain(method, `${at}: the file ${asset.name} does not exist`);
  return asset.name;
}

function harmless(method: AnyEidMethod, at: string, url: URL): URL {
  return dangerous.has(url.protocol) ? complain(method, `${at}: a ${url.protocol} address`) : url;
}

function refuseDuplicates(method: AnyEidMethod, at: string, screen: Screen): void {
  const names = screen.blocks.flatMap((block) => ("name" in block ? [block.name] : []));
  const actions = (screen.actions ?? []).map(({ value }) => value);
  for (const list of [names, actions]) {
    const twice = list.find((name, index) => list.indexOf(name) !== index);
    if (twice !== undefined) complain(method, `${at}: "${twice}" stands twice`);
  }
}
