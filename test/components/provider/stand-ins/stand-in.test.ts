import { describe, expect, it } from "@jest/globals";
import { ToolError } from "../../../../lib/errors.js";
import {
  standIn,
  type Fields,
  type StandInType,
} from "../../../../components/provider/stand-ins/stand-in.js";

const URN = "urn:pulumi:week1::istio-lab::istio-lab:x:Y$test:index:Thing::thing";

/** A plugin with one type, and what it said. */
function plugin(given: Partial<StandInType> = {}) {
  const said: string[] = [];
  const thing: StandInType = {
    inputs: ["name", "size"],
    replaces: ["name"],
    create: () => Promise.resolve({ outputs: { made: true } }),
    ...given,
  };
  const provider = standIn("test", "1.0.0", { "test:index:Thing": thing }, (line, urn) => {
    said.push(`${urn === URN ? "thing" : "?"}: ${line}`);
  });
  return { provider, said };
}

const olds: Fields = { name: "a", size: 1, made: true };

describe("a stand-in of a plugin", () => {
  it("refuses an input that it does not know, instead of ignoring it", async () => {
    const checked = await plugin().provider.check?.(URN, {}, { name: "a", colour: "red" });
    expect(checked?.failures).toEqual([
      { property: "colour", reason: 'the stand-in of the test plugin does not know "colour"' },
    ]);
  });

  it("refuses a type that it does not know", async () => {
    const other = URN.replace("Thing", "Other");
    await expect(plugin().provider.create?.(other, {})).rejects.toThrow(
      "the stand-in of the test plugin has no resource type test:index:Other",
    );
  });

  it.each<[string, Fields, boolean, string[]]>([
    ["nothing", { name: "a", size: 1 }, false, []],
    ["an input that is updated", { name: "a", size: 2 }, true, []],
    ["an input that replaces", { name: "b", size: 1 }, true, ["name"]],
    ["an input that is no longer there", { name: "a" }, true, []],
  ])("sees a change of %s", async (_what, news, changes, replaces) => {
    expect(await plugin().provider.diff?.("id", URN, olds, news)).toEqual({ changes, replaces });
  });

  it("keeps what was declared and what was made, under an id of its own", async () => {
    const { provider } = plugin();
    const [one, two] = [
      await provider.create?.(URN, { name: "a" }),
      await provider.create?.(URN, { name: "a" }),
    ];
    expect(one?.outs).toEqual({ name: "a", made: true });
    expect(one?.id).toMatch(/^thing[0-9a-f]{8}$/);
    expect(two?.id).not.toBe(one?.id);
  });

  it("forgets inputs that an update no longer has", async () => {
    const { provider } = plugin({ update: () => Promise.resolve({ made: "again" }) });
    const updated = await provider.update?.("id", URN, olds, { name: "a" });
    expect(updated?.outs).toEqual({ name: "a", made: "again" });
  });

  it("takes a thing that is gone out of the state, and keeps one that can't be looked at", async () => {
    const gone = plugin({ read: () => Promise.resolve(undefined) });
    expect(await gone.provider.read?.("id", URN, olds)).toEqual({ id: "" });
    expect(await plugin().provider.read?.("id", URN, olds)).toEqual({ id: "id", props: olds });
  });

  it("says what goes on beside the resource", async () => {
    const { provider, said } = plugin({
      create: (_inputs, say) => {
        say("working");
        return Promise.resolve({ outputs: {} });
      },
    });
    await provider.create?.(URN, {});
    expect(said).toEqual(["thing: working"]);
  });

  it("fails without a stack trace, and with the command that helps", async () => {
    const error = new ToolError("x", "It did not work.", { next: "try again" });
    const { provider } = plugin({ create: () => Promise.reject(error) });
    await expect(provider.create?.(URN, {})).rejects.toThrow("It did not work.\n  next: try again");
  });
});
