import { join } from "node:path";
import { toolContext, type GivenContext, type ToolContext } from "../context.js";
import { locate } from "../locate.js";
import type { ToolName, Unit } from "../tool.js";
import type { BedImage } from "./images/image.js";
import { labImages } from "./images/lab/index.js";

/**
 * What making one generation of the bed depends on: the images for labs of a pair of versions. Tests replace any of
 * it.
 */
export interface BedContext extends ToolContext {
  /** The images of the pods of labs on these versions, a base before what builds on it. */
  readonly lab: readonly BedImage[];
}

/** What is given of the context of one generation. */
export type GivenBedContext = GivenContext & Partial<Pick<BedContext, "lab">>;

/**
 * Fills in what was not given: versions are those of the study, tools and images those of the versions.
 * @throws UsageError `unknown-release` for versions that there are no tools for
 */
export function bedContext(given: GivenBedContext = {}): BedContext {
  const context = toolContext(given);
  const { lab = labImages(context.versions) } = given;
  return { ...context, lab, units: context.units.map(ownOnly) };
}

/**
 * A program that goes into an image must be static, and the same wherever the image is made: nothing is taken
 * from PATH but Go, which only builds.
 */
function ownOnly(unit: Unit): Unit {
  if (unit.name === "go") return unit;
  return { ...unit, tools: unit.tools.map(({ onPath: _onPath, ...tool }) => tool) };
}

/** The path of a tool that was got for the bed. @throws ToolError `tool-missing` */
export const locateIn =
  (context: BedContext) =>
  (tool: ToolName): string =>
    locate(tool, context);

/** All that the bed keeps: archives of images, the root file system, the engine that it started. */
export const bedDir = ({ cache }: Pick<BedContext, "cache">): string => join(cache, "bed");
