import type { Probe } from "../checks.js";
import { commandOf } from "../container.js";
import type { ObjectKey } from "../kube.js";
import type { Command } from "../page.js";
import type { CommandProbe } from "../probe-kinds.js";

/** The kinds' short names, as the notes type them. */
const SHORT: Readonly<Record<string, string>> = {
  Deployment: "deploy",
  DestinationRule: "dr",
  Endpoints: "ep",
  Gateway: "gw",
  Namespace: "ns",
  Service: "svc",
  VirtualService: "vs",
  ConfigMap: "cm",
};

/** `kubectl get vs -n istioinaction catalog -o yaml` */
export function getCommand(key: ObjectKey): string {
  const [kind = "", ...path] = key.split("/");
  const name = path.pop() ?? "";
  const scope = path[0] === undefined ? "" : ` -n ${path[0]}`;
  return `kubectl get ${SHORT[kind] ?? kind.toLowerCase()}${scope} ${name} -o yaml`;
}

/**
 * What to look at when a check fails: the command that it runs itself, the object that it asks, or else the first
 * command of the page that sends requests. Undefined where none fits: then the check must say one.
 */
export function hintOf(probe: Probe, commands: readonly Command[]): string | undefined {
  switch (probe.kind) {
    case "object":
      return getCommand(probe.object);
    case "own":
      return probe.keys.length === 1 ? getCommand(probe.keys[0] ?? "") : "./lab status";
    case "command":
      return typed(probe);
    case "distribution":
    case "http":
    case "tls":
      return commands.find(({ run }) => run.includes(probe.url))?.run;
    case "container":
      return commands.find(({ run }) => run.includes(probe.request.url))?.run;
    case "refusal":
      return `docker run --rm ${[probe.run.image, ...(commandOf(probe.run) ?? [])].join(" ")}`;
    case "counters":
    case "count":
    case "ports":
    case "tcp":
    case "load":
    case "log":
    case "prometheus":
    case "canary":
    case "jaeger":
      return undefined;
    case "dashboard":
      return `./lab dashboard ${probe.dashboard}`;
    case "trace":
      return "./lab trace --force";
    case "calls":
      return "./lab graph";
  }
}

/** A command as it is typed in a shell. */
function typed({ where, command }: CommandProbe): string {
  const line = command.map(shellWord).join(" ");
  if (where === "host") return line;
  if (where === "node") return `docker exec myk8s-control-plane ${line}`;
  const container = where.container === undefined ? "" : ` -c ${where.container}`;
  return `kubectl exec -n ${where.namespace} ${where.pod}${container} -- ${line}`;
}

const shellWord = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `"${word.replaceAll(/["$`\\]/g, "\\$&")}"`;
