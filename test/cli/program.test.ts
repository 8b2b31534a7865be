import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  jest,
} from "@jest/globals";
import { CommanderError, type Command } from "commander";
import { existsSync } from "node:fs";
import { copyFile, mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { memoryOutput } from "../support/memory-output.js";
import { oddFolder, removeOddFolder } from "../support/temp-dir.js";
import type { Output } from "../../cli/terminal/output.js";
import { LabError } from "../../lib/errors.js";
import { week3 } from "../../labs/week3/index.js";
import { studied } from "../../tools/pins.js";

/** A checkout in which nothing was ever done. The developer's own lab is left alone. */
let root: string;
let labProgram: (output: Output) => Command;

beforeAll(async () => {
  root = await oddFolder("istio-lab-test-");
  const real = await import("../../lib/paths.js");
  const labDir = join(root, ".lab");
  await copyFile(join(real.root, "package.json"), join(root, "package.json"));
  // the pages of the steps
  await symlink(join(real.root, "labs"), join(root, "labs"));
  jest.unstable_mockModule("../../lib/paths.js", () => ({
    ...real,
    root,
    labDir,
    stateDir: join(labDir, "state"),
    stackDir: (stack: string) => join(labDir, "stacks", stack),
    kubeconfigFile: (stack: string) => join(labDir, "stacks", stack, "kubeconfig"),
  }));
  ({ labProgram } = await import("../../cli/program/program.js"));
});

beforeEach(() => rm(join(root, ".lab"), { recursive: true, force: true }));
afterAll(() => removeOddFolder(root));

/** Runs `lab` with these arguments, as far as it gets. */
async function lab(...args: readonly string[]) {
  const { output, printed, said } = memoryOutput();
  const error = await labProgram(output)
    .parseAsync(args, { from: "user" })
    .then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
  return { printed, said, error };
}

const json = (printed: readonly string[]): unknown => JSON.parse(printed.join("\n"));

/** Writes the state file of a lab that stands at a step, and its settings. */
async function bringUp(
  step: string,
  outputs: object = { step, target: "kwok" },
  { week = "week1", settings = "" } = {},
): Promise<void> {
  const state = {
    checkpoint: { latest: { resources: [{ type: "pulumi:pulumi:Stack", outputs }] } },
  };
  const files: [string, string][] = [
    [`.lab/state/.pulumi/stacks/istio-lab/${week}.json`, JSON.stringify(state)],
    [".lab/current", week],
    [
      `stacks/Pulumi.${week}.yaml`,
      `config:\n  istio-lab:target: kwok\n  istio-lab:step: "${step}"\n${settings}`,
    ],
  ];
  for (const [name, text] of files) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), text);
  }
}

describe("lab --context", () => {
  it.each([
    ["before the command", ["--context", "no-such-context", "weeks"]],
    ["after it", ["weeks", "--context", "no-such-context"]],
  ])("%s takes a Docker context that there is", async (_where, args) => {
    const { error } = await lab(...args);
    expect(error).toMatchObject({
      code: "unknown-context",
      message: 'Docker has no context "no-such-context".',
      next: "docker context ls",
    });
  });
});

