import { describe, expect, it } from "@jest/globals";
import { Progress } from "../../../app/run/progress.js";
import { listener } from "../../support/told.js";

const PREFIX = "urn:pulumi:week1::istio-lab::";
const CATALOG = `${PREFIX}istio-lab:apps:Catalog$kubernetes:apps/v1:Deployment::catalog/Deployment/shop/catalog`;
const GATEWAY = `${PREFIX}istio-lab:istio:Istio$kubernetes:apps/v1:Deployment::istio/Deployment/istio-system/gw`;
const CONFIG_MAP = `${PREFIX}istio-lab:istio:Istio$kubernetes:core/v1:ConfigMap::istio/ConfigMap/a/b`;
const CLUSTER = `${PREFIX}istio-lab:cluster:KwokCluster$lab:cluster:KwokCluster::cluster/kwok`;
const PROVIDER = `${PREFIX}istio-lab:cluster:KwokCluster$pulumi:providers:kubernetes::cluster/kubernetes`;
const STACK = `${PREFIX}pulumi:pulumi:Stack::istio-lab-week1`;

/** A progress by a clock that stands still until it is moved. */
function bench() {
  let ms = 0;
  let sequence = 0;
  const { tell, lines } = listener();
  const progress = new Progress(tell, () => ms);
  // the engine's events hold much more than is read of them
  const send = (event: object): void => {
    progress.onEvent({ sequence: sequence++, timestamp: 0, ...event });
  };
  return {
    lines,
    progress,
    pass: (time: number) => (ms += time),
    begin: (urn: string, op = "create") => {
      send({ resourcePreEvent: { metadata: { op, urn } } });
    },
    end: (urn: string, op = "create") => {
      send({ resOutputsEvent: { metadata: { op, urn } } });
    },
    say: (message: string, severity: string, more: { urn?: string; ephemeral?: boolean } = {}) => {
      send({ diagnosticEvent: { message, severity, ...more } });
    },
  };
}

describe("the progress of a run", () => {
  it.each([
    [CATALOG, "create", "  made catalog/Deployment/shop/catalog in 3.0 s"],
    [CATALOG, "update", "  changed catalog/Deployment/shop/catalog in 3.0 s"],
    [CLUSTER, "create", "  made cluster/kwok in 3.0 s"],
    [CLUSTER, "create-replacement", "  made again cluster/kwok in 3.0 s"],
  ])("tells when a workload or the cluster is ready", (urn, op, line) => {
    const { begin, end, pass, lines } = bench();
    begin(urn, op);
    pass(3_000);
    end(urn, op);
    expect(lines).toEqual([line]);
  });

  it("has no line for what is quick, for what stays as it is, and for each that is deleted", () => {
    const { begin, end, lines } = bench();
    for (const [urn, op] of [
      [CONFIG_MAP, "create"],
      [CATALOG, "same"],
      [GATEWAY, "refresh"],
      [CATALOG, "delete"],
      [CLUSTER, "replace"],
      [CLUSTER, "delete-replaced"],
    ] as const) {
      begin(urn, op);
      end(urn, op);
    }
    expect(lines).toEqual([]);
  });

  it("tells of anything that took long", () => {
    const { begin, end, pass, lines } = bench();
    begin(CONFIG_MAP, "delete");
    pass(5_100);
    end(CONFIG_MAP, "delete");
    expect(lines).toEqual(["  removed istio/ConfigMap/a/b in 5.1 s"]);
  });

  it("counts what was done, and neither the stack nor the providers", () => {
    const { begin, end, progress } = bench();
    for (const urn of [STACK, PROVIDER, CLUSTER, CATALOG]) {
      begin(urn);
      end(urn);
    }
    end(CONFIG_MAP, "same");
    expect(progress.counts).toEqual({ create: 2, same: 1 });
  });
});

