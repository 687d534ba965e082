/** What the tests of behaviour share: a world with a portal, a Chromium, and visitors whose console has to stay silent. */
import type { Browser, BrowserContextOptions } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { openVisitor, type Visitor } from "../../src/browser/visitor.js";
import { startBrowser } from "../../src/start-browser.js";
import { startWorld, type World } from "../../src/world/start-world.js";

export interface Stage {
  readonly world: World;
  /** @returns a new person's window; what its console complained about fails the test */
  visit(options?: BrowserContextOptions): Promise<Visitor>;
  newPerson(): ReturnType<World["simulator"]["createIdentity"]>;
}

export function setTheStage(): Stage {
  let world: World;
  let browser: Browser;
  const visitors = new Set<Visitor>();
  beforeAll(async () => {
    [world, browser] = await Promise.all([startWorld({ withPortal: true }), startBrowser()]);
  });
  afterEach(async () => {
    const complaints = [...visitors].flatMap((visitor) => visitor.complaints());
    await Promise.all([...visitors].map((visitor) => visitor.close()));
    visitors.clear();
    expect(complaints, "the console").toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await world?.stop();
  });
  return {
    get world() {
      return world;
    },
    async visit(options) {
      const visitor = await openVisitor(browser, options);
      visitors.add(visitor);
      return visitor;
    },
    newPerson: () => world.simulator.createIdentity({ kind: "POCES", autofill: true }),
  };
}