describe("a command line that can't be understood", () => {
  it.each<[string, string[], RegExp]>([
    ["an unknown command", ["stpes"], /unknown command 'stpes'[\s\S]*Did you mean steps\?/],
    [
      "an unknown option",
      ["weeks", "--jsno"],
      /unknown option '--jsno'[\s\S]*Did you mean --json\?/,
    ],
    ["a missing argument", ["goto"], /missing required argument 'step'/],
    ["too much", ["weeks", "week1"], /too many arguments/],
    [
      "a target that isn't one",
      ["up", "week1", "--target", "moon"],
      /Allowed choices are kind, kwok/,
    ],
    ["a format that isn't one", ["objects", "-o", "xml"], /Allowed choices are yaml, json/],
  ])("is told on standard error: %s", async (_title, args, expected) => {
    const { printed, said, error } = await lab(...args);
    expect(error).toBeInstanceOf(CommanderError);
    expect((error as CommanderError).exitCode).not.toBe(0);
    expect(said.join("\n")).toMatch(expected);
    expect(said.join("\n")).toContain("./lab --help");
    expect(printed).toEqual([]);
  });

  it("is no mistake when it asks for help", async () => {
    const { printed, error } = await lab("--help");
    expect((error as CommanderError).exitCode).toBe(0);
    const commands = printed.join("\n").split("Commands:")[1] ?? "";
    expect([...commands.matchAll(/^ {2}([a-z-]+) /gm)].map(([, name]) => name).sort()).toEqual(
      [
        ...["weeks", "steps", "show", "objects", "diff", "images", "up", "next", "prev", "goto"],
        ...["reset", "down", "check", "status", "urls", "doctor", "test", "env", "help"],
        ...["dashboard", "graph", "trace"],
        ...["load", "bed", "cache", "certs", "config", "unlock", "new-week"],
      ].sort(),
    );
  });
});

describe("lab --version", () => {
  it("is that of package.json", async () => {
    const { printed, error } = await lab("--version");
    expect(printed).toEqual([expect.stringMatching(/^\d+\.\d+\.\d+$/)]);
    expect((error as CommanderError).exitCode).toBe(0);
  });
});

describe("a mistake in an argument", () => {
  it.each<[string[], string, string]>([
    [
      ["steps", "wek1"],
      "unknown-week",
      'There is no week "wek1". Did you mean "week1"? Weeks: week1, week2, week3',
    ],
    [["up", "mars"], "unknown-week", 'There is no week "mars". Weeks: week1, week2, week3'],
    [["bed", "up", "week1", "kans77"], "unknown-week", 'Did you mean "kans7"? Weeks: week1'],
    [
      ["show", "1.577"],
      "unknown-step",
      'week1 has no step "1.577". Did you mean "1.57"? Steps: 1.1 to 1.60.',
    ],
    [["show", "next"], "unknown-step", '"next" is no step: steps are numbers such as 1.57.'],
    [["show", "4711.1"], "unknown-week", 'There is no week "week4711". Weeks: week1, week2, week3'],
    [
      ["diff", "week1", "1.54"],
      "diff-arguments",
      "A diff needs two steps of a week, or two weeks.",
    ],
    [["diff", "week1"], "diff-arguments", "A diff needs two steps of a week, or two weeks."],
    [
      ["diff", "week1", "1.1", "1.2", "1.3"],
      "diff-arguments",
      "A diff needs two steps of a week, or two weeks.",
    ],
    [["steps"], "no-week", "No lab was brought up yet, so say which week you mean."],
  ])("is an error for the learner with the next command: lab %j", async (args, code, message) => {
    const { printed, error } = await lab(...args);
    expect(error).toBeInstanceOf(LabError);
    expect(error).toMatchObject({
      code,
      message: expect.stringContaining(message) as unknown,
      exitCode: 2,
      next: expect.any(String) as unknown,
    });
    expect(printed).toEqual([]);
  });

  it.each([["next"], ["goto", "1.57"], ["check"], ["urls"]])(
    "is the same while the week isn't up: lab %s",
    async (...args) => {
      await mkdir(join(root, "stacks"), { recursive: true });
      await bringUp("1.54");
      await rm(join(root, ".lab", "state"), { recursive: true });
      expect((await lab(...args)).error).toMatchObject({
        code: "not-up",
        next: "./lab up week1",
        exitCode: 2,
      });
    },
  );

  it.each([
    ["next", "1.60", "last"],
    ["prev", "1.1", "first"],
  ])("is a step beyond the end: lab %s", async (command, at, end) => {
    await bringUp(at);
    expect((await lab(command, "--yes")).error).toMatchObject({
      code: "no-more-steps",
      message: `Step ${at} is the ${end} one of week1.`,
      next: "./lab steps week1",
    });
  });
});