describe("a run that waits", () => {
  it("says for what and why, after 5 s and every 5 s from then on", () => {
    const { begin, say, pass, progress, lines } = bench();
    begin(CATALOG);
    pass(1_000);
    begin(GATEWAY);
    say("[1/2] Waiting for app ReplicaSet be available\nmore", "info", {
      urn: CATALOG,
      ephemeral: true,
    });
    for (let second = 0; second < 10; second++) {
      pass(1_000);
      progress.heartbeat();
    }
    const what = "catalog/Deployment/shop/catalog and 1 more";
    const why = "[1/2] Waiting for app ReplicaSet be available";
    expect(lines).toEqual([
      `  waiting for ${what}, 5.0 s: ${why}`,
      `  waiting for ${what}, 10.0 s: ${why}`,
    ]);
  });

  it("takes a warning of what is waited for as the reason, and not as a line of its own", () => {
    const { begin, say, pass, progress, lines } = bench();
    begin(CATALOG);
    say("<{%reset%}>containers with unready status: [catalog]<{%reset%}>\n", "warning", {
      urn: CATALOG,
    });
    expect(lines).toEqual([]);
    pass(6_000);
    progress.heartbeat();
    expect(lines).toEqual([
      "  waiting for catalog/Deployment/shop/catalog, 6.0 s: containers with unready status: [catalog]",
    ]);
  });

  it("cuts a long reason short", () => {
    const { begin, say, pass, progress, lines } = bench();
    begin(CATALOG);
    say("x".repeat(500), "info", { urn: CATALOG, ephemeral: true });
    pass(6_000);
    progress.heartbeat();
    expect(lines[0]).toMatch(/: x{160}…$/);
  });

  it("waits for something until it has ended, the stack and the providers aside", () => {
    const { begin, end, progress } = bench();
    begin(STACK);
    begin(PROVIDER);
    expect(progress.isWaiting).toBe(false);
    begin(CATALOG);
    expect(progress.isWaiting).toBe(true);
    end(CATALOG);
    expect(progress.isWaiting).toBe(false);
  });

  it("is silent when nothing is waited for, or only the stack and the provider", () => {
    const { begin, pass, progress, lines } = bench();
    begin(STACK);
    begin(PROVIDER);
    pass(60_000);
    progress.heartbeat();
    expect(lines).toEqual([]);
  });

  it("does not wait for what has only just begun", () => {
    const { begin, pass, progress, lines } = bench();
    pass(60_000);
    begin(CATALOG);
    progress.heartbeat();
    expect(lines).toEqual([]);
    pass(1_000);
    progress.heartbeat();
    expect(lines).toHaveLength(1);
  });

  it("says nothing of waiting right after another line", () => {
    const { begin, end, pass, progress, lines } = bench();
    begin(GATEWAY);
    begin(CATALOG);
    pass(4_000);
    end(CATALOG);
    pass(4_000);
    progress.heartbeat();
    expect(lines).toHaveLength(1);
  });
});

describe("messages of the engine", () => {
  it.each(["info", "info#err"])(
    "are shown when the plugin or the program says something (%s)",
    (severity) => {
      const { say, lines } = bench();
      say("<{%fg 2%}>the cluster is gone: its files are gone<{%reset%}>\n", severity);
      expect(lines).toEqual(["  the cluster is gone: its files are gone"]);
    },
  );

  it("are shown when they warn of something that is not under way", () => {
    const { say, lines } = bench();
    say("a plugin is old", "warning");
    expect(lines).toEqual(["  warning: a plugin is old"]);
  });

  it("are shown once, however many objects they come for", () => {
    const { say, lines } = bench();
    for (let i = 0; i < 3; i += 1) say("the cluster does not answer", "warning");
    say("a plugin is old", "warning");
    expect(lines).toEqual(["  warning: the cluster does not answer", "  warning: a plugin is old"]);
  });

  it.each<[string, string, string, boolean]>([
    ["empty ones", "<{%reset%}>\n", "info", false],
    ["passing ones", "Retry #0", "info", true],
    ["those for debugging", "resolved x", "debug", false],
  ])("are not shown: %s", (_title, message, severity, ephemeral) => {
    const { say, lines } = bench();
    say(message, severity, { ephemeral });
    expect(lines).toEqual([]);
  });
});
