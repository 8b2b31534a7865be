import { describe, expect, it } from "@jest/globals";
import { CONFIG_KEYS, parseConfig, stepNamed, weekNamed } from "../../stacks/config.js";
import { weeks } from "../../labs/index.js";
import { clusterOf } from "../../labs/contents.js";
import { stateAt } from "../../labs/week.js";
import { week3 } from "../../labs/week3/index.js";
import { week1 } from "../../labs/week1/index.js";
import { week2 } from "../../labs/week2/index.js";
import { UsageError } from "../../lib/errors.js";
import { kind as onKind } from "../../targets/kind.js";
import { kwok as onKwok } from "../../targets/kwok.js";

/** The error that work ends in, as the learner and `--json` see it. */
function errorOf(work: () => unknown): Pick<UsageError, "code" | "message" | "next" | "exitCode"> {
  try {
    work();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const { code, message, next, exitCode } = error;
    return { code, message, next, exitCode };
  }
  throw new Error("nothing was thrown");
}

const kwok = { target: "kwok" };

describe("a stack's config", () => {
  it("has the base lab, any port of the API server and this machine only where nothing is said", () => {
    expect(parseConfig("week1", kwok)).toEqual({
      stack: "week1",
      week: week1,
      step: "1.54",
      target: onKwok,
      apiServerPort: 0,
      book: undefined,
      listenAddress: "127.0.0.1",
      images: "official",
      cpuRequests: "official",
      memoryRequests: "official",
      istio: undefined,
      reproduce: [],
      certsRenewed: undefined,
    });
  });

  it("takes every key", () => {
    const values = {
      step: "2.29",
      target: "kind",
      apiServerPort: "6443",
      book: "/home/me/book-source-code-master",
      listenAddress: "0.0.0.0",
      images: "stand-ins",
      cpuRequests: "small",
      memoryRequests: "small",
      istio: "1.17.8",
      reproduce: "redirect-namespace, no-san",
      certsRenewed: "2026-11-27T12:00:00Z",
    };
    expect(Object.keys(values).sort()).toEqual([...CONFIG_KEYS].sort());
    expect(parseConfig("week2", values)).toMatchObject({
      ...values,
      target: onKind,
      apiServerPort: 6443,
      reproduce: ["redirect-namespace", "no-san"],
    });
  });

  it.each([
    "step",
    "apiServerPort",
    "book",
    "listenAddress",
    "images",
    "cpuRequests",
    "memoryRequests",
    "reproduce",
    "certsRenewed",
  ])("takes an empty %s, which is Pulumi.yaml's default, as none", (key) => {
    expect(parseConfig("week1", { ...kwok, [key]: "" })).toEqual(parseConfig("week1", kwok));
  });
});

const ALL = weeks.map(({ id }) => id).join(", ");

describe("a mistake in the config", () => {
  it.each<[string, () => unknown, string, string, string]>([
    [
      "an unknown week",
      () => weekNamed("mars"),
      "unknown-week",
      `There is no week "mars". Weeks: ${ALL}.`,
      "./lab weeks",
    ],
    [
      "a week with a slip",
      () => parseConfig("wek1", kwok),
      "unknown-week",
      `There is no week "wek1". Did you mean "week1"? Weeks: ${ALL}.`,
      "./lab weeks",
    ],
    [
      "an unknown step",
      () => parseConfig("week1", { ...kwok, step: "last one" }),
      "unknown-step",
      'week1 has no step "last one". Steps: 1.1 to 1.60.',
      "./lab steps week1",
    ],
    [
      "a step with a slip",
      () => stepNamed(week1, "1.577"),
      "unknown-step",
      'week1 has no step "1.577". Did you mean "1.57"? Steps: 1.1 to 1.60.',
      "./lab steps week1",
    ],
    [
      "an unknown key",
      () => parseConfig("week1", { ...kwok, stepp: "1.57" }),
      "unknown-config-key",
      'Stack week1 has the unknown config key "istio-lab:stepp". Did you mean "step"? Keys: step, target, apiServerPort, book, listenAddress, images, cpuRequests, memoryRequests, istio, reproduce, certsRenewed.',
      "./lab config rm stepp --week week1",
    ],
  ])("is told with what is allowed: %s", (_title, work, code, message, next) => {
    expect(errorOf(work)).toEqual({ code, message, next, exitCode: 2 });
  });

  it.each([
    ["target", "docker", "must be kind or kwok", "kwok"],
    ["apiServerPort", "http", "must be a port number, 0 (any free port) to 65535", "0"],
    ["apiServerPort", "70000", "must be a port number, 0 (any free port) to 65535", "0"],
    ["apiServerPort", "-1", "must be a port number, 0 (any free port) to 65535", "0"],
    ["apiServerPort", "6443.5", "must be a port number, 0 (any free port) to 65535", "0"],
    ["apiServerPort", " ", "must be a port number, 0 (any free port) to 65535", "0"],
    ["book", "istio/book", "must be an absolute path", "/path/to/book-source-code-master"],
    ["listenAddress", "localhost", "must be an IPv4 address", "127.0.0.1"],
    ["images", "mine", "must be official or stand-ins", "official"],
    ["cpuRequests", "10m", "must be official or small", "official"],
    ["memoryRequests", "tiny", "must be official or small", "official"],
  ])("names the key, the value seen and the rule: %s=%s", (key, value, rule, example) => {
    expect(errorOf(() => parseConfig("week1", { ...kwok, [key]: value }))).toEqual({
      code: "bad-config-value",
      message: `Config value "istio-lab:${key}" of stack week1 is "${value}": ${rule}.`,
      next: `./lab config set ${key} ${example} --week week1`,
      exitCode: 2,
    });
  });

  it.each([[{}], [{ target: "" }]])("says that no target was recorded: %j", (values) => {
    expect(errorOf(() => parseConfig("week1", values))).toEqual({
      code: "bad-config-value",
      message: 'Stack week1 has no config value "istio-lab:target": must be kind or kwok.',
      next: "./lab config set target kwok --week week1",
      exitCode: 2,
    });
  });
});

