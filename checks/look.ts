import type { Probe } from "../labs/checks.js";
import type { HttpProbe, ObjectProbe, PortsProbe } from "../labs/probe-kinds.js";
import { callsLook } from "./calls-probe.js";
import { canaryLook } from "./canary-probe.js";
import { commandLook } from "./command-probe.js";
import { judgeContainer, judgeRefusal } from "./container-probe.js";
import { judgeCounters } from "./counters-probe.js";
import { dashboardLook } from "./dashboard-probe.js";
import { judgeShare } from "./distribution-probe.js";
import type { HttpClient } from "./http-client.js";
import { judgeHttp } from "./http-probe.js";
import { jaegerLook } from "./jaeger-probe.js";
import { loadLook } from "./load-probe.js";
import { logLook } from "./log-probe.js";
import { judgeCount } from "./object-probe.js";
import { judgeOwn } from "./own-probe.js";
import { forwardedClient, podClient } from "./pod.js";
import { promLook } from "./prometheus-probe.js";
import { judgeTcp } from "./tcp-probe.js";
import { judgeTls } from "./tls-probe.js";
import { traceLook } from "./trace-probe.js";
import { plainly, seenWrong, type Look, type World, type Wrong } from "./seen.js";

/** A probe that looks by itself; objects are read together (checks/run.ts). */
export type SoloProbe = Exclude<Probe, ObjectProbe>;

const TRAFFIC: ReadonlySet<Probe["kind"]> = new Set([
  "distribution",
  "load",
  "canary",
  "trace",
  "counters",
]);

/** Programs that send requests, wherever in a command they stand: `sh -c "! wget ..."`. */
const SENDERS = /(?:^|[\s(;])(?:curl|wget|fortio load)\s/;

/**
 * Whether a probe sends requests that others, which measure or count, would see, or measures how long its own take.
 * The one request of an `http` probe is over before those begin.
 */
export const isTraffic = (probe: Probe): boolean =>
  TRAFFIC.has(probe.kind) ||
  "after" in probe ||
  (probe.kind === "command" && SENDERS.test(`${probe.command.join(" ")} `));

function clientOf({ from, through }: HttpProbe, world: World): HttpClient {
  if (from !== undefined) return podClient(from, world.kubectl);
  return through === undefined ? world.http : forwardedClient(through, world);
}

async function judgePorts({ free }: PortsProbe, world: World): Promise<Wrong | undefined> {
  const holders = await Promise.all(free.map(world.portHolder));
  const place = holders.findIndex((holder) => holder !== undefined);
  if (place < 0) return undefined;
  return plainly(`port ${free[place] ?? ""} is taken by ${holders[place] ?? ""}`);
}

/** What looks for a probe, again and again until it holds. */
export function lookOf(probe: SoloProbe, world: World): Look {
  const { kubectl, http } = world;
  switch (probe.kind) {
    case "count":
      return async () => seenWrong(await judgeCount(probe, kubectl));
    case "own":
      return async () => seenWrong(await judgeOwn(probe, world));
    case "command":
      return commandLook(probe, world);
    case "http":
      return async () => seenWrong(await judgeHttp(probe, clientOf(probe, world)));
    case "tls":
      return async () => seenWrong(await judgeTls(probe, world.tls));
    case "tcp":
      return async () => seenWrong(await judgeTcp(probe, world.tcp));
    case "ports":
      return async () => seenWrong(await judgePorts(probe, world));
    case "distribution":
      return () => judgeShare(probe, http);
    case "canary":
      return canaryLook(probe, kubectl, http);
    case "load":
      return loadLook(probe, world.host, probe.meanwhile && lookOf(probe.meanwhile, world));
    case "log":
      return logLook(probe, kubectl, http);
    case "prometheus":
      return promLook(probe, http);
    case "jaeger":
      return jaegerLook(probe, http);
    case "container":
      return async () => seenWrong(await judgeContainer(probe, world.containers.http));
    case "counters":
      return () => judgeCounters(probe, world.containers.http);
    case "refusal":
      return async () => seenWrong(await judgeRefusal(probe, world.containers.run));
    case "dashboard":
      return dashboardLook(probe, world);
    case "trace":
      return traceLook(probe, http);
    case "calls":
      return callsLook(probe, http);
  }
}
