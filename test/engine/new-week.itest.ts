import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { checkout, succeed, type Checkout } from "../support/checkout.js";

/** docs/how-to/write-a-week.md, in order: each test stands on the one before. */
describe("a week of one's own", () => {
  let lab: Checkout;

  beforeAll(async () => {
    lab = await checkout("no docker", "week9");
  });

  afterAll(async () => {
    await lab[Symbol.asyncDispose]();
  });

  it("begins as a skeleton that is registered", async () => {
    const { stdout } = succeed(await lab.lab("new-week", "week9"));
    expect(stdout.split("\n")).toContain("labs/week9/1-start/9.2-namespace.md");
    expect(succeed(await lab.lab("weeks")).stdout).toMatch(/^week9 +2 steps/m);
  });

  it("can be read and previewed at once", async () => {
    const { stdout } = succeed(await lab.lab("show", "9.2"));
    expect(stdout).toContain("9.2 Create a namespace");
    expect(stdout).toContain("+ Namespace shop");
    const diff = await lab.lab("diff", "week9", "9.1", "9.2", "--target", "kwok");
    expect(succeed(diff).stdout).toContain("+ Namespace shop");
  });

  it("stands, and its checks pass", async () => {
    succeed(await lab.lab("up", "week9", "--target", "kwok", "--yes"));
    const { stdout } = succeed(await lab.lab("check"));
    expect(stdout).toContain("✓ 9.2 The namespace shop is active");
  });

  it("is not changed to what breaks a rule of all labs", async () => {
    const file = join(lab.root, "labs/week9/1-start/9.2-namespace.ts");
    const text = await readFile(file, "utf8");
    const label = 'name: "shop", labels: { "istio-injection": "enabled" } }';
    const system = text.replace('name: "shop" }', label).replaceAll('"shop"', '"istio-system"');
    await writeFile(file, system.replaceAll("Namespace/shop", "Namespace/istio-system"));
    const { exitCode, stderr } = await lab.lab("up", "week9", "--yes");
    await writeFile(file, text);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("week9 at step 9.2 can't be made as it is written:");
    expect(stderr).toContain("Namespace istio-system: is labelled istio-injection=enabled.");
    expect(succeed(await lab.lab("check")).stdout).toContain("✓ 9.2 The namespace shop is active");
  });

  it("is not made a second time, and nothing of it is lost", async () => {
    const { exitCode, stderr } = await lab.lab("new-week", "week9");
    expect(exitCode).toBe(2);
    expect(stderr).toContain("There is a folder labs/week9 already.");
    expect(succeed(await lab.lab("status")).stdout).toContain("week9 at step 9.2");
  });
});