describe("a Docker that is installed and whose engine does not answer", () => {
  const SAID = "Cannot connect to the Docker daemon at unix:///var/run/docker.sock.";
  const { PATH = "" } = process.env;

  beforeEach(async () => {
    const folder = join(root, "stopped-docker");
    await mkdir(folder, { recursive: true });
    const script = `#!/bin/sh\necho "$*" >> "\$(dirname "\$0")/asked"\necho '${SAID}' >&2\nexit 1\n`;
    await writeFile(join(folder, "docker"), script, { mode: 0o755 });
    process.env["PATH"] = `${folder}:${PATH}`;
    // what another test recorded
    await rm(join(root, "stacks"), { recursive: true, force: true });
  });

  afterEach(() => {
    process.env["PATH"] = PATH;
  });

  it("stops lab up before anything is made or recorded: it is not taken for none", async () => {
    expect((await lab("up", "week3", "--yes")).error).toMatchObject({
      code: "docker-no-answer",
      exitCode: 1,
      message: `Docker does not answer: ${SAID}`,
      next: expect.stringMatching(
        /, then \.\/lab up week3; or, without traffic, \.\/lab up week3 --target kwok$/,
      ) as unknown,
    });
    expect(existsSync(join(root, "stacks"))).toBe(false);
  });

  it("does not keep a command that only looks from its answer, and is asked once", async () => {
    const asked = join(root, "stopped-docker", "asked");
    await rm(asked, { force: true });
    expect((await lab("urls", "week3")).error).toMatchObject({ code: "not-up" });
    expect((await readFile(asked, "utf8")).trim().split("\n")).toHaveLength(1);
  });
});

describe("lab load run", () => {
  it.each<[string, string[], string, string]>([
    ["1.57", ["load", "run"], "no-run", "No step of week1 has a run of fortio."],
    ["1.57", ["load", "run", "3.36"], "unknown-step", "Step 3.36 belongs to week3, not to week1."],
    [
      "1.57",
      ["load", "run", "3.40", "--week", "week3"],
      "no-run",
      "Step 3.40 has no run of fortio. Steps with one: 3.36, 3.37, 3.38, 3.56, ",
    ],
    ["1.57", ["load", "run", "3.36", "--week", "week3"], "not-up", "week3 is not up."],
  ])("refuses at %s: lab %j", async (at, args, code, message) => {
    await bringUp(at);
    const { error, printed } = await lab(...args);
    expect(error).toMatchObject({
      ...{ code, exitCode: 2, next: expect.any(String) as unknown },
      message: expect.stringContaining(message) as unknown,
    });
    expect(printed).toEqual([]);
  });
});

describe("lab check", () => {
  it("takes a week's name for the week", async () => {
    await bringUp("1.57");
    expect((await lab("check", "week3")).error).toMatchObject({
      ...{ code: "not-up", message: "week3 is not up." },
    });
    expect((await lab("check", "week3", "--through", "1.38", "--yes")).error).toMatchObject({
      code: "unknown-step",
    });
  });
});

