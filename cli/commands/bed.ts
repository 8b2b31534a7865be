import type { Versions } from "../../labs/versions.js";
import { studied } from "../../tools/pins.js";
import { bedContext, type BedContext } from "../../tools/bed/context.js";
import { down, lossOf, type Loss } from "../../tools/bed/down.js";
import { bedStatus as statusOf, type BedStatus, type ImageStatus } from "../../tools/bed/status.js";
import { alone, up } from "../../tools/bed/up.js";
import { bytes, duration, render } from "../../lib/progress.js";
import { generations, generationsFor, weeksOn } from "../generations.js";
import { confirm } from "../terminal/ask.js";
import { agreeToBuilds } from "../builds.js";
import { printJson, printTable, type Output } from "../terminal/output.js";

/** The context of a generation of the bed, with its news on the command's output. */
const contextFor = (output: Output, versions: Versions = studied, yes = false): BedContext =>
  bedContext({
    versions,
    agree: agreeToBuilds(yes),
    progress: (event) => {
      output.say(render(event));
    },
  });

/**
 * `lab bed up`: makes what a lab on kind needs where no image can be pulled, a Docker engine included. What is
 * there stays.
 * @param ids the weeks to make images for. None: those on the versions of the study
 * @throws UsageError `unknown-week` before anything is made
 */
export async function bedUp(
  ids: readonly string[],
  { yes }: { readonly yes: boolean },
  output: Output,
): Promise<void> {
  const wanted = await generationsFor(ids);
  const contexts = wanted.map((versions) => contextFor(output, versions, yes));
  const started = Date.now();
  for (const context of contexts) {
    if (contexts.length > 1) output.say(`${inWords(context.versions)}:`);
    await up(context);
  }
  printStatus(output, await statusOf(contextFor(output), contexts));
  output.print(`The bed is ready (${duration(Date.now() - started)}).`);
  output.print(`Next: ./lab up ${ids[0] ?? "week1"} --target kind`);
}

/** `lab bed status`: the engine, each image with what it really is, and what the cache keeps. */
export async function bedStatus(flags: { readonly json?: boolean }, output: Output): Promise<void> {
  const contexts = generations.map((versions) => contextFor(output, versions));
  const status = await statusOf(contextFor(output), contexts);
  if (flags.json === true) printJson(output, status);
  else printStatus(output, status);
}

/** `lab bed down`: ends the engine that the bed started, or takes its images out of the user's own. */
export async function bedDown(
  flags: { readonly yes: boolean; readonly purge?: boolean },
  output: Output,
): Promise<void> {
  const context = contextFor(output);
  const purge = flags.purge === true;
  const loss = await lossOf(context);
  const question = questionFor(loss, purge);
  if (question === undefined) {
    output.print(
      "There is nothing of the bed to remove. To delete its cache: ./lab bed down --purge",
    );
    return;
  }
  await confirm(question, flags.yes);
  await alone(context, () => down(context, loss, purge));
  output.print(purge ? "The bed and its cache are gone." : "The bed is gone; its cache stays.");
}

/** What `down` asks; undefined when there is nothing to do. */
export function questionFor(loss: Loss, purge: boolean): string | undefined {
  const parts = [
    ...(loss.endsEngine
      ? [`the bed's Docker engine with all in it${inBrackets(loss.containers)}`]
      : []),
    ...(loss.images.length > 0
      ? [`${loss.images.length} images of the bed from your Docker engine`]
      : []),
    ...(purge ? ["the bed's cached images, which take minutes to make again"] : []),
  ];
  return parts.length === 0 ? undefined : `Remove ${parts.join(", and ")}?`;
}

const inBrackets = (names: readonly string[]): string =>
  names.length === 0 ? "" : ` (containers: ${names.join(", ")})`;

const places: Readonly<Record<ImageStatus["place"], string>> = {
  engine: "in the engine",
  cache: "in the cache only",
  missing: "not made",
  other: "another image of that name",
};

function printStatus(output: Output, { engine, generations, cacheBytes }: BedStatus): void {
  const whose = engine?.ours === true ? "started by the bed" : "not the bed's own";
  output.print(
    engine === undefined ? "docker: no engine answers" : `docker: ${engine.version}, ${whose}`,
  );
  for (const { images, ...versions } of generations) {
    output.print(`${inWords(versions)}:`);
    const rows = images.map(({ name, what, place, size }) => [
      name,
      places[place],
      size === undefined ? "" : bytes(size),
      what,
    ]);
    printTable(output, rows);
  }
  output.print(`cache: ${bytes(cacheBytes)}`);
}

/** Which labs a generation is for. */
function inWords(versions: Versions): string {
  const { kubernetes, istio } = versions;
  return `Kubernetes ${kubernetes}, Istio ${istio} (${weeksOn(versions).join(", ")})`;
}
