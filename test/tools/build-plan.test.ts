import { describe, expect, it } from "@jest/globals";
import type { BuildPlan } from "../../tools/build-plan.js";
import { ensureTools } from "../../tools/ensure.js";
import type { ToolName } from "../../tools/tool.js";
import { Bench, fakeUnit, Releases, sha256, writeTool } from "./fixture.js";

const names = ["quick", "slow"] as unknown as readonly ToolName[];
const url = "https://release.test/slow";
const released = { tools: ["slow"], url, vouchers: [{ sha256: sha256("released") }] };

/** Two tools, of which one takes minutes to build; and what was built. */
function twoUnits() {
  const built: string[] = [];
  const unit = (name: string, seconds: number) =>
    fakeUnit({
      name,
      seconds,
      releases: name === "slow" ? [released] : [],
      build: (job) => {
        built.push(name);
        return writeTool(job.out, name, name);
      },
    });
  return { built, units: [unit("quick", 20), unit("slow", 200)] };
}

const answering = (answer: boolean) => {
  const plans: BuildPlan[] = [];
  const agree = (plan: BuildPlan): Promise<boolean> => {
    plans.push(plan);
    return Promise.resolve(answer);
  };
  return { plans, agree };
};

describe("builds that take minutes", () => {
  it("are announced with their times, and asked about once", async () => {
    await using bench = await Bench.create();
    const { units, built } = twoUnits();
    const { agree, plans } = answering(true);
    await ensureTools(names, bench.context(units, { agree }));
    expect(plans).toEqual([
      { parts: ["slow 1.0.0 (3 min 20 s)", "quick 1.0.0 (20 s)"], seconds: 220 },
    ]);
    expect(bench.said).toContain(
      "tools: no release could be had; to be built from sources: slow 1.0.0 (3 min 20 s), quick 1.0.0 (20 s); up to 4 min with cold caches",
    );
    expect(built).toEqual(["slow", "quick"]);
  });

  it("are not made when the answer is no, which tells why and what helps", async () => {
    await using bench = await Bench.create();
    const { units, built } = twoUnits();
    const { agree } = answering(false);
    await expect(ensureTools(names, bench.context(units, { agree }))).rejects.toMatchObject({
      code: "build-declined",
      exitCode: 2,
      message: [
        "Nothing was built, so these are still missing: quick 1.0.0, slow 1.0.0. Why no release could be had:",
        `  download ${url}: no network (ENOTFOUND release.test)`,
      ].join("\n"),
      next: "the same command again, and answer y",
    });
    expect(built).toEqual([]);
  });

  it("are not feared where files are only copied out of a module", async () => {
    await using bench = await Bench.create();
    const { agree, plans } = answering(false);
    const slow = fakeUnit({ seconds: 200 });
    const unit = { ...slow, build: { ...slow.build, copied: ["drill"] } };
    const names = ["drill"] as unknown as readonly ToolName[];
    await ensureTools(names, bench.context([unit], { agree }));
    expect(plans).toEqual([]);
    expect(bench.said[0]).toBe("drill 1.0.0: building from sources, up to 5.0 s with cold caches");
  });

  it("are not asked about where the release came", async () => {
    await using bench = await Bench.create();
    await using releases = await Releases.serve({ [url]: "released" });
    const { units, built } = twoUnits();
    const { agree, plans } = answering(false);
    await ensureTools(names, bench.context(units, { agree, fetch: releases.fetch }));
    expect(plans).toEqual([]);
    expect(built).toEqual(["quick"]);
  });
});
