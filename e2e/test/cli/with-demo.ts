import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { type DemoFolder, makeDemoState } from "../../src/cli/demo-folder.js";

/** Gives each test that follows a demo configuration of its own to spoil. @returns how to get at it inside a test */
export function withDemo(): () => DemoFolder {
  let made: Awaited<ReturnType<typeof makeDemoState>>;
  let demo: DemoFolder;
  beforeAll(async () => {
    made = await makeDemoState();
  });
  afterAll(() => made?.remove());
  beforeEach(() => {
    demo = made.copy();
  });
  afterEach(() => demo.remove());
  return () => demo;
}
