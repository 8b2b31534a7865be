import type { Need, Probe } from "../checks.js";
import type { CommandProbe } from "../probe-kinds.js";

type Kind = Exclude<Probe["kind"], "command">;

const BY_KIND: Readonly<Record<Kind, Need>> = {
  object: "objects",
  own: "objects",
  count: "objects",
  ports: "node",
  http: "traffic",
  tls: "traffic",
  tcp: "traffic",
  distribution: "traffic",
  load: "traffic",
  log: "traffic",
  prometheus: "metrics",
  canary: "metrics",
  jaeger: "traces",
  dashboard: "metrics",
  trace: "traces",
  calls: "metrics",
  container: "containers",
  counters: "containers",
  refusal: "containers",
};

const BY_PROGRAM: Readonly<Record<string, Need>> = {
  istioctl: "mesh",
  kubectl: "mesh",
  docker: "node",
  kind: "node",
};

/** What a probe needs by its nature. One that needs more (the book, the Internet, the dashboards) says so itself. */
export const needOf = (probe: Probe): Need =>
  probe.kind === "command" ? needOfCommand(probe) : BY_KIND[probe.kind];

/** On the host it is the program that tells; in a pod it is an application that is asked. */
function needOfCommand({ where, command: [program = ""] }: CommandProbe): Need {
  if (where === "node") return "node";
  return where === "host" ? (BY_PROGRAM[program] ?? "traffic") : "traffic";
}
