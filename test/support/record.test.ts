import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "@jest/globals";
import { record } from "./record.js";

class Thing extends pulumi.CustomResource {
  constructor(name: string, inputs: pulumi.Inputs = {}, opts?: pulumi.CustomResourceOptions) {
    super("test:index:Thing", name, inputs, opts);
  }
}

class Group extends pulumi.ComponentResource {
  readonly child: Thing;
  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super("test:index:Group", name, {}, opts);
    this.child = new Thing(`${name}/child`, {}, { parent: this });
  }
}

describe("the recording harness", () => {
  it("sees the children of a component that is made last", async () => {
    const seen = await record(() => new Group("group"));
    expect(seen.map(({ name, parent }) => [name, parent])).toEqual([
      ["group", undefined],
      ["group/child", "group"],
    ]);
  });

  it("sees the options, a component that is waited for as its children", async () => {
    const seen = await record(() => {
      const group = new Group("group");
      const ends = { deletedWith: group.child, deleteBeforeReplace: true, retainOnDelete: true };
      const hooks = { beforeCreate: [() => Promise.resolve()] };
      const opts = { dependsOn: group, ignoreChanges: ["size"], hooks, ...ends };
      new Thing("last", {}, { ...opts, additionalSecretOutputs: ["key"] });
    });
    expect(seen.at(-1)).toEqual({
      type: "test:index:Thing",
      name: "last",
      inputs: {},
      parent: undefined,
      dependsOn: ["group/child"],
      provider: undefined,
      deletedWith: "group/child",
      deleteBeforeReplace: true,
      ignoreChanges: ["size"],
      beforeCreate: 1,
      retainOnDelete: true,
      secretOutputs: ["key"],
    });
  });

  it("unwraps secrets at any depth", async () => {
    const [thing] = await record(
      () => new Thing("thing", { list: [{ key: pulumi.secret("hidden") }] }),
    );
    expect(thing?.inputs).toEqual({ list: [{ key: "hidden" }] });
  });

  it("refuses two resources with the same URN, as the engine does", async () => {
    const twins = record(() => [new Thing("twin"), new Thing("twin")]);
    await expect(twins).rejects.toThrow("test:index:Thing::twin");
    const cousins = record(() => {
      for (const parent of [new Group("one"), new Group("two")]) new Thing("twin", {}, { parent });
    });
    await expect(cousins).rejects.toThrow("test:index:Group$test:index:Thing::twin");
  });

  it("refuses a call of a provider's function", async () => {
    const call = record(() => pulumi.runtime.invoke("test:index:call", {}).catch(() => undefined));
    await expect(call).rejects.toThrow("unknown call test:index:call");
  });
});
