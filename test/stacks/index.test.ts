import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "@jest/globals";
import main from "../../stacks/index.js";

/** Plain `pulumi up` on a stack with this config. */
async function run(stack: string, config: Record<string, string>): Promise<unknown> {
  await pulumi.runtime.setMocks(
    { newResource: ({ inputs }) => ({ id: "", state: inputs as object }), call: () => ({}) },
    "istio-lab",
    stack,
  );
  pulumi.runtime.setAllConfig(config);
  return main();
}

describe("plain pulumi up", () => {
  it("goes by the stack's name and config", async () => {
    const config = { "istio-lab:target": "kwok", "istio-lab:step": "1.60" };
    expect(await run("week1", config)).toMatchObject({ step: "1.60", target: "kwok" });
  });

  it("leaves the keys of others alone", async () => {
    const config = { "istio-lab:target": "kwok", "istio-lab:step": "1.60", "kubernetes:x": "y" };
    expect(await run("week1", config)).toMatchObject({ step: "1.60" });
  });

  it.each<[string, string, Record<string, string>, string]>([
    ["an unknown week", "week9", {}, "./lab weeks"],
    ["a target that was never recorded", "week1", {}, "pulumi config set istio-lab:target kwok"],
    [
      "an unknown key",
      "week1",
      { "istio-lab:target": "kwok", "istio-lab:stepp": "1.2" },
      "pulumi config rm istio-lab:stepp -s week1",
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
