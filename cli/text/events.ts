import { portLost } from "../../app/run/taken-port.js";
import type { AppEvent, Arrival, Counts, Cured, Pulled, Tell } from "../../app/events.js";
import { titleOf } from "../../labs/kube.js";
import { bytes, duration, render } from "../../lib/progress.js";
import { inWords } from "../../stacks/recovered.js";
import type { Output } from "../terminal/output.js";
import { printAgain } from "./diff.js";
import { andMore, engineNews } from "./engine-news.js";
import { roomLines } from "./room.js";

/** Tells of an operation: what came of it as results, all else as progress. */
export const tellOn =
  (output: Output): Tell =>
  (event) => {
    if (event.kind === "arrived") arrivalLines(event.arrival).forEach(output.print);
    if (event.kind === "removed")
      output.print(`${event.stack} is gone (${duration(event.tookMs)}).`);
    if (event.kind === "done-again") printAgain({ ...output, print: output.say }, event.titles);
    linesOf(event).forEach(output.say);
  };

/** The lines of news about what goes on; none for what came of it. */
export function linesOf(event: AppEvent): readonly string[] {
  switch (event.kind) {
    case "note":
      return [event.text];
    case "progress":
      return [render(event.event)];
    case "config-recovered":
      return [`The config of ${event.stack} is lost; its state tells: ${inWords(event.values)}.`];
    case "other-engine":
      return [
        `${event.stack} stands on the Docker engine ${event.host}, not on the one of this shell; --context takes another.`,
      ];
    case "lock-cleared":
      return [`Clearing the lock of a run that was killed${inBrackets(event.why)}.`];
    case "cluster-off":
      return [
        `The cluster of ${event.week} ${event.isGone ? "is gone" : "is stopped"} (${event.why}).`,
      ];
    case "cluster-started":
      return [`The cluster of ${event.week} answers again; all in it was kept.`];
    case "room":
      return roomLines(event.wanted, event.there);
    case "pods-awaited":
      return [`  waiting for pods to run again: ${event.text}`];
    case "pods-given-up":
      return [`Not running again after ${duration(event.waitedMs)}: ${event.pods}.`];
    case "pods-not-ready":
      return event.pods.map((line) => `    not ready: ${line}`);
    case "cured":
      return [cureText(event.cure)];
    case "mending": {
      const { says, more, waitedMs } = event;
      return [`  waiting, ${duration(waitedMs)}: ${says}${andMore(more)}`];
    }
    case "state-cleared":
      return ["Taking what went with the cluster out of the state."];
    case "leftovers-removed":
      return [`Removing what is left of ${event.stack} beside its state.`];
    case "stopover":
      return [
        `By way of step ${event.via}: what belongs to ${titleOf(event.owner)} must be gone first.`,
      ];
    case "port-lost":
      return [`${portLost(event.port)}. The half-made cluster is made again.`];
    case "webhook-away":
      return [`The webhook ${event.webhook} did not answer for a moment; going on.`];
    case "step":
      return [`Step ${event.id}: ${event.title}`];
    case "resource-done":
    case "resource-awaited":
    case "engine-said":
      return [engineNews(event)];
    case "arrived":
    case "removed":
    case "done-again":
      return [];
  }
}

const inBrackets = (text: string): string => (text === "" ? "" : ` (${text})`);

function cureText(cure: Cured): string {
  switch (cure.how) {
    case "uncordoned":
      return `Node ${cure.node} is uncordoned.`;
    case "released":
      return `${cure.object}: its finalizers are taken away.`;
    case "restarted":
      return `Restarted ${titleOf(cure.key)}: ${cure.why}.`;
    case "deleted":
      return `Deleted ${titleOf(cure.key)}, to make it again: ${cure.why}.`;
  }
}

function arrivalLines(arrival: Arrival): string[] {
  const { stack, step, counts, tookMs, phases, images, stands } = arrival;
  const parts = phases.map(({ name, tookMs: ms }) => `${name} ${duration(ms)}`);
  return [
    `${stack} stands at step ${step} (${summary(counts)}, ${duration(tookMs)}).`,
    ...(parts.length === 0 ? [] : [`Time: ${parts.join(" · ")}`]),
    ...(images === undefined ? [] : [`Images: ${pulledText(images)}`]),
    stands ? `Next: ./lab show ${step}` : "There is nothing at this step.",
  ];
}

/** `12 made, 1 changed, 85 unchanged`. */
export function summary(counts: Counts): string {
  const of = (...ops: readonly string[]): number =>
    ops.reduce((sum, op) => sum + (counts[op] ?? 0), 0);
  const parts: [number, string][] = [
    [of("create", "create-replacement"), "made"],
    [of("update"), "changed"],
    [of("delete"), "removed"],
    [of("same"), "unchanged"],
  ];
  const told = parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return told.length === 0 ? "nothing to do" : told.join(", ");
}

/** `2 of 12 pulled, 300 MB unpacked`. */
export const pulledText = ({ of, count, bytes: size }: Pulled): string =>
  count === 0
    ? `0 bytes pulled, all ${of} images were in Docker`
    : `${count} of ${of} pulled, ${bytes(size)} unpacked`;
