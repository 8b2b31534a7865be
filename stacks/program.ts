import * as pulumi from "@pulumi/pulumi";
import { meshOf } from "../labs/contents.js";
import type { LabObject } from "../labs/objects.js";
import { requireRules } from "../labs/policies/require.js";
import type { LabState } from "../labs/state.js";
import { stateAt } from "../labs/week.js";
import { renderState } from "../components/render/render.js";
import { validateIstio } from "../components/render/validate.js";
import type { LabConfig } from "./config.js";
import { makeAll } from "./resources/index.js";
import type { Outputs } from "./resources/maker.js";

/** What a stack gives to `pulumi stack output`. */
export interface LabOutputs extends Outputs {
  /** The step that was reached: known when all of it is made, and as before where some of it could not be. */
  readonly step: pulumi.Input<string>;
  readonly target: string;
  /** Only where they are other ones than the official: what is lost with the config can be told from the state. */
  readonly images?: string;
  readonly cpuRequests?: string;
  readonly memoryRequests?: string;
  /** Only where it is another one than the week's. */
  readonly istio?: string;
  /** Slips of the notes that are reproduced, with commas between them; only where there are any. */
  readonly reproduce?: string;
}

/**
 * The lab of a stack at its step, as resources. `lab` runs it inline, plain `pulumi` through stacks/index.mjs.
 * @throws ToolError when a manifest can't be rendered, and what `declareValid` throws
 */
export async function program(config: LabConfig): Promise<LabOutputs> {
  const state = stateAt(config.week, config.step);
  const note = (line: string): void => void pulumi.log.info(line);
  return declareValid(config, state, await renderState(state, config, { note }));
}

/**
 * Declares a state, whose objects are rendered already, as `declare` does, once they keep the rules of
 * all labs; where no webhook of istiod's will look at them they are validated as well.
 * @throws UsageError `broken-rule`
 * @throws ToolError `invalid-istio-object`
 */
export async function declareValid(
  config: LabConfig,
  state: LabState,
  objects: readonly LabObject[],
): Promise<LabOutputs> {
  requireRules({ week: config.stack, step: config.step, state, objects });
  if (!config.target.runs.webhooks)
    await validateIstio(
      objects.map(({ object }) => object),
      { istio: meshOf(state)?.tag },
    );
  return declare(config, state, objects);
}

/** Declares a state, whose objects are rendered already, as resources (stacks/resources/). */
export async function declare(
  config: LabConfig,
  state: LabState,
  objects: readonly LabObject[],
): Promise<LabOutputs> {
  const { all, outputs } = await makeAll({ config, state, objects });
  return { step: reached(config.step, all), ...chosenIn(config), ...outputs };
}

/**
 * The step as an output that is there when all resources are. A plain value would be written into the state by a run
 * that failed, and the lab would be said to stand where it never came.
 */
const reached = (step: string, all: readonly pulumi.Resource[]): pulumi.Input<string> =>
  all.length === 0 ? step : pulumi.all(all.map(({ urn }) => urn)).apply(() => step);

const chosenIn = ({
  target,
  images,
  cpuRequests,
  memoryRequests,
  istio,
  reproduce,
}: LabConfig) => ({
  target: target.name,
  ...(images === "official" ? {} : { images }),
  ...(cpuRequests === "official" ? {} : { cpuRequests }),
  ...(memoryRequests === "official" ? {} : { memoryRequests }),
  ...(istio === undefined ? {} : { istio }),
  ...(reproduce.length === 0 ? {} : { reproduce: reproduce.join(",") }),
});