describe("a step of another week", () => {
  it("is told apart from one that exists nowhere", () => {
    const [first] = week1.steps;
    const week2 = {
      ...week1,
      id: "week2",
      steps: first === undefined ? [] : [{ ...first, id: "2.1" as const }],
    };
    expect(errorOf(() => stepNamed(week2, "1.57"))).toEqual({
      code: "unknown-step",
      message: "Step 1.57 belongs to week1, not to week2. Steps: 2.1 to 2.1.",
      next: "./lab up week1 --step 1.57",
      exitCode: 2,
    });
    expect(errorOf(() => parseConfig("week1", { ...kwok, step: "3.15" }))).toMatchObject({
      message: "Step 3.15 belongs to week3, not to week1. Steps: 1.1 to 1.60.",
      next: "./lab steps week1",
    });
  });
});

describe("the slips that a config reproduces", () => {
  const given = (reproduce: string, more = {}) =>
    parseConfig("week2", { ...kwok, ...more, reproduce });

  it("are in the week that the lab stands in", () => {
    const { week } = given("redirect-namespace");
    expect(stateAt(week, "2.27")).toHaveProperty(["Gateway/default/coolstore-gateway"]);
    expect(given("").week).toBe(week2);
  });

  it("are some that the week has", () => {
    expect(() => given("redirect-namespce")).toThrow(
      'Config value "istio-lab:reproduce" of stack week2 names "redirect-namespce", which is no slip of the week.',
    );
    expect(() => parseConfig("week1", { ...kwok, reproduce: "no-san" })).toThrow("week1 has none");
  });

  it("need the book's checkout where they are of its own files", () => {
    expect(() => given("book-certificates")).toThrow("needs the book's checkout");
    expect(given("book-certificates", { book: "/book" }).reproduce).toEqual(["book-certificates"]);
  });

  it("takes another Istio, with a Kubernetes that it supports", () => {
    const { week } = parseConfig("week3", { ...kwok, istio: "1.23.2" });
    expect(week.versions).toEqual({ istio: "1.23.2", kubernetes: "1.30.4" });
    expect(clusterOf(stateAt(week, "3.10"))?.kubernetes).toBe("1.30.4");
    expect(parseConfig("week3", { ...kwok, istio: "1.17.8" }).week).toBe(week3);
  });

  it("refuses an Istio that there are no tools for, and names those that there are", () => {
    expect(errorOf(() => parseConfig("week3", { ...kwok, istio: "1.24.0" }))).toEqual({
      code: "bad-config-value",
      message:
        'Config value "istio-lab:istio" of stack week3 is "1.24.0": must be 1.17.8 or 1.23.2.',
      next: "./lab config set istio 1.17.8 --week week3",
      exitCode: 2,
    });
  });

  it.each([
    ["kans7", "1.17.8", "1.23.2"],
    ["week4", "1.23.2", "1.17.8"],
  ])("refuses for %s Istio %s, which it is not written for", (id, istio, allowed) => {
    expect(errorOf(() => parseConfig(id, { ...kwok, istio }))).toEqual({
      code: "bad-config-value",
      message: `Config value "istio-lab:istio" of stack ${id} is "${istio}", which ${id} is not written for. Allowed: ${allowed}.`,
      next: `./lab config rm istio --week ${id}`,
      exitCode: 2,
    });
  });
});
