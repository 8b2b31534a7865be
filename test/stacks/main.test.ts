import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "@jest/globals";
import { main } from "../../stacks/main.js";
import type { PlainWorld } from "../../stacks/plain.js";

const world: PlainWorld = {
  organization: "organization",
  isPreview: true,
  env: {},
  log: () => undefined,
  lookForStack: () => Promise.resolve({ hasStack: true, hasLock: false }),
  inFile: () => Promise.resolve({}),
  deployed: () => Promise.resolve(undefined),
  hasOldCommands: () => Promise.resolve(false),
  choose: (_week, { target = "kwok" }) => Promise.resolve({ values: { target }, told: [] }),
  record: () => Promise.reject(new Error("recorded")),
  setCurrentWeek: () => Promise.reject(new Error("recorded")),
  hasPlugin: () => true,
  ensureTools: () => Promise.resolve(),
};

/** Plain `pulumi preview` on a stack with this config. */
async function run(
  stack: string,
  config: Record<string, string>,
  more: Partial<PlainWorld> = {},
): Promise<unknown> {
  await pulumi.runtime.setMocks(
    { newResource: ({ inputs }) => ({ id: "", state: inputs as object }), call: () => ({}) },
    "istio-lab",
    stack,
  );
  pulumi.runtime.setAllConfig(config);
  return main({ ...world, ...more });
}

describe("plain pulumi up", () => {
  it("goes by the stack's name and config", async () => {
    const config = { "istio-lab:target": "kwok", "istio-lab:step": "1.60" };
    expect(await run("week1", config)).toMatchObject({ step: "1.60", target: "kwok" });
  });

  it("says first of all when its stack is where lab does not look", async () => {
    const lookForStack = () => Promise.resolve({ hasStack: false, hasLock: false });
    for (const stack of ["week1", "cache", "week9"]) {
      const error = await run(stack, {}, { lookForStack }).catch((thrown: unknown) => thrown);
      expect(pulumi.RunError.isInstance(error)).toBe(true);
      expect((error as Error).message).toMatch(
        new RegExp(`^This ${stack} is in another backend, .*\\n  next: `),
      );
    }
  });

  it("leaves the keys of others alone", async () => {
    const config = { "istio-lab:target": "kwok", "istio-lab:step": "1.60", "kubernetes:x": "y" };
    expect(await run("week1", config)).toMatchObject({ step: "1.60" });
  });

  it.each<[string, string, Record<string, string>, string]>([
    ["an unknown week", "week99", {}, "./lab weeks"],
    [
      "a value that is not allowed",
      "week1",
      { "istio-lab:apiServerPort": "x" },
      "./lab config set apiServerPort 0 --week week1",
    ],
    [
      "an unknown key",
      "week1",
      { "istio-lab:target": "kwok", "istio-lab:stepp": "1.2" },
      "./lab config rm stepp --week week1",
    ],
  ])(
    "shows %s without a stack trace, with the next command",
    async (_title, stack, config, next) => {
      const error = await run(stack, config).catch((thrown: unknown) => thrown);
      expect(pulumi.RunError.isInstance(error)).toBe(true);
      expect((error as Error).message).toContain(`\n  next: ${next}`);
    },
  );
});

describe("the entry of the project", () => {
  it("has a default export and no other: the Node SDK refuses both together", async () => {
    expect(Object.keys(await import("../../stacks/index.mjs"))).toEqual(["default"]);
  });
});