describe("lab weeks", () => {
  it("lists the weeks, and where they stand", async () => {
    // a week of one's own stands behind them
    const three = async () => (await lab("weeks")).printed.slice(0, 3);
    expect(await three()).toEqual([
      "week1  60 steps  not up  Istio 1.17.8 on Kubernetes 1.23.17  First contact with Istio",
      "week2  33 steps  not up  Istio 1.17.8 on Kubernetes 1.23.17  Envoy and the ingress gateway",
      "week3  66 steps  not up  Istio 1.17.8 on Kubernetes 1.23.17  Traffic control and resilience",
    ]);
    await bringUp("1.57");
    expect(await three()).toEqual([
      "week1  60 steps  at 1.57  Istio 1.17.8 on Kubernetes 1.23.17  First contact with Istio",
      "week2  33 steps  not up   Istio 1.17.8 on Kubernetes 1.23.17  Envoy and the ingress gateway",
      "week3  66 steps  not up   Istio 1.17.8 on Kubernetes 1.23.17  Traffic control and resilience",
    ]);
  });

  it("tells the versions of a week that has others", async () => {
    expect((await lab("weeks")).printed.join("\n")).toMatch(
      /^kans7 +9 steps +not up +Istio 1\.23\.2 on Kubernetes 1\.30\.4 /m,
    );
  });

  it("tells a lab whose first run was interrupted", async () => {
    await bringUp("1.57", {});
    expect((await lab("weeks")).printed[0]).toContain("  half made  ");
    expect((await lab("steps")).error).toBeUndefined();
  });

  it("lists them for machines", async () => {
    await bringUp("1.57");
    const listed = json((await lab("weeks", "--json")).printed) as readonly object[];
    expect(listed.slice(0, 3)).toEqual([
      {
        id: "week1",
        title: "First contact with Istio",
        steps: 60,
        base: "1.54",
        up: true,
        standsAt: "1.57",
        versions: studied,
      },
      {
        id: "week2",
        title: "Envoy and the ingress gateway",
        steps: 33,
        base: "2.20",
        up: false,
        standsAt: null,
        versions: studied,
      },
      {
        id: "week3",
        title: "Traffic control and resilience",
        steps: 66,
        base: "3.10",
        up: false,
        standsAt: null,
        versions: studied,
      },
    ]);
  });
});

describe("lab steps", () => {
  it("lists all steps of a week and names its base lab", async () => {
    const { printed } = await lab("steps", "week1");
    expect(printed.filter((line) => /^ {3}1\.\d/.test(line))).toHaveLength(60);
    expect(printed.filter((line) => line.includes("(base lab)"))).toEqual([
      expect.stringMatching(/^ {3}1\.54 /),
    ]);
    expect(printed.some((line) => line.startsWith("→"))).toBe(false);
  });

  it("has the title of each chapter above its steps, and what it is about where that is short", async () => {
    const week1 = (await lab("steps", "week1")).printed;
    expect(week1.slice(0, 4)).toEqual([
      "",
      "A cluster of one node",
      "A whole Kubernetes cluster runs in one container, with six ports that lead into it.",
      "   1.1   base    Get the book's repository",
    ]);
    expect(week1.filter((line) => line === "")).toHaveLength(8);
    const week3 = (await lab("steps", "week3")).printed;
    const place = week3.indexOf("A release that judges itself");
    expect(week3[place + 1]).toBe("   3.17  change  Hand the routing over");
    expect(week3).toContain(
      "With webapp in front, the gateway no longer calls catalog: webapp's proxy does.",
    );
  });

  it("marks the step at which the lab stands, of the week last brought up", async () => {
    await bringUp("1.57");
    const marked = (await lab("steps")).printed.filter((line) => line.startsWith("→"));
    expect(marked).toEqual([expect.stringMatching(/^→ {2}1\.57 {2}change /)]);
  });

  it("lists them for machines", async () => {
    const steps = json((await lab("steps", "week1", "--json")).printed) as {
      readonly id: string;
    }[];
    expect(steps).toHaveLength(60);
    expect(Object.keys(steps[56] ?? {}).sort()).toEqual(["id", "kind", "lesson", "title"]);
    expect(steps[56]?.id).toBe("1.57");
  });
});

