import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { existsSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { checkout, succeed, type Checkout } from "../support/checkout.js";
import { PULUMIS_NAME } from "../support/temp-dir.js";
import { plainUser, type PlainUser } from "../support/plain-user.js";

const MINE = { PULUMI_CONFIG_PASSPHRASE: "a passphrase of my own" };
const THE_LABS = { PULUMI_CONFIG_PASSPHRASE_FILE: ".lab/passphrase" };

/** One checkout through its life, in order: each test stands on the one before. */
describe("plain pulumi without lab env", () => {
  let lab: Checkout;
  let user: PlainUser;

  const settings = (week: string): Promise<string> =>
    readFile(join(lab.root, `stacks/Pulumi.${week}.yaml`), "utf8");

  beforeAll(async () => {
    lab = await checkout("no docker", "week3", PULUMIS_NAME);
    user = await plainUser(lab);
  });

  afterAll(async () => {
    // a failure before the end may have left either
    await lab.with(MINE).lab("down", "week3", "--yes");
    await lab.lab("down", "week1", "--yes");
    await lab[Symbol.asyncDispose]();
  });

  it("is told by npm ci how it gets the lab's passphrase", async () => {
    // the packages are shared here: what npm runs after it has installed them
    const ran = succeed(await user.run({}, "npm", "run", "--silent", "postinstall"));
    expect(ran.stdout).toContain("export PULUMI_CONFIG_PASSPHRASE_FILE=.lab/passphrase");
    expect(existsSync(join(lab.root, ".lab/state"))).toBe(true);
  });

  it("says in its first line when its stack is where ./lab does not look", async () => {
    const elsewhere = join(lab.home, "elsewhere");
    await mkdir(elsewhere);
    const env = { ...MINE, PULUMI_BACKEND_URL: `file://${elsewhere}` };
    succeed(await user.run(env, "pulumi", "stack", "select", "-c", "week1"));
    const ran = await user.run(env, "pulumi", "preview", "-s", "week1");
    expect(ran.exitCode).not.toBe(0);
    expect(ran.stdout).toContain("This week1 is in the backend of PULUMI_BACKEND_URL");
    expect(ran.stdout).toContain("next: unset PULUMI_BACKEND_URL");
  });

  it("makes the stack and previews it, and a preview records nothing", async () => {
    succeed(await user.run(MINE, "pulumi", "stack", "select", "-c", "week3"));
    const { stdout } = succeed(await user.run(MINE, "pulumi", "preview", "-s", "week3"));
    expect(stdout).toContain("Target kwok: there is no Docker on this machine");
    expect(stdout).toMatch(/\+ \d+ to create/);
    expect(await settings("week3")).not.toContain("target");
    expect(await lab.processes()).toEqual([]);
  });

  it("brings the lab up on the target that lab would choose, and records it", async () => {
    const { stdout } = succeed(await user.run(MINE, "pulumi", "up", "-s", "week3", "--yes"));
    expect(stdout).toContain(
      "Recorded in stacks/Pulumi.week3.yaml: istio-lab:target, istio-lab:step.",
    );
    expect(await settings("week3")).toMatch(
      /^ *istio-lab:target: kwok\n *istio-lab:step: "3.10"$/m,
    );
  });

  it("keeps the cluster's keys out of the state", async () => {
    const state = join(lab.root, ".lab/state/.pulumi/stacks/istio-lab/week3.json");
    const text = await readFile(state, "utf8");
    expect(text).toContain('"ciphertext"');
    expect(text).not.toContain("client-key");
  });

  it("works on a lab that ./lab sees", async () => {
    const { stdout } = succeed(await lab.lab("status"));
    expect(stdout).toMatch(/^week3 at step 3\.10 on kwok: the cluster runs$/m);
  });

  it("shares it with ./lab, which asks for the passphrase before it changes anything", async () => {
    const before = await settings("week3");
    const refused = await lab.lab("goto", "3.15", "--yes");
    expect(refused).toMatchObject({ exitCode: 2 });
    expect(refused.stderr).toContain("week3 is locked with a passphrase that ./lab does not know");
    expect(await settings("week3")).toBe(before);

    const { stderr } = succeed(await lab.lab("env"));
    expect(stderr).toContain("week3 was made with another passphrase than the lab's");

    const gone = succeed(await lab.with(MINE).lab("goto", "3.15", "--yes"));
    expect(gone.stdout).toContain("week3 stands at step 3.15");
    const preview = ["preview", "-s", "week3", "--expect-no-changes"];
    const { stdout } = succeed(await user.run(MINE, "pulumi", ...preview));
    expect(stdout).not.toContain("Target");
  });

  it("has it taken down by ./lab", async () => {
    succeed(await lab.with(MINE).lab("down", "--yes"));
    expect(await lab.processes()).toEqual([]);
    expect(existsSync(join(lab.root, ".lab/stacks/week3"))).toBe(false);
  });

  it("takes over a lab that ./lab made, and removes it", async () => {
    succeed(await lab.lab("up", "week1", "--step", "1.15", "--yes"));
    succeed(
      await user.run(THE_LABS, "pulumi", "config", "set", "istio-lab:step", "1.16", "-s", "week1"),
    );
    succeed(await user.run(THE_LABS, "pulumi", "up", "-s", "week1", "--yes"));
    expect(succeed(await lab.lab("status")).stdout).toContain("week1 at step 1.16 on kwok");
    succeed(await user.run(THE_LABS, "pulumi", "destroy", "-s", "week1", "--yes"));
    expect(await lab.processes()).toEqual([]);
    expect(succeed(await lab.lab("status")).stdout).toContain("No lab is up.");
  });
});
