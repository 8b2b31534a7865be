import { describe, expect, it } from "@jest/globals";
import { tmpdir } from "node:os";
import { exec } from "../../../../lib/exec.js";
import { localCommand } from "../../../../components/provider/stand-ins/local-command.js";
import type { Fields } from "../../../../components/provider/stand-ins/stand-in.js";

const command = localCommand(exec);

/** Creates with these inputs, and gives the outputs and what was said. */
async function create(inputs: Fields): Promise<Fields & { readonly said: readonly string[] }> {
  const said: string[] = [];
  const { outputs } = await command.create(inputs, (line) => void said.push(line));
  return { ...outputs, said };
}

const quiet = (): void => undefined;

describe("a local command", () => {
  it("runs `create` by a shell and keeps both its outputs", async () => {
    const made = await create({ create: "echo out; echo err >&2" });
    expect(made).toMatchObject({ stdout: "out", stderr: "err" });
  });

  it("gets its environment, its input and its folder", async () => {
    const inputs = {
      create: 'echo "$NAME $(cat) $PWD"',
      environment: { NAME: "lab" },
      stdin: "typed",
      dir: tmpdir(),
    };
    expect(await create(inputs)).toMatchObject({ stdout: `lab typed ${tmpdir()}` });
  });

  it("is run by another interpreter where one is named", async () => {
    const interpreter = ["node", "-e"];
    expect(await create({ create: "console.log(6 * 7)", interpreter })).toMatchObject({
      stdout: "42",
    });
  });

  it.each([
    [undefined, ["err", "out"]],
    ["stderr", ["err"]],
    ["stdout", ["out"]],
    ["none", []],
  ])("with logging %s says %j", async (logging, expected) => {
    const inputs = { create: "echo out; echo err >&2", ...(logging && { logging }) };
    expect((await create(inputs)).said).toEqual(expected);
  });

  it("runs `update` at a change, or `create` again where there is none", async () => {
    const inputs = { create: "echo created" };
    expect(await command.update?.({}, inputs, quiet)).toMatchObject({ stdout: "created" });
    const both = { ...inputs, update: "echo updated" };
    expect(await command.update?.({}, both, quiet)).toMatchObject({ stdout: "updated" });
  });

  it("sees in an update what the run before printed, unless it wants not to", async () => {
    const state = { stdout: "before" };
    const inputs = { create: 'echo "[$PULUMI_COMMAND_STDOUT]"' };
    expect(await command.update?.(state, inputs, quiet)).toMatchObject({ stdout: "[before]" });
    const without = { ...inputs, addPreviousOutputInEnv: false };
    expect(await command.update?.(state, without, quiet)).toMatchObject({ stdout: "[]" });
  });

  it("runs the `delete` of its state, and nothing where there is none", async () => {
    const said: string[] = [];
    const say = (line: string): void => void said.push(line);
    await command.remove?.("id", { delete: "echo deleted", create: "echo created" }, say);
    await command.remove?.("id", { create: "echo created" }, say);
    expect(said).toEqual(["deleted"]);
  });

  it("fails with its exit code and what it said last", async () => {
    await expect(create({ create: "echo broken >&2; exit 3" })).rejects.toThrow(
      /exit code 3[\s\S]*broken/,
    );
  });

  it("is made again when a trigger changes, and by nothing else", () => {
    expect(command.replaces).toEqual(["triggers"]);
  });
});