describe("lab show", () => {
  it("shows what a step teaches, changes and checks", async () => {
    const { printed } = await lab("show", "1.57");
    expect(printed[1]).toMatch(/^1\.57 /);
    expect(printed).toContain("  ~ VirtualService istioinaction/catalog");
    expect(printed).toContain("Try:");
    expect(printed.filter((line) => line.startsWith("Check: ")).join("\n")).toMatch(
      /^Check: VirtualService catalog is in the cluster as the step declares it$/m,
    );
  });

  it.each([
    ["1.58", "Changes nothing."],
    ["1.2", "  + cluster myk8s"],
    ["1.11", "  + IstioOperator istio-system/installed-state"],
    ["1.37", "  ~ IstioOperator istio-system/installed-state"],
    ["1.47", "  + 500 on 100 % of requests in catalog v1"],
    ["1.51", "  - 500 on 50 % of requests in catalog v1"],
    ["3.1", "  + Namespace istioinaction"],
    ["3.10", "  - DestinationRule istioinaction/catalog"],
    ["3.18", "  + the definitions of flagger"],
  ])("says what step %s changes", async (step, line) => {
    expect((await lab("show", step)).printed).toContain(line);
  });

  it("shows the step at which the lab stands when none is named", async () => {
    await bringUp("1.49");
    expect((await lab("show")).printed[1]).toMatch(/^1\.49 /);
  });

  it("offers a step's run of fortio", async () => {
    const run = "  ./lab load run  (the same, and a picture of it)";
    expect((await lab("show", "3.36")).printed).toContain(run);
    expect((await lab("show", "3.35")).printed).not.toContain(run);
  });

  it("gives a step to machines, with what it changes", async () => {
    const step = json((await lab("show", "1.57", "--json")).printed);
    expect(step).toMatchObject({
      week: "week1",
      id: "1.57",
      kind: "change",
      changes: [{ kind: "changed", title: "VirtualService istioinaction/catalog" }],
    });
  });
});

describe("lab config", () => {
  const file = () => join(root, "stacks/Pulumi.week1.yaml");

  it("leaves a lab on the Istio that it stands on until the next up, and says so", async () => {
    const settings = "  istio-lab:istio: 1.23.2\n";
    await bringUp("3.10", undefined, { week: "week3", settings });
    expect((await lab("weeks")).printed.join("\n")).toMatch(
      /^week3 +66 steps +at 3\.10 +Istio 1\.17\.8 on Kubernetes 1\.23\.17 /m,
    );
    const { openLab } = await import("../../app/lab/lab.js");
    const told: unknown[] = [];
    const seen = await openLab(week3, { tell: (event) => told.push(event) });
    expect(seen.week.versions).toEqual(studied);
    expect(JSON.stringify(told)).toContain(
      "Istio 1.23.2 is asked for, and week3 stands on 1.17.8: ./lab up week3 makes it anew.",
    );
    expect((await openLab(week3, { asked: true })).week.versions.istio).toBe("1.23.2");
    await rm(join(root, "stacks/Pulumi.week3.yaml"));
  });

  it("stands a week on another Istio, and what tells of the week tells of that one", async () => {
    await lab("config", "set", "istio", "1.23.2", "--week", "week3");
    expect((await lab("weeks")).printed.join("\n")).toMatch(
      /^week3 +66 steps +not up +Istio 1\.23\.2 on Kubernetes 1\.30\.4 /m,
    );
    const newer = (await lab("show", "3.26")).printed.join("\n");
    expect(newer).toContain("On Istio 1.23.2: installed-state");
    expect(newer).toContain("Check: The mesh's settings have no policy for outbound traffic");
    await lab("config", "rm", "istio", "--week", "week3");
    const own = (await lab("show", "3.26")).printed.join("\n");
    expect(own).not.toContain("1.23.2");
    expect(own).toContain("Check: The installation sets no policy for outbound traffic");
  });

  it("sets a key and goes back to its default, in any shell", async () => {
    await bringUp("1.54");
    const set = await lab("config", "set", "apiServerPort", "6443", "--week", "week1");
    expect(set.printed).toEqual(["apiServerPort of week1 is 6443. Next: ./lab up week1"]);
    expect(json((await lab("config", "--week", "week1", "--json")).printed)).toEqual({
      ...{ target: "kwok", step: "1.54", apiServerPort: "6443" },
    });
    const gone = await lab("config", "rm", "apiServerPort", "--week", "week1");
    expect(gone.printed).toEqual(["apiServerPort of week1 is gone. Next: ./lab up week1"]);
    expect(await readFile(file(), "utf8")).not.toContain("apiServerPort");
  });

  it.each([
    ["a key that is none", "stpe", "1.2", "unknown-config-key", "./lab config --week week1"],
    [
      ...(["a value that isn't allowed", "apiServerPort", "many", "bad-config-value"] as const),
      "./lab config set apiServerPort 0 --week week1",
    ],
    ["a step that the week does not have", "step", "1.99", "unknown-step", "./lab steps week1"],
    [
      ...(["an empty value", "istio", "", "bad-config-value"] as const),
      "./lab config rm istio --week week1 goes back to its default",
    ],
  ])("refuses %s, and writes nothing", async (_title, key, value, code, next) => {
    await bringUp("1.54");
    const before = await readFile(file(), "utf8");
    const { error } = await lab("config", "set", key, value, "--week", "week1");
    expect(error).toMatchObject({ code, next });
    expect(await readFile(file(), "utf8")).toBe(before);
  });

  it("lists what can't be used with the command that mends it, and takes it out", async () => {
    await bringUp("1.54");
    await writeFile(file(), 'config:\n  istio-lab:target: kwok\n  istio-lab:stpe: "1.2"\n');
    const { said } = await lab("config", "--week", "week1");
    expect(said.join("\n")).toMatch(
      /Did you mean "step"\?.* Next: \.\/lab config rm stpe --week week1/,
    );
    await lab("config", "rm", "stpe", "--week", "week1");
    expect((await lab("config", "--week", "week1")).said).toEqual([]);
  });
});

