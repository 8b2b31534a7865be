import { describe, expect, it } from "@jest/globals";
import { env, type Prepare } from "../../../cli/commands/env.js";
import { weeks } from "../../../labs/index.js";
import { memoryOutput } from "../../support/memory-output.js";

/** The weeks that are got ready, in order; week 3 is broken. */
async function readyFor(week: string | undefined): Promise<{
  readonly ready: readonly string[];
  readonly printed: readonly string[];
}> {
  const ready: string[] = [];
  const { output, printed } = memoryOutput();
  const prepare: Prepare = ({ id }) => {
    if (id === "week3") return Promise.reject(new Error("its config is broken"));
    ready.push(id);
    return Promise.resolve();
  };
  await env(week, output, prepare);
  return { ready, printed };
}

describe("the shell of a week", () => {
  it("looks at no other week, so it is there whatever is wrong with one", async () => {
    const { ready, printed } = await readyFor("week1");
    expect(ready).toEqual(["week1"]);
    expect(printed.join("\n")).toMatch(/^export KUBECONFIG='.*\/week1\/kubeconfig'$/m);
  });

  it("is not there where its own week is broken", async () => {
    await expect(readyFor("week3")).rejects.toThrow("its config is broken");
  });
});

describe("the shell of all weeks", () => {
  it("is not there where one of them is broken", async () => {
    await expect(readyFor(undefined)).rejects.toThrow("its config is broken");
  });

  it("has every week ready, and leaves KUBECONFIG alone", async () => {
    const ready: string[] = [];
    const { output, printed } = memoryOutput();
    await env(undefined, output, ({ id }, isNamed) => {
      expect(isNamed).toBe(false);
      ready.push(id);
      return Promise.resolve();
    });
    expect(ready).toEqual(weeks.map(({ id }) => id));
    expect(printed.filter((line) => line.startsWith("export KUBECONFIG="))).toEqual([]);
  });
});
