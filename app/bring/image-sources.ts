import { WHAT_LABEL } from "../../tools/bed/docker.js";
import type { ImageUse } from "../../labs/images.js";
import type { Exec } from "../../lib/exec.js";
import { askDocker } from "../../components/provider/docker.js";

/** Where an image of a lab comes from. */
export type ImageSource =
  | { readonly source: "docker"; readonly bytes: number }
  /** One that the lab made itself under the official name. */
  | { readonly source: "stand-in"; readonly bytes: number; readonly what: string }
  | { readonly source: "pull" };

interface InspectedImage {
  readonly Size: number;
  readonly Config?: { readonly Labels?: Readonly<Record<string, string>> | null };
}

/**
 * Asks Docker which images it has.
 * @throws ToolError `docker-missing` or `docker-no-answer`
 */
export function withSources(
  images: readonly ImageUse[],
  exec: Exec,
): Promise<(ImageUse & ImageSource)[]> {
  return Promise.all(images.map(async (use) => ({ ...use, ...(await sourceOf(use.image, exec)) })));
}

async function sourceOf(image: string, exec: Exec): Promise<ImageSource> {
  const stdout = await askDocker(exec, ["image", "inspect", "--format", "{{json .}}", image]);
  if (stdout === undefined) return { source: "pull" };
  const { Size: bytes, Config } = JSON.parse(stdout) as InspectedImage;
  const what = Config?.Labels?.[WHAT_LABEL];
  return what === undefined ? { source: "docker", bytes } : { source: "stand-in", bytes, what };
}