describe("a config with a mistake", () => {
  it("keeps no lab from being looked at", async () => {
    await bringUp("1.54");
    const file = join(root, "stacks/Pulumi.week1.yaml");
    await writeFile(file, 'config:\n  istio-lab:target: kwok\n  istio-lab:stpe: "1.2"\n');
    const { printed, error } = await lab("status");
    expect(error).toBeUndefined();
    expect(printed.join("\n")).toMatch(/week1 at step 1\.54[\s\S]*lab config rm stpe --week week1/);
  });
});

describe("what a lab has measured", () => {
  it.each<[string[], string, string]>([
    [["dashboard", "istio-mesh"], "no-metrics", "nothing is measured"],
    [["graph"], "no-metrics", "nothing is measured"],
    [["trace"], "no-traces", "nothing is traced"],
  ])("can't be shown where pods are simulated: %j", async (args, code, why) => {
    await bringUp("1.57");
    const { error } = await lab(...args);
    expect(error).toMatchObject({
      ...{ code, message: `Pods are simulated on kwok: ${why}.` },
      next: "./lab down week1, then ./lab up week1 --target kind",
    });
  });

  it.each<[string[]]>([[["dashboard", "istio-mesh"]], [["graph"]], [["trace"]]])(
    "can't be shown before the lab is up: %j",
    async (args) => {
      const { error } = await lab(...args, "--week", "week1");
      expect(error).toMatchObject({ code: "not-up", next: "./lab up week1" });
    },
  );

  it.each<[string[], RegExp | string]>([
    [["dashboard", "istio-mesh", "--last", "5x"], /It must be a time such as 60s, 15m or 2h/],
    [["graph", "--last", "1s"], /15 s to a day/],
    [["graph", "--by", "pod"], /Allowed choices are workload, service/],
    [["trace", "--last", "0"], /It must be a whole number, 1 to 100/],
  ])("is not asked for what makes no sense: %j", async (args, expected) => {
    const { said } = await lab(...args);
    expect(said.join("\n")).toMatch(expected);
  });

  it("is one trace by one rule", async () => {
    const { error } = await lab("trace", "--force", "--request-id", "24f86a78");
    expect(error).toMatchObject({
      code: "bad-trace-flags",
      message: "Only one of --force, --request-id goes at a time.",
    });
  });

  it("is a dashboard that there is", async () => {
    await bringUp("1.57");
    const { error } = await lab("dashboard", "istio-mush");
    expect(error).toMatchObject({ code: "unknown-dashboard", next: "./lab dashboard" });
  });
});
